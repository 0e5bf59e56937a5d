/// The names of the special tokens in a vocabulary, as `tokenizer_config.json` gives them.
public struct SpecialTokens: Sendable, Hashable {
    /// Stands first in every window.
    public var classification: String
    /// Ends every window.
    public var separator: String
    /// Fills a window up to the length of its batch.
    public var padding: String
    /// Stands for a word that the vocabulary cannot spell.
    public var unknown: String
    /// Stands for a masked word in pre-training. Reading text does not need it: a vocabulary without it is accepted.
    public var mask: String?

    /// Names the special tokens; BERT's own by default.
    public init(
        classification: String = "[CLS]", separator: String = "[SEP]", padding: String = "[PAD]", unknown: String = "[UNK]",
        mask: String? = "[MASK]"
    ) {
        self.classification = classification
        self.separator = separator
        self.padding = padding
        self.unknown = unknown
        self.mask = mask
    }

    var names: [String] { [classification, separator, padding, unknown] + (mask.map { [$0] } ?? []) }
}

/// Turns tokens into the word pieces that a model reads, by TrialNER's rules or by Spark NLP's.
public struct PieceReader: Sendable {
    private let encoder: WordPieceEncoder
    /// Spark NLP's way; `nil` for our own.
    private let firstWordEncoder: FirstWordEncoder?

    /// Makes a reader for a model.
    ///
    /// - Parameters:
    ///   - vocabulary: the pieces of the model.
    ///   - settings: what its `tokenizer_config.json` says.
    ///   - caseSensitive: whether case and accents are kept; `nil` for what the settings say.
    ///   - compatibility: whose rules are followed.
    ///   - maxSentenceLength: where Spark NLP's rules cut, in word pieces with `[CLS]` and `[SEP]`; our own do not.
    public init(
        vocabulary: Vocabulary, settings: TokenizerSettings, caseSensitive: Bool? = nil, compatibility: Compatibility = .none,
        maxSentenceLength: Int = TokenClassifier.sparkNLPMaxSentenceLength
    ) {
        let lowercase = caseSensitive.map { !$0 } ?? settings.lowercases
        encoder = WordPieceEncoder(
            vocabulary: vocabulary, lowercase: lowercase, stripAccents: settings.stripsAccents,
            handleChineseCharacters: settings.splitsChineseCharacters)
        firstWordEncoder =
            switch compatibility {
            case .none: nil
            case .sparkNLP: FirstWordEncoder(vocabulary: vocabulary, caseSensitive: !lowercase, maxSentenceLength: maxSentenceLength)
            }
    }

    /// The pieces of each token with their places in the text. Under Spark NLP's rules, which keep no places of pieces, those of
    /// their tokens, and none for tokens beyond the cut.
    public func pieces(of text: DocumentText, tokens: [Span]) -> WordPieces {
        guard let firstWordEncoder else { return encoder.encode(text, tokens: tokens) }
        return firstWordEncoder.encode(text, tokens: tokens).pieces
    }

    /// The sequence that the model is to read, and the index of the token that each wanted score belongs to.
    func sequence(of text: DocumentText, tokens: [Span], begins: [Int]?) -> (sequence: PieceSequence, tokens: [Int]) {
        guard let firstWordEncoder else {
            return (PieceSequence(encoder.encode(text, tokens: tokens)), Array(tokens.indices))
        }
        let reading = firstWordEncoder.encode(text, tokens: tokens, begins: begins)
        return (reading.sequence, reading.tokens)
    }
}

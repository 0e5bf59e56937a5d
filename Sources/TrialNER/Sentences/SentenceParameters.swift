/// What a sentence detector is told; the names and the defaults are those of Spark NLP's `SentenceDetector`.
public struct SentenceParameters: Sendable, Hashable {
    /// Whether the dots of known abbreviations end no sentence.
    public var useAbbreviations = true
    /// Whether the items of a list begin sentences.
    public var detectLists = true
    /// Patterns (Java's notation) at which sentences are cut.
    public var customBounds: [String] = []
    /// Whether there are no other cuts than those; without effect when there are none.
    public var useCustomBoundsOnly = false
    /// What becomes of the text that a custom bound matches.
    public var customBoundsStrategy = CustomBoundsStrategy.none
    /// The length, in UTF-16 units, at which sentences are cut between words; `nil` for no limit.
    public var splitLength: Int?
    /// Sentences that are shorter (in UTF-16 units) are left out.
    public var minLength = 0
    /// Sentences that are longer (in UTF-16 units) are left out; `nil` for no limit.
    public var maxLength: Int?

    /// The defaults.
    public init() {}

    /// Whether a sentence of this length, in UTF-16 units, is kept.
    func keeps(length: Int) -> Bool {
        length > 0 && length >= minLength && length <= maxLength ?? length
    }
}

/// What becomes of the text that a custom bound of sentences matches.
public enum CustomBoundsStrategy: String, Sendable, CaseIterable {
    /// It is part of no sentence.
    case none
    /// It begins the next sentence.
    case prepend
    /// It ends the sentence.
    case append
}

extension CustomBoundsStrategy: NamedParameter {}

/// The length of some UTF-8 in UTF-16 units.
func utf16Length(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
}

/// Word pieces of a text: what the model reads, and where each piece stands in the text.
public struct WordPieces: Sendable, Hashable {
    /// The id of each piece in the vocabulary; no `[CLS]`, `[SEP]` or padding.
    public var ids: [Int32] = []
    /// The span of each piece in the original text.
    public var spans: [Span] = []
    /// The index of the token that each piece belongs to, ascending; empty where the text was not given as tokens.
    public var tokenIndices: [Int32] = []

    /// Makes an empty list.
    public init() {}

    /// How many pieces there are.
    public var count: Int { ids.count }
}

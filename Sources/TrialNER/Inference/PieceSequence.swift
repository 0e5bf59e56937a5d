/// A sequence of word pieces for the model to read, and the pieces whose scores are wanted.
public struct PieceSequence: Sendable, Hashable {
    /// The ids of the pieces, without `[CLS]` and `[SEP]`.
    public var ids: [Int32]
    /// The indices of the pieces whose scores are wanted, ascending: the first piece of each token. `ids.count` stands for
    /// `[SEP]`.
    public var wanted: [Int32]

    /// Makes a sequence of its parts.
    public init(ids: [Int32], wanted: [Int32]) {
        self.ids = ids
        self.wanted = wanted
    }

    /// The sequence of encoded tokens, with the first piece of each wanted (as BERT's authors read token
    /// classifiers: Devlin et al. 2019, section 5.3).
    public init(_ pieces: WordPieces) {
        ids = pieces.ids
        wanted = []
        var last: Int32 = -1
        for (piece, token) in pieces.tokenIndices.enumerated() where token != last {
            wanted.append(Int32(piece))
            last = token
        }
    }
}

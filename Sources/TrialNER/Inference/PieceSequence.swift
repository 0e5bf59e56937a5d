/// A sequence of word pieces for the model to read, and the pieces whose scores are wanted.
public struct PieceSequence: Sendable, Hashable {
    /// The ids of the pieces, without `[CLS]` and `[SEP]`.
    public var ids: [Int32]
    /// The indices of the pieces whose scores are wanted, not descending: the first piece of each token. `ids.count` stands for
    /// `[SEP]`.
    public var wanted: [Int32]

    /// Makes a sequence of its parts.
    public init(ids: [Int32], wanted: [Int32]) {
        self.ids = ids
        self.wanted = wanted
    }

    /// The sequence of the pieces of a text, with the first piece of each token wanted (as BERT's authors read token
    /// classifiers: Devlin et al. 2019, section 5.3).
    ///
    /// A token of which the encoder leaves nothing (control characters) takes the scores of the piece before it, the first one those of
    /// the piece after, and where there is no piece at all those of `[SEP]`: no token is without scores.
    ///
    /// - Parameters:
    ///   - pieces: the pieces, ascending.
    ///   - tokens: the tokens of the same text, ascending.
    public init(_ pieces: WordPieces, tokens: [Span]) {
        ids = pieces.ids
        wanted = []
        wanted.reserveCapacity(tokens.count)
        var piece = 0
        for token in tokens {
            while piece < pieces.count, pieces.spans[piece].upperBound <= token.lowerBound { piece += 1 }
            let isBeside = piece == pieces.count || pieces.spans[piece].lowerBound >= token.upperBound
            wanted.append(Int32(isBeside && piece > 0 ? piece - 1 : piece))
        }
    }
}

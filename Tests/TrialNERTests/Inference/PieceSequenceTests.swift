import Testing

@testable import TrialNER

@Suite("Piece sequence")
struct PieceSequenceTests {
    private func pieces(_ spans: [Span]) -> WordPieces {
        var pieces = WordPieces()
        pieces.ids = spans.indices.map { Int32($0) }
        pieces.spans = spans
        return pieces
    }

    @Test("the first piece that a token touches is wanted")
    func firstPiece() {
        let sequence = PieceSequence(pieces([0..<2, 2..<4, 5..<6, 6..<9]), tokens: [0..<4, 5..<6, 6..<9])
        #expect(sequence.wanted == [0, 2, 3])
        #expect(sequence.ids == [0, 1, 2, 3])
    }

    @Test("tokens that share a piece share its scores")
    func sharedPiece() {
        #expect(PieceSequence(pieces([0..<4, 5..<6]), tokens: [0..<1, 1..<4, 5..<6]).wanted == [0, 0, 1])
    }

    @Test("a token without a piece takes the one before, the first one the one after, and [SEP] where there is none")
    func noPiece() {
        #expect(PieceSequence(pieces([2..<4, 7..<8]), tokens: [0..<1, 2..<4, 5..<6, 7..<8, 9..<10]).wanted == [0, 0, 0, 1, 1])
        #expect(PieceSequence(pieces([]), tokens: [0..<1, 1..<2]).wanted == [0, 0])
    }
}

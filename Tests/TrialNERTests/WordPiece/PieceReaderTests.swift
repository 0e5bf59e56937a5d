import Testing

@testable import TrialNER

@Suite("Piece reader")
struct PieceReaderTests {
    private let vocabulary = try! Vocabulary(bytes: Array("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\njune\nJune\n≥\n##3\n3".utf8))

    private func ids(_ string: String, tokens: [Span], lowercases: Bool, caseSensitive: Bool?, _ mode: Compatibility = .none) -> [Int32] {
        let reader = PieceReader(
            vocabulary: vocabulary, settings: TokenizerSettings(lowercases: lowercases), caseSensitive: caseSensitive, compatibility: mode)
        let text = DocumentText(string)
        return reader.pieces(of: text, span: text.span, tokens: tokens).ids
    }

    @Test("a model made for lower case is read in lower case even where case is to count, but not under Spark NLP's rules")
    func uncasedModel() {
        for caseSensitive in [nil, true, false] {
            #expect(ids("June", tokens: [0..<4], lowercases: true, caseSensitive: caseSensitive) == [5])
        }
        #expect(ids("June", tokens: [0..<4], lowercases: true, caseSensitive: true, .sparkNLP) == [6])
    }

    @Test("a cased model keeps capital letters unless they are not to count")
    func casedModel() {
        #expect(ids("June", tokens: [0..<4], lowercases: false, caseSensitive: nil) == [6])
        #expect(ids("June", tokens: [0..<4], lowercases: false, caseSensitive: true) == [6])
        #expect(ids("June", tokens: [0..<4], lowercases: false, caseSensitive: false) == [5])
    }

    @Test("pieces are those of the whole text, and say in which token they begin")
    func wholeText() {
        let reader = PieceReader(vocabulary: vocabulary, settings: TokenizerSettings(lowercases: true))
        let text = DocumentText("June ≥3")
        let pieces = reader.pieces(of: text, span: text.span, tokens: [0..<4, 5..<8, 8..<9])
        #expect(pieces.ids == [5, 7, 8])
        #expect(pieces.spans == [0..<4, 5..<8, 8..<9])
        #expect(pieces.tokenIndices == [0, 1, 2])
    }
}

import Testing

@testable import TrialNER

@Suite("Word-piece encoder")
struct WordPieceEncoderTests {
    private func pieces(_ encoder: WordPieceEncoder, _ string: String) -> [String] {
        let text = DocumentText(string)
        let pieces = encoder.encode(text, span: text.span)
        return zip(pieces.ids, pieces.spans).map { "\(encoder.vocabulary.piece($0)!)=\(text[$1])" }
    }

    @Test("a word is spelt with the longest pieces from its beginning")
    func longestFirst() throws {
        let encoder = WordPieceEncoder(vocabulary: try vocabulary("top", "topo", "##tec", "##t", "##can", "##an", "##c"), lowercase: true)
        #expect(pieces(encoder, "Topotecan topo") == ["topo=Topo", "##tec=tec", "##an=an", "topo=topo"])
    }

    @Test("a word that cannot be spelt to its end is unknown as a whole")
    func unknownWord() throws {
        let encoder = WordPieceEncoder(vocabulary: try vocabulary("a", "##b"), lowercase: false)
        #expect(pieces(encoder, "ab abx b a") == ["a=a", "##b=b", "[UNK]=abx", "[UNK]=b", "a=a"])
    }

    @Test("a special token written in the text is ordinary text")
    func specialTokensCannotBeWritten() throws {
        let encoder = WordPieceEncoder(vocabulary: try vocabulary("[", "]", "SEP"), lowercase: false)
        #expect(pieces(encoder, "[SEP]") == ["[=[", "SEP=SEP", "]=]"])
        let bare = try Vocabulary(
            bytes: Array("PAD\nUNK\nCLS\nSEP".utf8),
            specialTokens: SpecialTokens(classification: "CLS", separator: "SEP", padding: "PAD", unknown: "UNK"))
        #expect(pieces(WordPieceEncoder(vocabulary: bare, lowercase: false), "SEP") == ["UNK=SEP"])
        #expect(bare.id(of: "SEP") == 3)
    }

    @Test("every part of a statistic reaches the model")
    func statisticIsReadWhole() throws {
        let encoder = WordPieceEncoder(vocabulary: try vocabulary("p", "<", "0", ".", "001"), lowercase: true)
        let text = DocumentText("P<0.001")
        let pieces = encoder.encode(text, tokens: [text.span])
        #expect(pieces.ids == [5, 6, 7, 8, 9])
        #expect(pieces.tokenIndices == [0, 0, 0, 0, 0])
    }

    @Test("accents go with the case unless told otherwise, and offsets stay those of the original")
    func accents() throws {
        let vocabulary = try vocabulary("cafe", "caf\u{E9}")
        #expect(pieces(WordPieceEncoder(vocabulary: vocabulary, lowercase: true), "CAFÉ cafe\u{301}") == ["cafe=CAFÉ", "cafe=cafe"])
        #expect(pieces(WordPieceEncoder(vocabulary: vocabulary, lowercase: true, stripAccents: false), "CAFÉ") == ["café=CAFÉ"])
        #expect(pieces(WordPieceEncoder(vocabulary: vocabulary, lowercase: false, stripAccents: true), "café") == ["cafe=café"])
    }

    @Test("Chinese characters are words of their own, if so wanted")
    func chinese() throws {
        let vocabulary = try vocabulary("中", "文", "##文")
        #expect(pieces(WordPieceEncoder(vocabulary: vocabulary, lowercase: true), "中文") == ["中=中", "文=文"])
        let joined = WordPieceEncoder(vocabulary: vocabulary, lowercase: true, handleChineseCharacters: false)
        #expect(pieces(joined, "中文") == ["中=中", "##文=文"])
    }

    @Test("a word of 100 characters is spelt, one of 101 is unknown, whether ASCII or not")
    func longWords() throws {
        let encoder = WordPieceEncoder(vocabulary: try vocabulary("a", "##a", "é", "##é"), lowercase: false)
        for letter in ["a", "é"] {
            #expect(pieces(encoder, String(repeating: letter, count: 100)).count == 100)
            let long = String(repeating: letter, count: 101)
            #expect(pieces(encoder, long) == ["[UNK]=\(long)"])
        }
    }

    @Test("a million characters without a space are one unknown word")
    func hugeWord() throws {
        let encoder = WordPieceEncoder(vocabulary: try vocabulary("a", "##a"), lowercase: true)
        let text = DocumentText(String(repeating: "a", count: 1_000_000) + "é")
        #expect(encoder.encode(text, span: text.span).spans == [text.span])
    }

    @Test("a token with nothing to read gets one unknown piece")
    func bareToken() throws {
        let encoder = WordPieceEncoder(vocabulary: try vocabulary("a"), lowercase: true)
        let text = DocumentText("a\u{200B}a")
        let pieces = encoder.encode(text, tokens: [0..<1, 1..<4, 4..<5, 5..<5])
        #expect(pieces.ids == [5, 1, 5, 1])
        #expect(pieces.spans == [0..<1, 1..<4, 4..<5, 5..<5])
        #expect(pieces.tokenIndices == [0, 1, 2, 3])
    }

    @Test("a span is read as if it were the whole text, and an edge inside a scalar moves to the scalar's beginning")
    func spans() throws {
        let encoder = WordPieceEncoder(vocabulary: try vocabulary("a", "b", "##b", "é"), lowercase: false)
        let text = DocumentText("ab é")
        #expect(encoder.encode(text, span: 1..<5).spans == [1..<2, 3..<5])
        #expect(encoder.encode(text, span: 0..<4).spans == [0..<1, 1..<2])
        #expect(encoder.encode(text, span: 4..<99).spans == [3..<5])
    }

    @Test("appending leaves what was there")
    func appending() throws {
        let encoder = WordPieceEncoder(vocabulary: try vocabulary("a", "b"), lowercase: false)
        let text = DocumentText("a b")
        var pieces = encoder.encode(text, tokens: [0..<1])
        encoder.append(text, tokens: [2..<3], to: &pieces)
        #expect(pieces.ids == [5, 6])
        #expect(pieces.spans == [0..<1, 2..<3])
        #expect(pieces.tokenIndices == [0, 0])
    }
}

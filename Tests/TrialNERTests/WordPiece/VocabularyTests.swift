import Testing

@testable import TrialNER

@Suite("Vocabulary")
struct VocabularyTests {
    private let special = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n"

    private func error(_ text: String, specialTokens: SpecialTokens = SpecialTokens()) -> VocabularyError? {
        error(Array(text.utf8), specialTokens: specialTokens)
    }

    private func error(_ bytes: [UInt8], specialTokens: SpecialTokens = SpecialTokens()) -> VocabularyError? {
        do {
            _ = try Vocabulary(bytes: bytes, specialTokens: specialTokens, file: "model/vocab.txt")
            return nil
        } catch {
            return error
        }
    }

    @Test("ids are the numbers of the lines", arguments: ["\n", "\r\n"])
    func idsByLine(lineBreak: String) throws {
        for end in ["", lineBreak] {
            let text = ["[PAD]", "[UNK]", "a", "", "##a", "##", "[CLS]", "#", "[SEP]"].joined(separator: lineBreak) + end
            let vocabulary = try Vocabulary(bytes: Array(text.utf8))
            #expect(vocabulary.count == 9)
            #expect(["a", "##a", "##", "#", "[SEP]", "", "b", "[MASK]"].map { vocabulary.id(of: $0) } == [2, 4, 5, 7, 8, nil, nil, nil])
            #expect(
                (Int32(-1)...9).map { vocabulary.piece($0) } == [nil, "[PAD]", "[UNK]", "a", "", "##a", "##", "[CLS]", "#", "[SEP]", nil])
            #expect(vocabulary.paddingID == 0 && vocabulary.unknownID == 1 && vocabulary.classificationID == 6)
            #expect(vocabulary.separatorID == 8 && vocabulary.maskID == nil)
        }
    }

    @Test("a piece and the rest of a word written alike are two pieces")
    func rootsAreApart() throws {
        let vocabulary = try vocabulary("ing", "##ing", "#", "###")
        #expect(vocabulary.id(of: "ing") == 5 && vocabulary.id(of: "##ing") == 6)
        #expect(vocabulary.id(of: "#") == 7 && vocabulary.id(of: "###") == 8)
    }

    @Test("twenty thousand pieces are all found, however the table had to grow")
    func everyPieceIsFound() throws {
        // Pieces that share no beginning need the most room.
        let pieces = (0..<20_000).map { String(String($0 * 7_919 % 1_000_003, radix: 36).reversed()) + "x\($0)" }
        let vocabulary = try Vocabulary(bytes: Array((special + pieces.joined(separator: "\n")).utf8))
        for (index, piece) in pieces.enumerated() {
            #expect(vocabulary.id(of: piece) == Int32(index + 5))
            #expect(vocabulary.id(of: piece + "y") == nil)
        }
    }

    @Test("a piece that stands twice is refused with both lines")
    func duplicate() {
        let error = error(special + "a\nb\na\n")
        #expect(error == .duplicate(file: "model/vocab.txt", piece: "a", firstLine: 6, line: 8))
        #expect(
            error?.description == "model/vocab.txt, line 8: \"a\" stands on line 6 already, so its id is not certain; "
                + "copy the model's own vocab.txt again")
    }

    @Test("a special token that is on no line is refused by name")
    func missingSpecialToken() {
        #expect(error("[PAD]\n[UNK]\n[CLS]\n[MASK]\n") == .missingSpecialToken(file: "model/vocab.txt", token: "[SEP]"))
        #expect(
            error(special, specialTokens: SpecialTokens(unknown: "<unk>")) == .missingSpecialToken(file: "model/vocab.txt", token: "<unk>"))
        #expect(
            error("a")?.description == "model/vocab.txt: has no line \"[CLS]\"; use the vocab.txt that belongs to the model, "
                + "or name the model's own special tokens in tokenizer_config.json")
    }

    @Test("bytes that are not UTF-8 are refused with their line")
    func notUTF8() {
        #expect(error(Array(special.utf8) + [0x61, 0x0A, 0xC3, 0x0A, 0x62]) == .notUTF8(file: "model/vocab.txt", line: 7))
    }

    @Test("a file without a piece is refused", arguments: ["", "\n\n", "\r\n"])
    func empty(text: String) {
        #expect(error(text) == .empty(file: "model/vocab.txt"))
    }

    @Test("a file far too large for a vocabulary is refused")
    func tooLarge() {
        let bytes = [UInt8](repeating: 0x61, count: 17_000_000)
        #expect(error(bytes) == .tooLarge(file: "model/vocab.txt", bytes: 17_000_000, limit: 16_777_208))
    }
}

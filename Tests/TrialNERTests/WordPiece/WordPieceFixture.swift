import Foundation

@testable import TrialNER

/// The strings of `Fixtures/wordpiece` with what Hugging Face `tokenizers` makes of them.
struct WordPieceFixture {
    struct Line: Decodable {
        struct Pieces: Decodable {
            var ids: [Int32]
            var offsets: [Int]
        }
        var text: String
        var lowerStripped: Pieces
        var lowerAccented: Pieces
        var casedStripped: Pieces
        var casedAccented: Pieces
    }

    let lines: [Line]
    let vocabulary: Vocabulary

    init() throws {
        let folder = Bundle.module.resourceURL!.appendingPathComponent("Fixtures/wordpiece")
        let decoder = JSONDecoder()
        lines = try Data(contentsOf: folder.appendingPathComponent("strings.jsonl")).split(separator: UInt8(ascii: "\n"))
            .map { try decoder.decode(Line.self, from: $0) }
        vocabulary = try Vocabulary(bytes: [UInt8](Data(contentsOf: folder.appendingPathComponent("vocab.txt"))))
    }

    /// An encoder for each setting, and where the fixture keeps its answer.
    var settings: [(encoder: WordPieceEncoder, expected: KeyPath<Line, Line.Pieces>)] {
        [
            (WordPieceEncoder(vocabulary: vocabulary, lowercase: true), \.lowerStripped),
            (WordPieceEncoder(vocabulary: vocabulary, lowercase: true, stripAccents: false), \.lowerAccented),
            (WordPieceEncoder(vocabulary: vocabulary, lowercase: false, stripAccents: true), \.casedStripped),
            (WordPieceEncoder(vocabulary: vocabulary, lowercase: false), \.casedAccented),
        ]
    }
}

/// A small vocabulary written in a test, below the five special tokens (ids 0 to 4).
func vocabulary(_ pieces: String...) throws -> Vocabulary {
    try Vocabulary(bytes: Array((["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + pieces).joined(separator: "\n").utf8))
}

import Foundation
import Testing
import TrialNER

@testable import TrialNERFormats

@Suite("Annotation rows")
struct AnnotationRowTests {
    @Test("every kind of cell is written, with sorted metadata, in the order of the columns")
    func cells() {
        let annotation = Annotation(annotatorType: "token", begin: 0, end: -1, result: "a\"", metadata: ["z": "1", "B": "é", "a": ""])
        let row: DataFrame.Row = [
            "token": .annotations([annotation]), "none": .annotations([]), "finished": .strings(["x", "y"]), "whole": .string("x@y"),
            "meta": .pairs([.init(key: "k", value: "v")]), "null": .null,
        ]
        let writer = AnnotationRowWriter(columns: ["none", "token", "finished", "whole", "meta", "null", "absent"])
        #expect(
            String(decoding: writer.row(id: .string("a"), cells: row), as: UTF8.self) == #"""
                {"id": "a", "none": [], "token": [[0, -1, "a\"", {"B": "é", "a": "", "z": "1"}]], "finished": ["x", "y"], "whole": "x@y", "meta": [["k", "v"]], "null": null, "absent": null}

                """#)
    }

    @Test(
        "the rows of the reference are written to the letter (needs the shared reference outputs)",
        .enabled(if: referenceFolder != nil),
        arguments: ["tokenizer-default", "ner-white-list", "sentence-default", "document-shrink", "ner-uncased"])
    func reference(name: String) throws {
        let folder = try #require(referenceFolder)
        let lines = try String(decoding: Data(contentsOf: folder.appendingPathComponent("\(name).jsonl")), as: UTF8.self)
            .split(separator: "\n")
        #expect(lines.count > 50)
        for line in lines {
            let (id, cells) = try row(of: Array(line.utf8))
            let columns = ["document", "sentence", "token", "ner", "ner_chunk"].filter { cells[$0] != nil }
            let written = AnnotationRowWriter(columns: columns).row(id: .string(id), cells: cells)
            #expect(written == Array(line.utf8) + [0x0A])
        }
    }

    /// Reads a row with the scanner, which has tests of its own: JSONSerialization drops U+FEFF inside strings.
    private func row(of line: [UInt8]) throws -> (id: String, cells: DataFrame.Row) {
        var id = ""
        var cells: DataFrame.Row = [:]
        try line.withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            try scanner.object { (scanner, name) throws(JSONError) in
                if name == "id" {
                    id = String(decoding: try scanner.string(), as: UTF8.self)
                } else {
                    var annotations: [Annotation] = []
                    try scanner.array { (scanner) throws(JSONError) in annotations.append(try annotation(&scanner)) }
                    cells[name] = .annotations(annotations)
                }
            }
        }
        return (id, cells)
    }

    private func annotation(_ scanner: inout JSONScanner) throws(JSONError) -> Annotation {
        var annotation = Annotation(annotatorType: "", begin: 0, end: 0, result: "")
        var index = 0
        try scanner.array { (scanner) throws(JSONError) in
            switch index {
            case 0: annotation.begin = Int(try scanner.number()) ?? 0
            case 1: annotation.end = Int(try scanner.number()) ?? 0
            case 2: annotation.result = String(decoding: try scanner.string(), as: UTF8.self)
            default:
                try scanner.object { (scanner, key) throws(JSONError) in
                    annotation.metadata[key] = String(decoding: try scanner.string(), as: UTF8.self)
                }
            }
            index += 1
        }
        return annotation
    }

    @Test("a row of a pipeline becomes a document with spans, tags and entities")
    func document() {
        let text = "😀 ab. c"
        func one(_ type: String, _ begin: Int, _ end: Int, _ result: String, _ metadata: Metadata = [:]) -> Annotation {
            Annotation(annotatorType: type, begin: begin, end: end, result: result, metadata: metadata)
        }
        let row: DataFrame.Row = [
            "document": .annotations([one("document", 0, 7, text)]),
            "sentence": .annotations([one("document", 0, 5, "😀 ab."), one("document", 7, 7, "c")]),
            "token": .annotations([one("token", 0, 1, "😀"), one("token", 3, 4, "ab"), one("token", 5, 5, "."), one("token", 7, 7, "c")]),
            "ner": .annotations([one("named_entity", 3, 4, "B-X"), one("named_entity", 5, 5, "I-X"), one("named_entity", 7, 7, "O")]),
            "ner_chunk": .annotations([
                one("chunk", 3, 5, "ab.", ["entity": "X", "confidence": "0.5"]), one("chunk", 9, 12, "beyond", ["entity": "Y"]),
            ]),
        ]
        let document = RecognizedDocument(row: row, columns: ["document", "sentence", "token", "ner", "ner_chunk"], text: text)
        #expect(document.sentences == [0..<8, 9..<10])
        #expect(document.tokens.map { document.text[$0] } == ["😀", "ab", ".", "c"])
        #expect(document.tags == ["O", "B-X", "I-X", "O"])
        #expect(document.entities == [Entity(span: 5..<8, label: "X", confidence: 0.5)])
    }

    @Test("offsets of a pipeline that cleaned the text up count in the cleaned text")
    func cleanedDocument() {
        let row: DataFrame.Row = [
            "document": .annotations([Annotation(annotatorType: "document", begin: 0, end: 2, result: "a b")]),
            "chunk": .annotations([Annotation(annotatorType: "chunk", begin: 2, end: 2, result: "b", metadata: ["entity": "X"])]),
        ]
        let document = RecognizedDocument(row: row, columns: ["document", "chunk"], text: "a \n b")
        #expect(document.text.string == "a b")
        #expect(document.entities.map { document.text[$0.span] } == ["b"])
    }
}

/// The reference outputs of Spark NLP, where they lie: in `TRIALNER_SHARED`, or `../shared` beside the checkout.
private var referenceFolder: URL? {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let shared =
        ProcessInfo.processInfo.environment["TRIALNER_SHARED"].map { URL(fileURLWithPath: $0) }
        ?? checkout.deletingLastPathComponent().appendingPathComponent("shared")
    let folder = shared.appendingPathComponent("reference/sparknlp")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}

import Foundation
import Testing
import TrialNER

@testable import TrialNERFormats

@Suite("Readers")
struct ReaderTests {
    private func jsonl(_ bytes: [UInt8], blockSize: Int = .max, lineLimit: Int = JSONLinesReader.lineLimit) -> [String] {
        events(JSONLinesReader(MemorySource(bytes, blockSize: blockSize), name: "f.jsonl", lineLimit: lineLimit))
    }

    private func text(_ bytes: [UInt8], sizeLimit: Int = TextReader.sizeLimit) -> [String] {
        events(TextReader(MemorySource(bytes), name: "f.txt", id: .string("f.txt"), sizeLimit: sizeLimit))
    }

    @Test("a JSONL line gives its text and its id, whatever else is in it")
    func lines() {
        let lines = """
            {"id": "a", "text": "one", "label": [1, {"text": "inner"}]}
            {"text": "two"}

            {"id": 12345678901234567890, "text": "three"}
               {"id": null, "text": "four", "text": "last counts"}\r
            {"id": 1.50, "te\\u0078t": ""}
            """
        #expect(
            jsonl(Array(lines.utf8)) == [
                "a: one", "f.jsonl:2: two", "12345678901234567890: three", "f.jsonl:5: last counts", "1.50: ",
            ])
    }

    @Test("a number stays a number and a string a string")
    func idKinds() throws {
        let reader = JSONLinesReader(MemorySource(Array("{\"id\": 7, \"text\": \"\"}\n{\"id\": \"7\", \"text\": \"\"}".utf8)), name: "f")
        #expect(try reader.next()?.id == .number("7"))
        #expect(try reader.next()?.id == .string("7"))
    }

    @Test("a line that is no document is told with its number, and the next line is read")
    func badLines() {
        let lines = """
            {"id": "a", "text": "one"}
            {"id": "b", "text": "cut
            not JSON
            [1]
            {"id": "c"}
            {"text": 5}
            {"id": true, "text": "x"}
            {"text": "\\ud800"}
            {"id": "z", "text": "last"}
            """
        #expect(
            jsonl(Array(lines.utf8)) == [
                "a: one",
                "! f.jsonl, line 2: not JSON: the line ends at byte 25, inside a value",
                "! f.jsonl, line 3: not JSON: expected `null` at byte 2",
                "! f.jsonl, line 4: not a JSON object; each line must be one, as in {\"id\": \"a\", \"text\": \"…\"}",
                "! f.jsonl, line 5: has no \"text\"; each line must be as {\"id\": \"a\", \"text\": \"…\"}",
                "! f.jsonl, line 6: \"text\" must be a string",
                "! f.jsonl, line 7: \"id\" must be a string or a number",
                "! f.jsonl, line 8: half of a surrogate pair at byte 11, which is no character",
                "z: last",
            ])
    }

    @Test("lines are the same however the bytes arrive")
    func blocks() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            var bytes: [UInt8] = []
            for line in 0..<Int.random(in: 0...12, using: &random) {
                var json = JSONWriter()
                json.object { json in
                    json.key("id")
                    json.integer(line)
                    json.key("text")
                    json.string(random.hardText(length: 40))
                }
                bytes += json.bytes
                if Int.random(in: 0..<6, using: &random) == 0 { bytes.removeLast() }
                bytes += Array(["\n", "\r\n", "\n\n"].randomElement(using: &random)?.utf8 ?? "".utf8)
            }
            let whole = jsonl(bytes)
            for blockSize in [1, 2, 7, 64] { #expect(jsonl(bytes, blockSize: blockSize) == whole) }
            #expect(jsonl([0xEF, 0xBB, 0xBF] + bytes, blockSize: 1) == whole)
        }
    }

    @Test("a line longer than the limit is passed over and the next one read")
    func longLine() {
        let long = #"{"text": ""# + String(repeating: "x", count: 3 << 20) + #""}"#
        let lines = "{\"text\": \"a\"}\n\(long)\n{\"text\": \"b\"}"
        #expect(
            jsonl(Array(lines.utf8), blockSize: 10_000, lineLimit: 1 << 20) == [
                "f.jsonl:1: a", "! f.jsonl, line 2: is longer than 1 MiB, more than is read as one document; split it", "f.jsonl:3: b",
            ])
    }

    @Test("a text file is one document, untouched, without the byte order mark")
    func wholeText() {
        #expect(text(Array(" a\r\nb\u{A0}\n".utf8)) == ["f.txt:  a\r\nb\u{A0}\n"])
        #expect(text([0xEF, 0xBB, 0xBF] + Array("a".utf8)) == ["f.txt: a"])
    }

    @Test(
        "what is no UTF-8 text is named",
        arguments: [
            ([], "has no text; give a text to annotate"),
            (Array(" \n\t\u{A0}\u{2009}".utf8), "has no text; give a text to annotate"),
            ([0xEF, 0xBB, 0xBF], "has no text; give a text to annotate"),
            (
                Array("caf".utf8) + [0xE9, 0x20],
                "is not UTF-8 (first wrong byte at offset 3); convert it, as with iconv -f LATIN1 -t UTF-8"
            ),
            (
                Array("abc".utf8) + [0xE2, 0x89],
                "is not UTF-8 (first wrong byte at offset 3); convert it, as with iconv -f LATIN1 -t UTF-8"
            ),
            (Array("ab".utf8) + [0] + Array("c".utf8), "is not text (a NUL byte at offset 2); give a UTF-8 text file"),
            ([0xFF, 0xFE, 0x61, 0x00], "is UTF-16, not UTF-8; convert it with iconv -f UTF-16 -t UTF-8"),
            ([0xFE, 0xFF, 0x00, 0x61], "is UTF-16, not UTF-8; convert it with iconv -f UTF-16 -t UTF-8"),
            ([0x1F, 0x8B, 0x08], "is gzip, not text; unpack it first, as with gzip -dc"),
            (Array("%PDF-1.7".utf8), "is PDF, not text; extract its text first"),
            (Array("PK\u{3}\u{4}".utf8), "is a ZIP archive (or a DOCX or XLSX file), not text; extract its text first"),
        ] as [([UInt8], String)])
    func noText(bytes: [UInt8], message: String) {
        #expect(text(bytes) == ["! f.txt: \(message)"])
    }

    @Test("a binary file with the ending of JSONL is named once, not line by line")
    func binaryLines() {
        #expect(jsonl([0x1F, 0x8B, 0x08, 0x0A, 0x0A, 0x41]) == ["! f.jsonl: is gzip, not text; unpack it first, as with gzip -dc"])
        #expect(jsonl([0xFF, 0xFE, 0x7B, 0x00, 0x0A, 0x00]).count == 1)
    }

    @Test("a text longer than the limit is refused")
    func longText() {
        #expect(
            text([UInt8](repeating: 0x61, count: (1 << 20) + 1), sizeLimit: 1 << 20) == [
                "! f.txt: is longer than 1 MiB, more than is read as one document; split it"
            ])
    }

    @Test("ten megabytes without a space are read in bounded time")
    func hugeWord() {
        let word = String(repeating: "ä", count: 5 << 20)
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(text(Array(word.utf8)).first?.utf8.count == word.utf8.count + 7)
            #expect(
                jsonl(Array("{\"id\": \"a\", \"text\": \"\(word)\"}".utf8), blockSize: 1 << 16).first?.utf8.count == word.utf8.count + 3)
        }
        #expect(time < .seconds(20))
    }

    @Test("the first byte that is not UTF-8 is found where the standard library finds the text invalid")
    func validation() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            var bytes = Array(random.hardText(length: 12).utf8)
            for _ in 0..<Int.random(in: 0...2, using: &random) where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            let found = bytes.withUnsafeBufferPointer { UTF8Validation.firstInvalidByte(in: $0) }
            #expect((found == nil) == (String(validating: bytes, as: UTF8.self) != nil))
            if let found { #expect(String(validating: bytes[..<found], as: UTF8.self) != nil) }
        }
    }

    @Test("files are read, and what is no readable file is told apart")
    func files() throws {
        let folder = try TemporaryFolder()
        try Data("text".utf8).write(to: folder.url("a.txt"))
        #expect(events(TextReader(try FileReader(path: folder.path("a.txt")), name: "a", id: .string("a"))) == ["a: text"])
        #expect(throws: InputProblem.missing) { try FileReader(path: folder.path("b.txt")) }
        #expect(throws: InputProblem.directory) { try FileReader(path: folder.path("")) }
        #expect(throws: InputProblem.missing) { try FileReader(path: folder.path("a.txt/b")) }
    }
}

/// A folder that is gone after the test.
final class TemporaryFolder {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("trialner-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func url(_ name: String) -> URL { folder.appendingPathComponent(name) }
    func path(_ name: String) -> String { url(name).path }
    func contents(_ name: String) -> String? { (try? Data(contentsOf: url(name))).map { String(decoding: $0, as: UTF8.self) } }
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }
}

import Foundation
import Testing

@testable import TrialNERFormats

@Suite("JSON")
struct JSONTests {
    private func json(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func scan<Value>(_ text: String, _ read: (inout JSONScanner) throws -> Value) throws -> Value {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            scanner.skipSpace()
            let value = try read(&scanner)
            try scanner.end()
            return value
        }
    }

    @Test("keys keep their order and parts are separated as Python separates them")
    func layout() {
        let text = json { json in
            json.object { json in
                json.key("b")
                json.array { json in
                    json.integer(-3)
                    json.null()
                    json.boolean(true)
                    json.array { _ in }
                }
                json.key("a")
                json.object { _ in }
                json.key("é\n")
                json.decimal(0.5)
            }
        }
        #expect(text == #"{"b": [-3, null, true, []], "a": {}, "é\n": 0.5}"#)
    }

    @Test("every string that is written is read back by Foundation and by the scanner")
    func stringRoundTrip() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<3000 {
            let text = random.hardText(length: 30)
            let written = json { $0.string(text) }
            // JSONSerialization drops U+FEFF at the start of some stretches of a string; JSONDecoder does not.
            let read = try JSONDecoder().decode(String.self, from: Data(written.utf8))
            #expect(Array(read.utf8) == Array(text.utf8))
            #expect(try scan(written) { try $0.string() } == Array(text.utf8))
        }
    }

    @Test("every string that Foundation escapes is read by the scanner")
    func foundationEscapes() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<1000 {
            let text = random.hardText(length: 30)
            let written = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
            var read: [[UInt8]] = []
            try scan(written) { scanner in try scanner.array { (scanner) throws(JSONError) in read.append(try scanner.string()) } }
            #expect(read == [Array(text.utf8)])
        }
    }

    @Test(
        "each escape gives its character",
        arguments: [
            (#""\u0041\u00e9\u2265""#, "Aé≥"), (#""\ud83d\ude00""#, "😀"), (#""\uD83D\uDE00x""#, "😀x"), (#""\/\b\f""#, "/\u{8}\u{c}"),
            (#""\u0000""#, "\u{0}"), (#""\udbff\udfff""#, "\u{10FFFF}"),
        ])
    func escapes(written: String, text: String) throws {
        #expect(try scan(written) { try $0.string() } == Array(text.utf8))
    }

    @Test(
        "what is no JSON is refused with the reason and the place",
        arguments: [
            (#"{"a": 1"#, JSONError(.endsEarly, at: 7)),
            (#"{"a" 1}"#, JSONError(.expected("`:`"), at: 5)),
            (#"{"a": 1,}"#, JSONError(.expected("a name in double quotes"), at: 8)),
            (#"{a: 1}"#, JSONError(.expected("a name in double quotes"), at: 1)),
            (#"{'a': 1}"#, JSONError(.expected("a name in double quotes"), at: 1)),
            (#"[1, ]"#, JSONError(.expected("a value"), at: 4)),
            (#"[1 2]"#, JSONError(.expected("`,` or `]`"), at: 3)),
            (#""a"#, JSONError(.endsEarly, at: 2)),
            (#""a\"#, JSONError(.endsEarly, at: 3)),
            (#""\x""#, JSONError(.invalidEscape, at: 1)),
            (#""\u12G4""#, JSONError(.invalidEscape, at: 1)),
            (#""\ud800""#, JSONError(.loneSurrogate, at: 1)),
            (#""a\udc00b""#, JSONError(.loneSurrogate, at: 2)),
            (#""\ud800\u0041""#, JSONError(.loneSurrogate, at: 1)),
            ("\"a\tb\"", JSONError(.controlCharacter(9), at: 2)),
            ("01", JSONError(.trailing, at: 1)),
            ("1.", JSONError(.endsEarly, at: 2)),
            ("-", JSONError(.endsEarly, at: 1)),
            ("1e+", JSONError(.endsEarly, at: 3)),
            ("+1", JSONError(.expected("a value"), at: 0)),
            (".5", JSONError(.expected("a value"), at: 0)),
            ("NaN", JSONError(.expected("a value"), at: 0)),
            ("tru", JSONError(.endsEarly, at: 3)),
            ("nul1", JSONError(.expected("`null`"), at: 3)),
            ("{} x", JSONError(.trailing, at: 3)),
            ("", JSONError(.endsEarly, at: 0)),
        ])
    func refusals(text: String, error: JSONError) {
        #expect(throws: error) { try scan(text) { try $0.skipValue() } }
    }

    @Test("bytes that are not UTF-8 inside a string are refused with their place")
    func invalidBytes() {
        let bytes = Array(#"{"a": "x"#.utf8) + [0xE9] + Array(#""}"#.utf8)
        #expect(throws: JSONError(.invalidUTF8, at: 8)) {
            try bytes.withUnsafeBufferPointer { bytes in
                var scanner = JSONScanner(bytes)
                try scanner.skipValue()
            }
        }
    }

    @Test("deep nesting is refused and does not exhaust the stack")
    func depth() throws {
        let limit = JSONScanner.depthLimit
        try scan(String(repeating: "[", count: limit) + String(repeating: "]", count: limit)) { try $0.skipValue() }
        #expect(throws: JSONError(.tooDeep(limit: limit), at: limit)) {
            try scan(String(repeating: "[", count: 1_000_000)) { try $0.skipValue() }
        }
    }

    @Test("damaged JSON is accepted exactly where Foundation accepts it")
    func agreesWithFoundation() throws {
        var random = SeededGenerator(seed: 3)
        let whole = Array(#"{"id": -12.5e3, "t": "a\"é\u00e9\n", "l": [1, true, null, {}, [false]]}"#.utf8)
        let alphabet = Array(#"{}[]",:\u0129eE+-. tnaé"#.utf8)
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = alphabet.randomElement(using: &random) ?? 0
                default: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
                }
            }
            // JSONSerialization allows a comma behind the last element, which JSON does not.
            if String(decoding: bytes, as: UTF8.self).contains(/,[ \n]*[\]}]/) { continue }
            let expected = (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
            let accepted =
                (try? bytes.withUnsafeBufferPointer { bytes -> Void in
                    var scanner = JSONScanner(bytes)
                    scanner.skipSpace()
                    try scanner.skipValue()
                    try scanner.end()
                }) != nil
            #expect(accepted == expected, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test(
        "decimals are short, rounded and never in scientific notation",
        arguments: [
            (0, "0.0", "0.0000"), (1, "1.0", "1.0000"), (0.98, "0.98", "0.9800"), (0.98765, "0.9876", "0.9876"), (0.99999, "1.0", "1.0000"),
            (0.00004, "0.0", "0.0000"), (1e-20, "0.0", "0.0000"), (-0.25, "-0.25", "-0.2500"), (-0.00001, "0.0", "0.0000"),
            (.nan, "null", "n/a"),
            (.infinity, "null", "n/a"), (0.0101, "0.0101", "0.0101"), (12.5, "12.5", "12.5000"),
        ] as [(Float, String, String)])
    func decimals(value: Float, short: String, fixed: String) {
        #expect(DecimalText.short(value) == short)
        #expect(DecimalText.fixed(value) == fixed)
    }
}

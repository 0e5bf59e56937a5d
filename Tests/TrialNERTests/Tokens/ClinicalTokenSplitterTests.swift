import Testing

@testable import TrialNER

@Suite("TrialNER's own tokens")
struct ClinicalTokenSplitterTests {
    private func tokens(_ text: String, _ splitter: ClinicalTokenSplitter = ClinicalTokenSplitter()) throws -> [String] {
        let document = DocumentText(text)
        return try splitter.tokens(in: document, sentence: document.span).map { document[$0] }
    }

    @Test("keep digits that are glued to letters in the word", arguments: ["HbA1c", "CD4", "10mg", "m²", "IL6R", "é1a"])
    func words(word: String) throws {
        #expect(try tokens(word) == [word])
    }

    @Test(
        "keep a number whole with its decimal point or thousands separators",
        arguments: ["3.6", "3·6", "3\u{2219}6", "3\u{22C5}6", "1,234", "12,345,678", "1,234.5", "0.39", "2.0.1"])
    func numbers(number: String) throws {
        #expect(try tokens("(\(number))") == ["(", number, ")"])
        #expect(try tokens(number + ".") == [number, "."])
        #expect(try tokens(number + "·") == [number, "·"])
    }

    @Test(
        "part digits at commas that do not separate thousands",
        arguments: [
            ("23,63", ["23", ",", "63"]), ("1,2345", ["1", ",", "2345"]), ("1234,567", ["1234", ",", "567"]),
            ("1,234,56", ["1,234", ",", "56"]), ("1.2,345", ["1.2", ",", "345"]), ("12,34", ["12", ",", "34"]),
        ])
    func commas(text: String, expected: [String]) throws {
        #expect(try tokens(text) == expected)
    }

    @Test(
        "make a token of every other sign",
        arguments: [
            ("p<0.001", ["p", "<", "0.001"]), ("0.39-0.65", ["0.39", "-", "0.65"]), ("ZX-1", ["ZX", "-", "1"]),
            ("(95% CI)", ["(", "95", "%", "CI", ")"]), ("a_b", ["a", "_", "b"]), ("p≤.05", ["p", "≤", ".", "05"]),
            ("patient's", ["patient", "'", "s"]), ("5±2°C™", ["5", "±", "2", "°", "C", "™"]), ("...", [".", ".", "."]),
        ])
    func signs(text: String, expected: [String]) throws {
        #expect(try tokens(text) == expected)
    }

    @Test(
        "are separated by white space of every kind",
        arguments: ["\t", "\r\n", "\u{85}", "\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}", "\u{2028}", "\u{1680}", "\u{B}"])
    func whiteSpace(space: String) throws {
        #expect(try tokens("\(space)a\(space)\(space)12\(space)345\(space)") == ["a", "12", "345"])
    }

    @Test("take in characters that have no meaning alone")
    func joiners() throws {
        #expect(try tokens("pla\u{AD}cebo e\u{301}t x\u{200D}y") == ["pla\u{AD}cebo", "e\u{301}t", "x\u{200D}y"])
        #expect(try tokens("\u{FEFF}Text \u{200B}(") == ["\u{FEFF}Text", "\u{200B}("])
        #expect(try tokens("a \u{200B} b") == ["a", "\u{200B}", "b"])
        #expect(try tokens("\u{200B}") == ["\u{200B}"])
        #expect(try tokens("❤\u{FE0F}x") == ["❤\u{FE0F}", "x"])
        #expect(try tokens("null\u{0}byte \u{7}") == ["null\u{0}byte", "\u{7}"])
    }

    @Test("do not reach beyond the sentence")
    func sentence() throws {
        let text = DocumentText("é 1,234.56 x")
        #expect(try ClinicalTokenSplitter().tokens(in: text, sentence: 3..<8) == [3..<8])
        #expect(try ClinicalTokenSplitter().tokens(in: text, sentence: 3..<7) == [3..<4, 4..<5, 5..<7])
        #expect(try ClinicalTokenSplitter().tokens(in: text, sentence: 4..<4) == [])
    }

    @Test("hold every character that is no white space in exactly one token, whatever the text")
    func coverage() throws {
        var generator = TokenTextGenerator(seed: 11)
        let alphabet = Array("ab1 9.,·-(\u{301}\u{200B}\u{AD}\u{A0}é²½≤患\u{1F600}\u{200D}\u{7}\u{0}\u{FEFF}\n".unicodeScalars)
        for _ in 0..<3000 {
            var string = ""
            for _ in 0..<Int.random(in: 0...14, using: &generator) {
                string.unicodeScalars.append(alphabet.randomElement(using: &generator)!)
            }
            let text = DocumentText(string)
            let spans = try ClinicalTokenSplitter().tokens(in: text, sentence: text.span)
            var end = 0
            for span in spans {
                #expect(!span.isEmpty && span.lowerBound >= end, "\(text.utf8)")
                let before = text[end..<span.lowerBound].unicodeScalars.filter { !$0.properties.isWhitespace }
                let within = text[span].unicodeScalars.filter { $0.properties.isWhitespace }
                #expect(before.isEmpty && within.isEmpty, "\(text.utf8)")
                end = span.upperBound
            }
            let after = text[end..<text.utf8.count].unicodeScalars.filter { !$0.properties.isWhitespace }
            #expect(after.isEmpty, "\(text.utf8)")
        }
    }

    @Test("honour exceptions that begin and end on edges, and lengths")
    func exceptions() throws {
        var rules = TokenRules()
        rules.exceptions = ["New York", "p<0\\.001", "e-mail"]
        let splitter = try ClinicalTokenSplitter(rules)
        #expect(try tokens("New York, p<0.001", splitter) == ["New York", ",", "p<0.001"])
        #expect(try tokens("New Yorkers p<0.0012", splitter) == ["New", "Yorkers", "p", "<", "0.0012"])
        #expect(try tokens("new york", splitter) == ["new", "york"])
        rules.caseSensitiveExceptions = false
        #expect(try tokens("new york E-Mail", ClinicalTokenSplitter(rules)) == ["new york", "E-Mail"])
        rules = TokenRules()
        rules.minLength = 2
        rules.maxLength = 3
        #expect(try tokens("a ab abc abcd 😀", ClinicalTokenSplitter(rules)) == ["ab", "abc", "😀"])
    }
}

/// Random numbers that are the same in every run.
struct TokenTextGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

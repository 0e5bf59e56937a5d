import Testing

@testable import TrialNER

@Suite("The rules of Spark NLP's tokenizer")
struct RegexTokenSplitterTests {
    private func tokens(_ text: String, _ change: (inout TokenRules) -> Void = { _ in }) throws -> [RegexTokenSplitter.Token] {
        var rules = TokenRules()
        change(&rules)
        return try RegexTokenSplitter(rules).tokens(of: text)
    }

    private func texts(_ text: String, _ change: (inout TokenRules) -> Void = { _ in }) throws -> [String] {
        try tokens(text, change).map(\.text)
    }

    @Test("cut context characters off a word in runs, and leave a run alone whole")
    func context() throws {
        #expect(try texts("(CR), \"it's\" ...") == ["(", "CR", "),", "\"", "it's", "\"", "..."])
        #expect(try texts("(CR), ...") { $0.contextChars = [] } == ["(CR),", "..."])
        #expect(try texts("“a·” é") { $0.contextChars = ["“", "”", "·", "é"] } == ["“", "a", "·”", "é"])
    }

    @Test("know white space of ASCII only")
    func space() throws {
        #expect(try texts("a\u{A0}b\u{2009}c\u{B}d\te") == ["a\u{A0}b\u{2009}c", "d", "e"])
    }

    @Test("count a place of a token from the lengths of those before it, even where that is wrong")
    func places() throws {
        #expect(
            try tokens("ab--cd") { $0.splitPattern = "--" } == [.init(begin: 0, end: 1, text: "ab"), .init(begin: 3, end: 4, text: "cd")])
        #expect(try tokens("-5") { $0.splitChars = ["-"] } == [.init(begin: 0, end: 0, text: "5")])
        #expect(try tokens("😀 ab") == [.init(begin: 0, end: 1, text: "😀"), .init(begin: 3, end: 4, text: "ab")])
    }

    @Test("read split characters as patterns, so that a bare point cuts everywhere")
    func splitCharacters() throws {
        #expect(try texts("a.b/c") { $0.splitChars = [#"\."#] } == ["a", "b/c"])
        #expect(try texts("a.b/c") { $0.splitChars = ["."] } == [])
        #expect(try texts("a.b/c") { $0.splitChars = ["-"] } == ["a.b/c"])
    }

    @Test("give a split pattern precedence over split characters, unless it cuts nothing")
    func precedence() throws {
        func split(_ text: String) throws -> [String] {
            try texts(text) {
                $0.splitPattern = "/"
                $0.splitChars = ["-"]
            }
        }
        #expect(try split("a-b/c") == ["a-b", "c"])
        #expect(try split("a-b") == ["a", "b"])
    }

    @Test("leave an exception whole with the word around it where it has a break, and else only by itself")
    func exceptions() throws {
        func split(_ text: String) throws -> [String] { try texts(text) { $0.exceptions = ["New York", "e-mail,"] } }
        #expect(
            try split("in New Yorkers' e-mail, e-mail,s (e-mail,)") == ["in", "New Yorkers'", "e-mail,", "e-mail,s", "(", "e-mail", ",)"])
        #expect(try texts("NEW YORK") { $0.exceptions = ["New York"] } == ["NEW", "YORK"])
    }

    @Test("drop tokens that are too short or too long, in UTF-16 code units")
    func lengths() throws {
        func split(_ text: String) throws -> [String] {
            try texts(text) {
                $0.minLength = 2
                $0.maxLength = 3
            }
        }
        #expect(try split("a ab abc abcd 😀 é") == ["ab", "abc", "😀"])
    }

    @Test("skip a group that took no part in the match")
    func absentGroup() throws {
        #expect(try texts("ab") { $0.infixPatterns = [#"([a-z]+)(\d+)?"#] } == ["ab"])
    }

    @Test("give spans that ascend, do not overlap and lie in the sentence, wherever the reference puts its tokens")
    func spans() throws {
        var rules = TokenRules()
        rules.splitPattern = "--|é"
        let text = DocumentText("xx a--bé--é c--d yy")
        let spans = try RegexTokenSplitter(rules).tokens(in: text, sentence: 3..<18)
        #expect(!spans.isEmpty)
        for (left, right) in zip(spans, spans.dropFirst()) { #expect(left.upperBound <= right.lowerBound) }
        for span in spans { #expect(span.lowerBound >= 3 && span.upperBound <= 18 && !span.isEmpty) }
    }

    @Test(
        "refuse what a parameter does not allow, by its name",
        arguments: ["contextChars", "splitChars", "prefixPattern", "suffixPattern", "infixPatterns", "maxLength"])
    func invalid(parameter: String) {
        let error = #expect(throws: PipelineError.self) {
            try tokens("a") { rules in
                switch parameter {
                case "contextChars": rules.contextChars = ["ab"]
                case "splitChars": rules.splitChars = ["ab"]
                case "prefixPattern": rules.prefixPattern = "(a)"
                case "suffixPattern": rules.suffixPattern = "(a)"
                case "infixPatterns": rules.infixPatterns = ["a"]
                default: rules.maxLength = -1
                }
            }
        }
        #expect(error?.description.hasPrefix("Tokenizer cannot use its `\(parameter)`: ") == true)
    }

    @Test("refuse a pattern that is none")
    func invalidPattern() {
        #expect(throws: RegularExpressionError.self) { _ = try tokens("a") { $0.splitPattern = "(" } }
    }
}

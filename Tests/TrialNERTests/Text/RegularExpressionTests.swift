import Testing

@testable import TrialNER

@Suite struct RegularExpressionTests {
    private func found(_ pattern: String, in text: String, options: RegularExpression.Options = []) throws -> [String] {
        let document = DocumentText(text)
        return try RegularExpression(pattern, options: options).matches(in: document.utf8).map { document[$0.span] }
    }

    @Test("groups have spans, and a group that took no part has none")
    func groups() throws {
        let match = try #require(try RegularExpression(#"(é+)(x)?(\d)"#).firstMatch(in: Array("aéé7".utf8)))
        #expect(match.spans == [1..<6, 1..<5, nil, 5..<6])
    }

    @Test("word, digit and space classes are ASCII, as in Java")
    func asciiClasses() throws {
        #expect(try found(#"\w+"#, in: "naïve ٣ 7") == ["na", "ve", "7"])
        #expect(try found(#"\s"#, in: "a\u{A0}b\u{B}c\u{85}d") == ["\u{B}"])
        #expect(try found(#"\d"#, in: "١2") == ["2"])
    }

    @Test("a word boundary knows letters of every script, as in Java")
    func unicodeBoundary() throws {
        #expect(try found(#"\bve\b"#, in: "naïve ve") == ["ve"])
        #expect(try found(#"\Bve"#, in: "naïve ve") == ["ve"])
    }

    @Test(
        "classes inside classes and intersections mean what they mean in Java",
        arguments: [
            (#"[a-c[x-z]]+"#, "abxyzd", ["abxyz"]), (#"[a-z&&[^aeiou]]+"#, "hello", ["h", "ll"]), (#"[^a-c[x-z]]+"#, "abdez", ["de"]),
            (#"[\p{L}&&[^\p{Lu}]]+"#, "aBcd", ["a", "cd"]), (#"[]a]+"#, "]ab", ["]a"]), (#"[a&&&b]*x"#, "x", ["x"]),
            (#"[\^\-\]x]+"#, "a^-]x", ["^-]x"]), (#"[\Q[]^\E]+"#, "a[]^b", ["[]^"]),
        ])
    func classes(pattern: String, text: String, expected: [String]) throws {
        #expect(try found(pattern, in: text) == expected)
    }

    @Test(
        "escapes and properties of Java are understood",
        arguments: [
            (#"\u00e9"#, "é", ["é"]), (#"\uD83D\uDE00"#, "😀", ["😀"]), (#"\p{Punct}+"#, "a[!]~b", ["[!]~"]),
            (#"\P{Alpha}+"#, "ab12é", ["12é"]),
            (#"\p{IsLatin}+"#, "abя", ["ab"]), (#"\p{IsAlphabetic}"#, "1я", ["я"]), (#"\pL"#, "1x", ["x"]),
            (#"[\p{Lower}\d]+"#, "Ab1", ["b1"]),
            (#"\Qa.b\E+"#, "a.bb axb", ["a.bb"]), (#"\0101"#, "A", ["A"]), (#"(?iu)É"#, "é", ["é"]), (#"\p{script=Greek}"#, "aβ", ["β"]),
        ])
    func escapes(pattern: String, text: String, expected: [String]) throws {
        #expect(try found(pattern, in: text) == expected)
    }

    @Test("the end of a line is any line break", arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}"])
    func lineBreaks(lineBreak: String) throws {
        #expect(try found("a$", in: "a" + lineBreak) == ["a"])
        #expect(try found("(?m)^b", in: "a" + lineBreak + "b") == ["b"])
        #expect(try found(#"a\Rb"#, in: "a" + lineBreak + "b").count == 1)
        #expect(try found(#"a."#, in: "a" + lineBreak) == [])
        #expect(try found(#"(?s)a.+"#, in: "a" + lineBreak) == ["a" + lineBreak])
        #expect(try found(#"a\Z"#, in: "a" + lineBreak) == ["a"])
        #expect(try RegularExpression("(?m)$|^").matches(in: Array(("a" + lineBreak).utf8)).count == 3)
    }

    @Test("vertical tab and form feed end no line, and a match may begin inside a carriage return and line feed")
    func noLineBreaks() throws {
        #expect(try found(#"a.b"#, in: "a\u{B}b a\u{C}b") == ["a\u{B}b", "a\u{C}b"])
        #expect(try found("(?m)a$", in: "a\u{B}a\u{C}") == [])
        #expect(try found(#"\s\d"#, in: "a\r\n1") == ["\n1"])
        #expect(try found(#"(?x) a . # any (one"#, in: "ab") == ["ab"])
        #expect(try found(#"((?s)a.)|b."#, in: "a\nb\n") == ["a\n"])
    }

    @Test("an empty match moves on by a scalar, and one may follow a match that is not empty")
    func emptyMatches() throws {
        let spans = try RegularExpression("x*").matches(in: Array("xé".utf8)).map(\.span)
        #expect(spans == [0..<1, 1..<1, 3..<3])
        #expect(try RegularExpression("").matches(in: []).map(\.span) == [0..<0])
    }

    @Test("a region is the whole text for anchors and look-arounds")
    func region() throws {
        let text = Array("xaby".utf8)
        #expect(try RegularExpression(#"\Aab\z"#).firstMatch(in: text, region: 1..<3)?.span == 1..<3)
        #expect(try RegularExpression("(?<=x)a").firstMatch(in: text, region: 1..<3) == nil)
        #expect(try RegularExpression("(?<=x)a").firstMatch(in: text, from: 1)?.span == 1..<2)
    }

    @Test(
        "a wrong pattern is refused with the reason and the place",
        arguments: [
            ("é(a", "missing closing parenthesis", 3), ("a[b", "`[` without `]`", 1), (#"é\q"#, "not an escape", 1),
            ("(*UCP)a", "nothing to repeat", 1),
            (#"\p{InGreek}"#, "is not supported", 0), (#"a\u12"#, "four hexadecimal", 1), ("a**", "quantifier", 2),
            (#"a\"#, "backslash at the end", 1),
        ])
    func invalid(pattern: String, reason: String, position: Int) {
        do {
            _ = try RegularExpression(pattern)
            Issue.record("`\(pattern)` was taken")
        } catch {
            guard case .invalidPattern(pattern, let text, let place) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(text.contains(reason))
            #expect(place == position)
        }
    }

    @Test("a pattern that would run for years stops with an error")
    func limits() throws {
        let text = Array((String(repeating: "a", count: 60) + "!").utf8)
        #expect(throws: RegularExpressionError.tooComplex(pattern: "^(a|aa|a?)+$")) {
            try RegularExpression("^(a|aa|a?)+$").firstMatch(in: text)
        }
    }

    @Test("one pattern serves many tasks at once")
    func concurrency() async throws {
        let expression = try RegularExpression(#"(\d+)-(\d+)"#)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask { try expression.matches(in: Array(String(repeating: "1-2 ", count: 1_000 + task).utf8)).count }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts.sorted() == (0..<8).map { 1_000 + $0 })
    }
}

/// The marks that Spark NLP's rules put into a text while they look for the ends of its sentences.
///
/// They are characters (some private, some for drawing boxes), and a text that holds them itself is read as if the rules
/// had put them there, as in Spark NLP (`RuleSymbols.scala`, `PragmaticSymbols.scala`).
enum PragmaticMark {
    /// Here a sentence may end.
    static let sentenceBreak = "\u{F050}"
    /// Between these no sentence ends.
    static let open = "\u{F056}"
    static let close = "\u{F057}"

    static let dot = "\u{F051}"
    static let semicolon = "\u{F053}"
    static let abbreviation = "╞"
    static let number = "╟"
    static let periods = "╔"
    static let ellipsis = "╦"
    static let question = "╤"
    static let exclamation = "╥"

    /// What a mark stands for in the text that comes out.
    static func meaning(_ mark: Unicode.Scalar) -> String? {
        switch mark {
        case "\u{F050}", "\u{F056}", "\u{F057}": ""
        case "\u{F051}", "╞", "╟", "╔": "."
        case "\u{F053}": ";"
        case "\u{F054}", "╤": "?"
        case "\u{F055}", "╥": "!"
        case "╦": "..."
        default: nil
        }
    }
}

/// One rule of Spark NLP's sentence detector: what it finds, and how it marks it.
struct PragmaticRule: Sendable {
    /// What the rule finds.
    enum Finder: Sendable {
        case pattern(RegularExpression)
        /// A stretch in single quotes.
        case singleQuotes
    }

    /// What becomes of a match.
    enum Marking: Sendable {
        case replace(with: String)
        case append(String)
        case prepend(String)
        case wrap(before: String, after: String)
    }

    let finder: Finder
    let marking: Marking

    init(_ pattern: String, _ marking: Marking) throws(RegularExpressionError) {
        finder = .pattern(try RegularExpression(pattern))
        self.marking = marking
    }

    init(finder: Finder, _ marking: Marking) {
        self.finder = finder
        self.marking = marking
    }

    /// The text with the matches of this rule marked.
    func apply(to text: [UInt8]) throws(RegularExpressionError) -> [UInt8] {
        let spans: [Span]
        switch finder {
        case .pattern(let expression): spans = try expression.spans(in: text)
        case .singleQuotes: spans = PragmaticQuotes.spans(in: text)
        }
        if spans.isEmpty { return text }
        var marked: [UInt8] = []
        marked.reserveCapacity(text.count + 6 * spans.count)
        var copied = 0
        for span in spans {
            marked += text[copied..<span.lowerBound]
            switch marking {
            case .replace(let mark): marked += mark.utf8
            case .append(let mark):
                marked += text[span]
                marked += mark.utf8
            case .prepend(let mark):
                marked += mark.utf8
                marked += text[span]
            case .wrap(let before, let after):
                marked += before.utf8
                // A backslash is lost here in Spark NLP, which reads the match as a replacement text.
                marked += text[span].filter { $0 != UInt8(ascii: "\\") }
                marked += after.utf8
            }
            copied = span.upperBound
        }
        marked += text[copied...]
        return marked
    }
}

/// Spark NLP's rules in their order: from `PragmaticContentFormatter.scala` and `PragmaticDictionaries.scala`, version 5.5.3.
struct PragmaticRules: Sendable {
    let lists, numbers, abbreviations, dictionary, rest: [PragmaticRule]

    /// The rules, compiled once.
    static let standard = Result { () throws(RegularExpressionError) in try PragmaticRules() }

    private init() throws(RegularExpressionError) {
        lists = try Self.listRules()
        numbers = try Self.numberRules()
        abbreviations = try Self.abbreviationRules()
        dictionary = try Self.dictionaryRules()
        rest = try Self.otherRules()
    }

    private static let protect = PragmaticRule.Marking.wrap(before: PragmaticMark.open, after: PragmaticMark.close)

    private static func listRules() throws(RegularExpressionError) -> [PragmaticRule] {
        let item = PragmaticRule.Marking.wrap(before: PragmaticMark.sentenceBreak + PragmaticMark.open, after: PragmaticMark.close)
        return [
            try PragmaticRule(#"\([a-z]+\)|^[a-z]+\)"#, item),
            // The `s` without a backslash stands so in Spark NLP.
            try PragmaticRule(
                #"\s\d{1,2}\.\s|^\d{1,2}\.\s|\s\d{1,2}\.\)|^\d{1,2}\.\)|\s-\d{1,2}\.\s|^-\d{1,2}\.\s|"#
                    + #"s-\d{1,2}\.\)|^-\d{1,2}(?:.\))"#,
                item),
        ]
    }

    private static func numberRules() throws(RegularExpressionError) -> [PragmaticRule] {
        let number = PragmaticRule.Marking.replace(with: PragmaticMark.number)
        return [
            try PragmaticRule(#"\.(?=\d)"#, number),
            try PragmaticRule(#"(?<=\d)\.(?=\S)"#, number),
            try PragmaticRule(#"(?<=^\d)\.(?=\s\S|\))"#, number),
            try PragmaticRule(#"(?<=^\d\d)\.(?=\s\S|\))"#, number),
        ]
    }

    private static func abbreviationRules() throws(RegularExpressionError) -> [PragmaticRule] {
        let abbreviation = PragmaticRule.Marking.replace(with: PragmaticMark.abbreviation)
        return [
            try PragmaticRule(#"\b[a-zA-Z](?:\.[a-zA-Z])+(?:\.(?!\s[A-Z]))*"#, protect),
            try PragmaticRule(#"[pP]\.[mM]\.*"#, protect),
            try PragmaticRule(#"[aA]\.[mM]\.*"#, protect),
            try PragmaticRule(#"\.(?='s\s)|\.(?='s\$)|\.(?='s\z)"#, abbreviation),
            try PragmaticRule(#"(?<=Co)\.(?=\sKG)"#, abbreviation),
            try PragmaticRule(#"(?<=^[A-Z])\.(?=\s)"#, abbreviation),
            try PragmaticRule(#"(?<=\s[A-Z])\.(?=\s)"#, abbreviation),
        ]
    }

    private static func dictionaryRules() throws(RegularExpressionError) -> [PragmaticRule] {
        let titles = ["dr", "mr", "ms", "prof", "mt", "st"]
        let numbered = ["no", "p", "px"]
        let general = [
            "adj", "bros", "btw", "co", "col", "corp", "cpl", "dec", "aug", "del", "dept", "dist", "dr", "e.g", "etc", "exp", "feb", "fy",
            "hr", "i.e", "id", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "mar", "may", "min", "mr", "mrs", "ms", "no", "nov", "oct",
            "ok", "p", "px", "plz", "prof", "rep", "sec", "sep", "sept", "sr", "st", "u.s", "ver", "vs",
        ]
        let next = #"\s(?:[a-z]|I\s|I'm|I'll|\d)"#
        return [
            try dictionaryRule(titles, before: #"\s"#),
            try dictionaryRule(titles, before: #":\d+"#),
            try dictionaryRule(numbered, before: #"\s\d"#),
            try dictionaryRule(numbered, before: #"\s+\("#),
            try dictionaryRule(general, before: #"[.:\-?]|"# + next, atStart: "[.:?]|" + next),
            try dictionaryRule(general, before: ","),
        ]
    }

    /// The dot after one of some words, at the start of the text or after white space, before something.
    ///
    /// The words are patterns to Spark NLP too: the dot in `e.g` is any character.
    private static func dictionaryRule(
        _ words: [String], before next: String, atStart nextAtStart: String? = nil
    ) throws(RegularExpressionError) -> PragmaticRule {
        let patterns = words.map { word in
            word.map { $0 == "." ? #"[^\n\r\u0085\u2028\u2029]"# : "[\($0)\($0.uppercased())]" }.joined()
        }
        let afterSpace = patterns.map { #"\s"# + $0 }.joined(separator: "|")
        let atStart = patterns.map { "^" + $0 }.joined(separator: "|")
        return try PragmaticRule(
            #"(?<=\#(afterSpace))\.(?=\#(next))|(?<=\#(atStart))\.(?=\#(nextAtStart ?? next))"#,
            .replace(with: PragmaticMark.abbreviation))
    }

    private static func otherRules() throws(RegularExpressionError) -> [PragmaticRule] {
        let sentenceBreak = PragmaticMark.sentenceBreak
        let ellipsis = PragmaticRule.Marking.replace(with: PragmaticMark.ellipsis + sentenceBreak)
        let exclamation = PragmaticRule.Marking.replace(with: PragmaticMark.exclamation)
        return [
            try PragmaticRule(#"(?<=\S)[!?]+(?=\s|\z|\$)"#, .append(sentenceBreak)),
            try PragmaticRule(#"(?<=\w)\.(?=\w)"#, .replace(with: PragmaticMark.periods)),
            try PragmaticRule(#"(?<=[a-zA-z]°)\.(?=\s*\d+)"#, .replace(with: PragmaticMark.periods)),
            try PragmaticRule(#"\.\.\.(?=\s+[A-Z])"#, ellipsis),
            try PragmaticRule(#"(?<=\S)\.{3}(?=\.\s[A-Z])"#, ellipsis),
            PragmaticRule(finder: .singleQuotes, protect),
            try PragmaticRule(#""[\w\s?!.,]+""#, protect),
            try PragmaticRule(#"\[[\w\s?!.,]+\]"#, protect),
            try PragmaticRule(#"\([\w\s?!.,]+\)"#, protect),
            try PragmaticRule(#"\?(?=['"])"#, .replace(with: PragmaticMark.question)),
            try PragmaticRule(#"!(?=['"])"#, exclamation),
            try PragmaticRule(#"!(?=,\s[a-z])"#, exclamation),
            try PragmaticRule(#"!(?=\s[a-z])"#, exclamation),
            try PragmaticRule(#"\."#, .replace(with: PragmaticMark.dot + sentenceBreak)),
            try PragmaticRule(";", .replace(with: PragmaticMark.semicolon + sentenceBreak)),
        ]
    }
}

/// Stretches in single quotes: `(?<=\s|^)'[\w\s?!.,|']+'\W`, which as a pattern takes quadratic time on opening quotes alone.
private enum PragmaticQuotes {
    static func spans(in text: [UInt8]) -> [Span] {
        let quote = UInt8(ascii: "'")
        var spans: [Span] = []
        var runEnd = 0
        var lastClose = 0
        var index = 0
        while let open = text[index...].firstIndex(of: quote) {
            index = open + 1
            guard open == 0 || isSpace(text[open - 1]) else { continue }
            if runEnd <= open {
                // All quotes inside one run of the characters that may stand between quotes have the same last close.
                (runEnd, lastClose) = (open + 1, 0)
                while runEnd < text.count, isInside(text[runEnd]) {
                    if text[runEnd] == quote, runEnd + 1 < text.count, !isWord(text[runEnd + 1]) { lastClose = runEnd }
                    runEnd += 1
                }
            }
            guard lastClose >= open + 2 else { continue }
            var end = lastClose + 2
            while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
            spans.append(open..<end)
            index = end
        }
        return spans
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || 0x09...0x0D ~= byte
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: byte == UInt8(ascii: "_")
        }
    }

    private static func isInside(_ byte: UInt8) -> Bool {
        isWord(byte) || isSpace(byte) || "?!.,|'".utf8.contains(byte)
    }
}

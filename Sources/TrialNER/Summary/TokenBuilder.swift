/// Cuts a text into the words and signs that the linker looks at.
///
/// A word is a run of ASCII letters, digits and everything that is not ASCII; every other ASCII character is a sign of its own.
struct TokenBuilder {
    private let text: [UInt8]
    private let starts: [Int]
    private var sentence = 0
    private var brackets: [Int] = []
    /// Brackets deeper than this are not told apart.
    private static let deepestBracket = 8
    /// Where reading stands, in UTF-8 offsets.
    private(set) var position = 0
    private(set) var tokens: [LinkedText.Token] = []

    /// Starts at the front of a text whose sentences begin at `starts`, ascending.
    init(text: [UInt8], starts: [Int]) {
        self.text = text
        self.starts = starts
    }

    /// Reads the words up to an offset.
    mutating func readWords(until end: Int) {
        while let word = Self.nextWord(in: text, from: position, before: end) {
            enterSentence(at: word.lowerBound)
            let string = Self.lowercased(text[word])
            if string == "(" || string == "[", brackets.count < Self.deepestBracket { brackets.append(tokens.count) }
            tokens.append(.init(word: string, mention: nil, sentence: sentence, brackets: brackets))
            if string == ")" || string == "]", !brackets.isEmpty { brackets.removeLast() }
            position = word.upperBound
        }
        position = max(position, end)
    }

    /// Adds a concept as one token and gives its sentence.
    mutating func append(mention: Int, at span: Span) -> Int {
        enterSentence(at: span.lowerBound)
        tokens.append(.init(word: "", mention: mention, sentence: sentence, brackets: brackets))
        position = span.upperBound
        return sentence
    }

    /// The words of a span, in lower case.
    static func words(in text: [UInt8], _ span: Span) -> [String] {
        var words: [String] = []
        var position = span.lowerBound
        while let word = nextWord(in: text, from: position, before: span.upperBound) {
            words.append(lowercased(text[word]))
            position = word.upperBound
        }
        return words
    }

    /// Whether a byte begins a word; else it is a sign.
    static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || 0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }

    /// Brackets do not reach over the end of a sentence, so that one that is never closed does no harm behind it.
    private mutating func enterSentence(at offset: Int) {
        while sentence + 1 < starts.count, starts[sentence + 1] <= offset {
            sentence += 1
            brackets = []
        }
    }

    private static func nextWord(in text: [UInt8], from position: Int, before end: Int) -> Span? {
        let start = WhiteSpace.end(from: position, in: text, before: end)
        guard start < end else { return nil }
        var index = start + 1
        guard isWordByte(text[start]) else { return start..<index }
        while index < end, isWordByte(text[index]), WhiteSpace.length(at: index, in: text) == 0 { index += 1 }
        return start..<index
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }, as: UTF8.self)
    }
}

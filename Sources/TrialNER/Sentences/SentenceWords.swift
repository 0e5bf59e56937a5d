/// The word, with the stops inside it, that ends where a full stop stands.
struct PrecedingWord {
    /// Where the word begins.
    let start: Int
    /// The key of the word, see ``WordKey``.
    let key: UInt64
    /// How many letters and stops it has; 0 if there is no letter before the full stop.
    let length: Int
    let hasInnerStop: Bool
    /// Whether it begins with a capital letter.
    let isCapital: Bool
    /// Whether all between the stops is at most three letters long.
    let isAbbreviationLike: Bool
    private let isAllCapitals: Bool
    /// Whether it is four or more small letters.
    let isPlain: Bool

    /// No word of interest is longer; what is longer is cut, which bounds the time on texts without spaces.
    private static let maximumLength = 24

    init(before end: Int, in text: [UInt8]) {
        var start = end
        var hasInnerStop = false
        var segment = 0
        var longest = 0
        var isLower = true
        var isUpper = true
        while start > 0, end - start < Self.maximumLength {
            let byte = text[start - 1]
            if byte == UInt8(ascii: "."), start < end {
                hasInnerStop = true
                segment = 0
            } else if ASCII.isLetter(byte) || byte >= 0x80 && Self.isLetterByte(text, at: start - 1) {
                segment += 1
                longest = max(longest, segment)
                if !ASCII.isLower(byte) { isLower = false }
                if !ASCII.isUpper(byte) { isUpper = false }
            } else {
                break
            }
            start -= 1
        }
        self.start = start
        length = end - start
        key = WordKey.key(of: text[start..<end])
        self.hasInnerStop = hasInnerStop
        isCapital = start < end && ASCII.isUpper(text[start])
        isAbbreviationLike = longest <= 3
        isAllCapitals = isUpper
        isPlain = length >= 4 && isLower && !hasInnerStop
    }

    var isEmpty: Bool { length == 0 }

    /// What abbreviation the word is; in capitals (`MS`, `EG`) it is another one, except where it counts (`FIG`).
    var kind: Abbreviations.Kind? {
        switch Abbreviations.kind(of: key) {
        case .beforeNumber: .beforeNumber
        case _ where isAllCapitals && length > 1 && !hasInnerStop: nil
        case .title: isCapital ? .neverLast : .unit
        case let kind: kind
        }
    }

    /// Letters beyond ASCII: Latin and Greek; symbols, dashes and spaces are not.
    private static func isLetterByte(_ text: [UInt8], at index: Int) -> Bool {
        let byte = text[index]
        if byte & 0xC0 == 0x80 { return index > 0 && 0xC3...0xCF ~= text[index - 1] }
        return 0xC3...0xCF ~= byte
    }
}

/// The word that follows a full stop.
struct FollowingWord {
    let key: UInt64
    let isUpper: Bool
    let isLower: Bool
    let isNumber: Bool
    let isQuote: Bool
    let isBracket: Bool
    /// Whether the word ends at white space, a comma or the end, as a first word does.
    let isWhole: Bool
    /// Whether it is a name of a figure or a number such as `S1`, `A` or `IV`.
    let isCode: Bool

    private static let maximumLength = 16

    init(at start: Int, in text: [UInt8]) {
        let first = text[start]
        var end = start
        while end < text.count, end - start < Self.maximumLength, ASCII.isLetter(text[end]) { end += 1 }
        key = WordKey.key(of: text[start..<end])
        isUpper = ASCII.isUpper(first) || first == 0xC3 && 0x80...0x9E ~= text[start + 1]
        isLower = ASCII.isLower(first)
        isNumber = ASCII.isDigit(first) || first == UInt8(ascii: "#")
        isBracket = first == UInt8(ascii: "(") || first == UInt8(ascii: "[")
        isQuote =
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
            || first == 0xE2 && text[start + 1] == 0x80 && [0x98, 0x9C].contains(text[start + 2])
        isWhole = end == text.count || text[end] == UInt8(ascii: ",") || WhiteSpace.length(at: end, in: text) > 0
        let isRoman = text[start..<end].allSatisfy { "IVX".utf8.contains($0) }
        isCode = isUpper && (end - start <= 2 && (end < text.count && ASCII.isDigit(text[end]) || end - start == 1) || isRoman)
    }

    /// Whether sentences often begin with this word and names do not.
    var isStarter: Bool { isUpper && Abbreviations.starters.contains(key) }
}

/// The word, or the digit, before the white space before an offset.
struct WordBefore {
    let key: UInt64
    let isDigit: Bool

    init(_ index: Int, in text: [UInt8]) {
        var end = index
        if end > 0, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
        isDigit = end < index && end > 0 && ASCII.isDigit(text[end - 1])
        var start = end
        while start > 0, end - start < 16, ASCII.isLetter(text[start - 1]) { start -= 1 }
        key = WordKey.key(of: text[start..<end])
    }
}

/// A number for a word, whatever the case of its letters.
enum WordKey {
    /// FNV-1a over the bytes with ASCII letters made small.
    static func key(of word: ArraySlice<UInt8>) -> UInt64 {
        word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64(ASCII.isUpper($1) ? $1 | 0x20 : $1)) &* 0x100_0000_01B3 }
    }

    /// The keys of the words of a list that has spaces between them.
    static func keys(_ list: String) -> Set<UInt64> {
        Set(list.split(separator: " ").map { key(of: Array($0.utf8)[...]) })
    }
}

/// White space in UTF-8: the characters with Unicode's property `White_Space`.
enum WhiteSpace {
    /// How many bytes of white space begin at an offset: the length of one character, or 0.
    @inline(__always)
    static func length(at index: Int, in text: [UInt8]) -> Int {
        let byte = text[index]
        if byte < 0x80 { return byte == 0x20 || 0x09...0x0D ~= byte ? 1 : 0 }
        switch byte {
        case 0xC2: return text[index + 1] == 0x85 || text[index + 1] == 0xA0 ? 2 : 0
        case 0xE1...0xE3: return isWide(byte, text[index + 1], text[index + 2]) ? 3 : 0
        default: return 0
        }
    }

    /// How many bytes of white space end at an offset (exclusive).
    @inline(__always)
    static func length(before index: Int, in text: [UInt8]) -> Int {
        guard index > 0 else { return 0 }
        let byte = text[index - 1]
        if byte < 0x80 { return byte == 0x20 || 0x09...0x0D ~= byte ? 1 : 0 }
        if index >= 2, text[index - 2] == 0xC2 { return byte == 0x85 || byte == 0xA0 ? 2 : 0 }
        return index >= 3 && isWide(text[index - 3], text[index - 2], byte) ? 3 : 0
    }

    /// The first offset at or after `index` that is not white space, at most `end`.
    static func end(from index: Int, in text: [UInt8], before end: Int) -> Int {
        var index = index
        while index < end {
            let length = length(at: index, in: text)
            if length == 0 { break }
            index += length
        }
        return index
    }

    /// A span without the white space at its edges; empty if there is nothing else in it.
    static func trimmed(_ span: Span, in text: [UInt8]) -> Span {
        let lower = end(from: span.lowerBound, in: text, before: span.upperBound)
        var upper = span.upperBound
        while upper > lower {
            let length = length(before: upper, in: text)
            if length == 0 { break }
            upper -= length
        }
        return lower..<upper
    }

    private static func isWide(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xE1, 0x9A): third == 0x80  // Ogham space mark
        case (0xE2, 0x80): 0x80...0x8A ~= third || 0xA8...0xA9 ~= third || third == 0xAF
        case (0xE2, 0x81): third == 0x9F
        case (0xE3, 0x80): third == 0x80
        default: false
        }
    }
}

/// The line breaks and other white space from a line break on.
struct LineGap {
    /// The first character that is no white space.
    let end: Int
    /// Where its line begins.
    let lineStart: Int
    /// Whether a blank line, a form feed or the end of a paragraph is in the gap.
    let isBlank: Bool

    init(after mark: Int, in text: [UInt8]) {
        var index = mark
        var lineStart = mark
        var breaks = 0
        while index < text.count {
            let length = WhiteSpace.length(at: index, in: text)
            if length == 0 { break }
            let isReturn = text[index] == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A
            let weight = isReturn ? 0 : Self.weight(at: index, in: text)
            index += length
            if weight > 0 {
                breaks += weight
                lineStart = index
            }
        }
        end = index
        self.lineStart = lineStart
        isBlank = breaks > 1
    }

    /// 1 for what ends a line, 2 for what ends a paragraph.
    private static func weight(at index: Int, in text: [UInt8]) -> Int {
        switch text[index] {
        case 0x0A, 0x0D: 1
        case 0x0B, 0x0C: 2
        case 0xC2: text[index + 1] == 0x85 ? 1 : 0
        case 0xE2: text[index + 2] == 0xA8 ? 1 : text[index + 2] == 0xA9 ? 2 : 0
        default: 0
        }
    }
}

/// What the lengths of the lines of a paragraph say: whether it was wrapped, and how wide.
struct ParagraphLines {
    /// Where the line at hand begins.
    var lineStart = 0
    /// The length of the longest line, in characters.
    private(set) var width = 0
    /// Whether most lines end where the next word would not have fitted.
    private(set) var isWrapped = false
    private var end = -1

    /// The widths at which text is wrapped by hand or by mail programs, in characters.
    static let wrapWidths = 50...100

    /// Reads the paragraph that the line at hand belongs to, unless it was read already.
    mutating func read(at index: Int, in text: [UInt8]) {
        if index < end { return }
        var lines: [(length: Int, firstWord: Int)] = []
        var line = (length: 0, firstWord: 0)
        var isFirstWord = true
        var cursor = lineStart
        while cursor < text.count {
            let byte = text[cursor]
            if byte == 0x0A {
                if line.length == 0, cursor > index { break }
                lines.append(line)
                line = (0, 0)
                isFirstWord = true
            } else if byte & 0xC0 != 0x80, byte != 0x0D, byte != 0x20 || line.length > 0 {
                line.length += 1
                if byte == 0x20 { isFirstWord = false }
                if isFirstWord { line.firstWord += 1 }
            }
            cursor += 1
        }
        lines.append(line)
        end = cursor
        width = lines.reduce(0) { max($0, $1.length) }
        let forced = zip(lines, lines.dropFirst()).filter { $0.length + 1 + $1.firstWord > width }.count
        isWrapped = Self.wrapWidths.contains(width) && forced >= 2 && forced * 3 >= (lines.count - 1) * 2
    }

    /// Whether the line that ends at an offset had no room for the next word.
    func isFull(lineEnd: Int, nextWord: Int, in text: [UInt8]) -> Bool {
        guard Self.wrapWidths.contains(width) else { return false }
        let length = text[lineStart..<max(lineStart, lineEnd)].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return length + 1 + nextWord > width
    }
}

extension SentenceScanner {
    /// Lines that are shorter than this, in bytes, are not taken for wrapped ones.
    private static let shortLine = 40

    /// Whether the end of a line ends the sentence too.
    ///
    /// - Parameters:
    ///   - lineEnd: The end of the last character before the break.
    ///   - isHeld: Whether that is a full stop which ends no sentence by itself.
    ///   - next: The first character of the next line.
    mutating func endsLine(lineEnd: Int, isHeld: Bool, next: Int) -> Bool {
        guard lineEnd > 0 else { return false }
        let last = text[lineEnd - 1]
        if last == UInt8(ascii: ":") || last == UInt8(ascii: ";") { return true }
        if last == UInt8(ascii: ",") || last == UInt8(ascii: "-") || last == UInt8(ascii: "(") { return false }
        if isHeld, useAbbreviations { return false }
        if Self.connectors.contains(WordBefore(lineEnd, in: text).key) { return false }
        paragraph.read(at: lineEnd, in: text)
        let wordEnd = text[next..<min(text.count, next + Self.shortLine)].firstIndex(of: 0x20) ?? min(text.count, next + Self.shortLine)
        if ASCII.isLower(text[next]) {
            let isFull = paragraph.isFull(lineEnd: lineEnd, nextWord: wordEnd - next, in: text)
            return !isFull && lineEnd - paragraph.lineStart < Self.shortLine
        }
        return !(paragraph.isWrapped && paragraph.isFull(lineEnd: lineEnd, nextWord: wordEnd - next, in: text))
    }

    /// Words after which a sentence goes on, whatever line they end.
    private static let connectors = WordKey.keys(
        "a an and are as at between by during for from in is into of on or than that the their to versus vs was were which who with within without"
    )

    /// The end of the label of a list item that begins at an offset (`- `, `• `, `1. `, `(2) `, `a) `, `iv. `); `nil` if there is none.
    func nextListItem(at start: Int) -> Int? {
        guard detectLists, start < text.count else { return nil }
        if let bullet = bulletEnd(at: start) { return bullet }
        var index = start
        let isOpened = text[index] == UInt8(ascii: "(")
        if isOpened { index += 1 }
        let first = index
        while index < text.count, index - first < 5, ASCII.isDigit(text[index]) || ASCII.isLetter(text[index]) { index += 1 }
        let label = text[first..<index]
        guard isLabelText(label), index < text.count else { return nil }
        if isOpened || text[index] == UInt8(ascii: ")") {
            guard text[index] == UInt8(ascii: ")") else { return nil }
            index += 1
        } else if text[index] == UInt8(ascii: ".") {
            index += 1
            if index < text.count, text[index] == UInt8(ascii: ")") { index += 1 }
        } else {
            return nil
        }
        return index < text.count && WhiteSpace.length(at: index, in: text) > 0 ? index : nil
    }

    /// Up to three digits, one letter, or a small Roman number.
    private func isLabelText(_ label: ArraySlice<UInt8>) -> Bool {
        guard let first = label.first else { return false }
        if ASCII.isDigit(first) { return label.count <= 3 && label.allSatisfy(ASCII.isDigit) }
        return label.count == 1 || label.allSatisfy { "ivx".utf8.contains($0) }
    }

    private func bulletEnd(at start: Int) -> Int? {
        switch text[start] {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
            let end = start + 1
            guard end < text.count else { return nil }
            return WhiteSpace.length(at: end, in: text) > 0 || ASCII.isLetter(text[end]) && text[start] != UInt8(ascii: "+") ? end : nil
        case 0xC2 where text[start + 1] == 0xB7: return start + 2  // ·
        case 0xE2:
            let character = (text[start + 1], text[start + 2])
            switch character {
            case (0x80, 0xA2), (0x80, 0xA3), (0x81, 0x83), (0x96, 0xAA), (0x96, 0xA0), (0x97, 0x8F), (0x97, 0xA6):  // •‣⁃▪■●◦
                return start + 3
            case (0x80, 0x93), (0x80, 0x94):  // – —
                return start + 3 < text.count && WhiteSpace.length(at: start + 3, in: text) > 0 ? start + 3 : nil
            default: return nil
            }
        case 0xEF where text[start + 1] == 0x82 && text[start + 2] == 0xB7: return start + 3  // the bullet of word processors
        default: return nil
        }
    }

    /// Where the label of a section that ends with a colon begins (`METHODS:`, `MAIN OUTCOME MEASURES:`); `nil` if there is none.
    func sectionLabel(endingAt colon: Int) -> Int? {
        var start = colon
        while start > 0, colon - start < 24, ASCII.isUpper(text[start - 1]) { start -= 1 }
        guard Self.sections.contains(WordKey.key(of: text[start..<colon])) else { return nil }
        // The words before it belong to it while they are in capitals.
        for _ in 0..<5 {
            guard start > 1, text[start - 1] == UInt8(ascii: " ") else { break }
            var word = start - 1
            while word > 0, start - word < 24, ASCII.isUpper(text[word - 1]) { word -= 1 }
            guard start - 1 - word >= 3, word == 0 || text[word - 1] == UInt8(ascii: " ") else { break }
            start = word
        }
        return start > 0 && WhiteSpace.length(before: start, in: text) == 0 ? nil : start
    }

    private static let sections = WordKey.keys(
        """
        background objective objectives aim aims purpose purposes method methods design setting settings participants patients subjects \
        intervention interventions measurements measures measure outcome outcomes result results finding findings conclusion conclusions \
        interpretation funding discussion introduction significance limitation limitations registration rationale hypothesis context
        """)
}

/// The pass over one text that finds its sentences; see ``ClinicalSentenceSplitter``.
struct SentenceScanner {
    let text: [UInt8]
    let useAbbreviations: Bool
    let detectLists: Bool

    private var found: [Span] = []
    /// Where the sentence at hand begins, white space before it included.
    private var start = 0
    /// The first character of a sentence from `start` on, once somebody has asked for it.
    private var content = -1
    /// The end of the last full stop that turned out to end no sentence.
    private var heldStop = -1
    var paragraph = ParagraphLines()

    init(_ text: [UInt8], useAbbreviations: Bool, detectLists: Bool) {
        self.text = text
        self.useAbbreviations = useAbbreviations
        self.detectLists = detectLists
    }

    /// Finds the sentences.
    mutating func spans() -> [Span] {
        if let first = nextListItem(at: contentStart()) { startItem(first) }
        var index = 0
        while index < text.count, let mark = nextMark(from: index) {
            index = read(mark)
        }
        endSentence(at: text.count)
        return found
    }

    /// The next offset, from `index` on, of a character that may end a sentence or begin one.
    private func nextMark(from index: Int) -> Int? {
        text.withUnsafeBufferPointer { bytes in
            SentenceMark.first.withUnsafeBufferPointer { isMark in
                var index = index
                while index < bytes.count {
                    if isMark[Int(bytes[index])], SentenceMark.isMark(bytes, at: index) { return index }
                    index += 1
                }
                return nil
            }
        }
    }

    /// Reads the mark at an offset; the answer is where to go on, which is after it.
    private mutating func read(_ mark: Int) -> Int {
        switch text[mark] {
        case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"): return readStop(mark)
        case UInt8(ascii: ":"):
            if let label = sectionLabel(endingAt: mark), label > contentStart() { endSentence(at: label) }
            return mark + 1
        case 0xE2 where text[mark + 2] == 0xA2: return readBullet(mark)
        case 0xE3, 0xEF: return readWideStop(mark)
        default: return readLineBreak(mark)
        }
    }

    // MARK: Sentences

    /// Ends the sentence at hand before an offset.
    mutating func endSentence(at end: Int) {
        let first = contentStart()
        if first < end { found.append(WhiteSpace.trimmed(first..<end, in: text)) }
        start = end
    }

    /// The first character of the sentence at hand.
    mutating func contentStart() -> Int {
        // White space that was skipped once is not skipped again.
        if content < start { content = WhiteSpace.end(from: start, in: text, before: text.count) }
        return content
    }

    // MARK: Stops

    private mutating func readStop(_ mark: Int) -> Int {
        var runEnd = mark + 1
        while runEnd < text.count, isStop(text[runEnd]) { runEnd += 1 }
        var stop = FullStop(start: mark, runEnd: runEnd, end: closersEnd(from: runEnd))
        stop.end = citationEnd(of: stop) ?? stop.end
        let next = WhiteSpace.end(from: stop.end, in: text, before: text.count)
        if stop.end < text.count, next == stop.end {
            guard beginsWithoutSpace(after: stop) else { return runEnd }
            endSentence(at: stop.end)
            return stop.end
        }
        guard isLabel(stop) == false, endsSentence(stop, next: next) else {
            heldStop = stop.end
            return runEnd
        }
        endSentence(at: stop.end)
        return stop.end
    }

    /// A stop of East Asian text, after which there need be no space.
    private mutating func readWideStop(_ mark: Int) -> Int {
        var end = mark + 3
        // `．` is also the decimal point of full-width numbers.
        let isPoint = text[mark] == 0xEF && text[mark + 2] == 0x8E
        if isPoint, end < text.count, WhiteSpace.length(at: end, in: text) == 0 { return end }
        while end < text.count, SentenceMark.isWideStop(text, at: end) { end += 3 }
        end = closersEnd(from: end)
        endSentence(at: end)
        return end
    }

    // MARK: Lists and lines

    /// A bullet inside a line begins an item where it stands apart.
    private mutating func readBullet(_ mark: Int) -> Int {
        if detectLists, mark > contentStart(), WhiteSpace.length(before: mark, in: text) > 0 { endSentence(at: mark) }
        return mark + 3
    }

    private mutating func readLineBreak(_ mark: Int) -> Int {
        let gap = LineGap(after: mark, in: text)
        guard gap.end < text.count else { return text.count }
        let item = nextListItem(at: gap.end)
        let first = contentStart()
        if first < mark {
            let end = WhiteSpace.trimmed(first..<mark, in: text).upperBound
            if item != nil || gap.isBlank || endsLine(lineEnd: end, isHeld: end == heldStop, next: gap.end) { endSentence(at: mark) }
        }
        paragraph.lineStart = gap.lineStart
        guard let item else { return gap.end }
        startItem(item)
        return item
    }

    /// Puts the label of a list item behind, so that its full stop ends nothing.
    private mutating func startItem(_ labelEnd: Int) {
        heldStop = labelEnd
    }

    /// Whether a full stop ends the label that the sentence at hand begins with: `1.`, `(2).`, `a.`, or `Methods.`
    private mutating func isLabel(_ stop: FullStop) -> Bool {
        let first = contentStart()
        guard stop.start > first, stop.start - first <= 16 else { return false }
        var label = text[first..<stop.start]
        if isSection(label) { return true }
        if label.first == UInt8(ascii: "(") { label = label.dropFirst() }
        if label.last == UInt8(ascii: ")") { label = label.dropLast() }
        guard let head = label.first, head != UInt8(ascii: "0") else { return false }
        return label.count <= 3 && label.allSatisfy(ASCII.isDigit) || label.count == 1 && ASCII.isLetter(head)
    }
}

/// The characters at which the scanner stops.
enum SentenceMark {
    /// For each byte, whether such a character may begin with it.
    static let first: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in ".?!:\n\r\u{B}\u{C}".utf8 { table[Int(byte)] = true }
        for byte in [0xC2, 0xE2, 0xE3, 0xEF] { table[byte] = true }
        return table
    }()

    /// Whether the character at an offset is one, if its first byte may be.
    @inline(__always)
    static func isMark(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        switch text[index] {
        case 0xC2: text[index + 1] == 0x85  // next line
        case 0xE2: text[index + 1] == 0x80 && [0xA2, 0xA8, 0xA9].contains(text[index + 2])  // bullet, line and paragraph separator
        case 0xE3: text[index + 1] == 0x80 && text[index + 2] == 0x82  // 。
        case 0xEF: text[index + 1] == 0xBC && [0x81, 0x8E, 0x9F].contains(text[index + 2])  // ！．？
        default: true
        }
    }

    /// Whether an East Asian stop stands at an offset.
    static func isWideStop(_ text: [UInt8], at index: Int) -> Bool {
        text[index] == 0xE3 && text[index + 1] == 0x80 && text[index + 2] == 0x82
            || text[index] == 0xEF && text[index + 1] == 0xBC && [0x81, 0x8E, 0x9F].contains(text[index + 2])
    }
}

/// Kinds of ASCII bytes.
enum ASCII {
    static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
    static func isLower(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte }
    static func isUpper(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte }
    static func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) }
}

/// A full stop, question or exclamation mark, or several, and what is glued to them.
struct FullStop {
    /// The offset of the first mark.
    let start: Int
    /// The end of the run of marks.
    let runEnd: Int
    /// The end of the quotes, brackets and citations that follow without a space.
    var end: Int
}

extension SentenceScanner {
    /// Whether a stop ends a sentence, given where the next character after it and after white space is.
    func endsSentence(_ stop: FullStop, next: Int) -> Bool {
        guard next < text.count else { return true }
        let first = text[next]
        if continuesSentence(at: next) { return false }
        if stop.runEnd - stop.start > 1 || text[stop.start] != UInt8(ascii: ".") { return !ASCII.isLower(first) }
        guard useAbbreviations else { return !ASCII.isLower(first) }
        let word = word(before: stop.start)
        let following = FollowingWord(at: next, in: text)
        if word.isEmpty { return endsAfterSymbol(stop.start, next: first) }
        if word.hasInnerStop { return endsAfterStopped(word, following) }
        if word.length == 1, !isAttached(word) { return endsAfterLetter(word, following) }
        switch word.kind {
        case .neverLast, .title: return false
        case .beforeNumber: return !following.isNumber && !following.isLower && !following.isCode
        case .beforeName: return following.isStarter || following.isQuote
        case .unit: return !following.isLower && !following.isNumber
        case nil: return !following.isLower || word.isPlain
        }
    }

    /// Whether the character at an offset is one that no sentence begins with.
    private func continuesSentence(at index: Int) -> Bool {
        switch text[index] {
        case 0xC2: return text[index + 1] == 0xB1  // ±
        case 0xC3: return text[index + 1] == 0x97  // ×
        case 0xE2: return text[index + 1] == 0x89 && 0xA4...0xA7 ~= text[index + 2]  // ≤≥≦≧
        case UInt8(ascii: "("):
            // A remark on the sentence, unless it is the label of an item.
            return index + 1 < text.count && ASCII.isLower(text[index + 1]) && nextListItem(at: index) == nil
        default: return ".,;:)]}%=<>/&|".utf8.contains(text[index])
        }
    }

    /// Whether a word continues a number or a name: the `D` of `NKG2D`, the `s` of `°/s`.
    private func isAttached(_ word: PrecedingWord) -> Bool {
        guard word.start > 0 else { return false }
        let before = text[word.start - 1]
        return before != UInt8(ascii: "(") && before != UInt8(ascii: "[") && WhiteSpace.length(before: word.start, in: text) == 0
    }

    /// After a digit, a closing bracket or another symbol.
    private func endsAfterSymbol(_ start: Int, next: UInt8) -> Bool {
        guard start > 0 else { return true }
        if ASCII.isLower(next) { return ")]%".utf8.contains(text[start - 1]) }
        // The decimal point of a number that was torn apart: `0. 05`.
        let isLoneZero = text[start - 1] == UInt8(ascii: "0") && (start < 2 || !ASCII.isDigit(text[start - 2]))
        return !(isLoneZero && ASCII.isDigit(next))
    }

    /// After something like `U.S`, `e.g`, `b.i.d` or `clinicaltrials.gov`.
    private func endsAfterStopped(_ word: PrecedingWord, _ following: FollowingWord) -> Bool {
        if word.kind == .neverLast { return false }
        guard word.isAbbreviationLike else { return !following.isLower }
        if word.isCapital { return following.isStarter || following.isQuote }
        return following.isUpper || following.isQuote
    }

    /// After a single letter: an initial, a species, or the name of a group.
    private func endsAfterLetter(_ word: PrecedingWord, _ following: FollowingWord) -> Bool {
        guard following.isUpper || following.isQuote else { return !following.isLower && !following.isNumber && !following.isBracket }
        guard word.isCapital else { return !Abbreviations.singleLetters.contains(word.key) }
        if following.isStarter { return true }
        let before = WordBefore(word.start, in: text)
        return before.isDigit || Abbreviations.takesLetter.contains(before.key)
    }

    /// The end of the quotes, brackets and raised digits from an offset on.
    func closersEnd(from index: Int) -> Int {
        var index = index
        while index < text.count {
            let length = closerLength(at: index)
            if length == 0 { break }
            index += length
        }
        return index
    }

    private func closerLength(at index: Int) -> Int {
        switch text[index] {
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"): return 1
        case 0xC2: return [0xB9, 0xB2, 0xB3, 0xBB].contains(text[index + 1]) ? 2 : 0  // ¹²³»
        case 0xE2:
            let third = text[index + 2]
            if text[index + 1] == 0x80 { return [0x99, 0x9D, 0xBA].contains(third) ? 3 : 0 }  // ’”›
            return text[index + 1] == 0x81 && (third == 0xB0 || 0xB4...0xB9 ~= third) ? 3 : 0  // ⁰⁴-⁹
        case 0xE3: return text[index + 1] == 0x80 && [0x8D, 0x8F, 0x91].contains(text[index + 2]) ? 3 : 0  // 」』】
        case 0xEF: return text[index + 1] == 0xBC && text[index + 2] == 0x89 ? 3 : 0  // ）
        default: return 0
        }
    }

    /// The end of a citation after a stop: `outcome.[12, 13]`, `outcome. [12]`, `outcome.12,13`; `nil` if there is none.
    func citationEnd(of stop: FullStop) -> Int? {
        guard text[stop.start] == UInt8(ascii: "."), stop.start > 0, stop.end < text.count else { return nil }
        if ASCII.isDigit(text[stop.end]) {
            let before = word(before: stop.start)
            let isWord = before.length > 2 && !before.hasInnerStop && before.kind == nil
            guard isWord || text[stop.start - 1] == UInt8(ascii: ")") || stop.end > stop.runEnd else { return nil }
            let end = numbersEnd(from: stop.end)
            let next = WhiteSpace.end(from: end, in: text, before: text.count)
            return end == text.count || (next > end && (next == text.count || !ASCII.isLower(text[next]))) ? end : nil
        }
        var open = stop.end
        if text[open] == UInt8(ascii: " ") { open += 1 }
        guard open + 1 < text.count, text[open] == UInt8(ascii: "["), ASCII.isDigit(text[open + 1]) else { return nil }
        let end = numbersEnd(from: open + 1)
        return end < text.count && text[end] == UInt8(ascii: "]") ? end + 1 : nil
    }

    /// The end of numbers of up to three digits with commas, hyphens or dashes between them.
    private func numbersEnd(from start: Int) -> Int {
        var index = start
        var digits = 0
        let limit = min(text.count, start + 40)
        while index < limit {
            if ASCII.isDigit(text[index]) {
                digits += 1
                if digits > 3 { return start }
                index += 1
            } else if digits > 0, index + 1 < limit, text[index] == UInt8(ascii: ",") || text[index] == UInt8(ascii: "-"),
                ASCII.isDigit(text[index + 1]) || (text[index + 1] == 0x20 && index + 2 < limit && ASCII.isDigit(text[index + 2]))
            {
                (index, digits) = (text[index + 1] == 0x20 ? index + 2 : index + 1, 0)
            } else if digits > 0, index + 3 < limit, text[index] == 0xE2, text[index + 1] == 0x80, ASCII.isDigit(text[index + 3]) {
                (index, digits) = (index + 3, 0)
            } else {
                break
            }
        }
        return index
    }

    /// Whether a sentence begins right after a stop, the space between them forgotten: `no space.It goes on`.
    func beginsWithoutSpace(after stop: FullStop) -> Bool {
        guard stop.end + 1 < text.count, ASCII.isUpper(text[stop.end]), ASCII.isLower(text[stop.end + 1]), stop.start > 0 else {
            return false
        }
        let next = FollowingWord(at: stop.end, in: text)
        guard !Abbreviations.domains.contains(next.key), next.isWhole else { return false }
        let word = word(before: stop.start)
        if word.isEmpty { return ASCII.isDigit(text[stop.start - 1]) || ")]%".utf8.contains(text[stop.start - 1]) }
        return word.length > 2 && word.isPlain && !isAddress(before: stop.start) && word.kind == nil
    }

    /// Whether the characters before an offset look like a part of an address of the web or of mail.
    private func isAddress(before end: Int) -> Bool {
        var index = end
        let limit = max(0, end - 60)
        while index > limit, text[index - 1] > 0x20 {
            index -= 1
            if "/@".utf8.contains(text[index]) { return true }
        }
        return false
    }

    func isStop(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
    }

    private func word(before end: Int) -> PrecedingWord { PrecedingWord(before: end, in: text) }
}

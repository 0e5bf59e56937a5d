/// BERT's basic tokenizer as Spark NLP 5.5.3 has it (`BasicTokenizer`), which differs from the original in what the JVM
/// takes for white space, punctuation and accents, and works on UTF-16 units.
struct JavaBasicTokenizer {
    let caseSensitive: Bool

    /// The first word of a token, normalised; `nil` if nothing of the token is left.
    func firstWord(of token: String) -> String? {
        let content = caseSensitive ? token : javaLowercased(token)
        let units = Array(content.utf16)
        var index = 0
        while index < units.count {
            while index < units.count, isWhitespace(units[index]), !isPunctuation(units[index]) { index += 1 }
            var end = index
            while end < units.count, !isRemoved(units[end]), !standsAlone(units[end]), !isWhitespace(units[end]) { end += 1 }
            if end > index, let word = normalized(units[index..<end]) { return word }
            if end < units.count, standsAlone(units[end]), let word = normalized(units[end...end]) { return word }
            index = end + 1
        }
        return nil
    }

    private func normalized(_ units: ArraySlice<UInt16>) -> String? {
        // Java's `trim` takes away everything up to the space.
        var trimmed = units
        while let first = trimmed.first, first <= 0x20 { trimmed.removeFirst() }
        while let last = trimmed.last, last <= 0x20 { trimmed.removeLast() }
        var scalars = String.UnicodeScalarView()
        for scalar in CanonicalDecomposition.decomposed(String(decoding: trimmed, as: UTF16.self).unicodeScalars) {
            // `\p{InCombiningDiacriticalMarks}`, whatever the case.
            if (0x300...0x36F).contains(scalar.value) { continue }
            if let unit = UInt16(exactly: scalar.value), isRemoved(unit) { continue }
            scalars.append(scalar)
        }
        if scalars.isEmpty { return nil }
        return caseSensitive ? String(scalars) : javaLowercased(String(scalars))
    }

    private func standsAlone(_ unit: UInt16) -> Bool { isPunctuation(unit) || isChinese(unit) }

    /// Java's `Character.isWhitespace`.
    private func isWhitespace(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x09...0x0D, 0x1C...0x20: return true
        case 0x00A0, 0x2007, 0x202F: return false
        default:
            guard unit > 0x7F, let scalar = Unicode.Scalar(unit) else { return false }
            switch scalar.properties.generalCategory {
            case .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
            default: return false
            }
        }
    }

    private func isRemoved(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x09, 0x0A, 0x0D: false
        case 0...0x1F, 0x7F...0x9F, 0xFFFD: true
        default: false
        }
    }

    /// ASCII's symbols, and those whose Unicode name has the word: not `–`, `·` or `«`.
    private func isPunctuation(_ unit: UInt16) -> Bool {
        switch unit {
        case 33...47, 58...64, 91...96, 123...126: return true
        case 0...0x7F: return false
        default: return Unicode.Scalar(unit)?.properties.name?.contains("PUNCTUATION") ?? false
        }
    }

    private func isChinese(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF: true
        default: false
        }
    }
}

/// Java's `String.toLowerCase`: as Unicode's full mapping, with the final form of sigma at the end of a word.
func javaLowercased(_ string: String) -> String {
    guard string.unicodeScalars.contains("\u{3A3}") else { return string.lowercased() }
    let scalars = Array(string.unicodeScalars)
    func isFinal(_ index: Int) -> Bool {
        let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
        return before?.properties.isCased == true && after?.properties.isCased != true
    }
    var result = ""
    for (index, scalar) in scalars.enumerated() {
        result += scalar == "\u{3A3}" && isFinal(index) ? "\u{3C2}" : scalar.properties.lowercaseMapping
    }
    return result
}

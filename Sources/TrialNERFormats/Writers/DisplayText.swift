/// Text made fit for one line of a terminal, and how many columns it takes there.
package enum DisplayText {
    /// The text on one line: line breaks as `⏎`, tabs as spaces, other control characters as signs that control nothing.
    ///
    /// A chunk comes from a file that somebody else wrote; an escape sequence in it must not reach the terminal.
    package static func singleLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where previous == "\r": break
            case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: line.append("⏎")
            case 0x09: line.append(" ")
            case 0x00..<0x20: line.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F: line.append("\u{2421}")
            case 0x80..<0xA0: line.append("\u{FFFD}")
            // Marks that turn the direction of what follows would reorder the table.
            case 0x202A...0x202E, 0x2066...0x2069: line.append("\u{FFFD}")
            default: line.append(scalar)
            }
            previous = scalar
        }
        return String(line)
    }

    /// How many columns a terminal gives to the text, approximately: terminals differ on emoji sequences.
    static func width(of text: String) -> Int {
        text.reduce(0) { $0 + width(of: $1) }
    }

    /// The text cut to a number of columns, with `…` where something is missing.
    static func truncated(_ text: String, to columns: Int) -> String {
        guard width(of: text) > columns else { return text }
        var cut = ""
        var used = 0
        for character in text {
            let width = width(of: character)
            if used + width > columns - 1 { break }
            cut.append(character)
            used += width
        }
        return cut + "…"
    }

    /// The text with spaces before or after it, so that it takes a number of columns.
    static func padded(_ text: String, to columns: Int, alignedRight: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, columns - width(of: text)))
        return alignedRight ? space + text : text + space
    }

    /// The widest scalar of a character counts: marks and joined emoji lie on top of it.
    private static func width(of character: Character) -> Int {
        var widest = 0
        for scalar in character.unicodeScalars {
            if scalar == "\u{FE0F}" { return 2 }
            widest = max(widest, width(of: scalar))
        }
        return widest
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return scalar.value == 0xAD ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// The blocks whose characters are wide or full width in UAX #11.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}

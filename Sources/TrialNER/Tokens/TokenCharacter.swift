/// What a character is to ``ClinicalTokenSplitter``.
enum TokenCharacter: UInt8 {
    /// White space: between tokens.
    case space
    /// A letter, or a number that is no ASCII digit (`²`, `½`, `Ⅳ`): part of a word.
    case letter
    /// An ASCII digit: part of a number, or of a word.
    case digit
    /// Anything else that can be seen: a token of its own.
    case symbol
    /// A mark, a format character or a control: part of the token beside it.
    case joiner

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// The kind of an ASCII character.
    @inline(__always)
    static func ascii(_ byte: UInt8) -> TokenCharacter {
        if (byte | 0x20) &- UInt8(ascii: "a") < 26 { return .letter }
        if isDigit(byte) { return .digit }
        if byte == 0x20 || byte &- 0x09 < 5 { return .space }
        return byte < 0x20 || byte == 0x7F ? .joiner : .symbol
    }

    /// The kind of any character.
    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0..<0x80: self = .ascii(UInt8(scalar.value))
        // The letters of Latin scripts and the punctuation of printed articles, which are most of what is met.
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF: self = .letter
        case 0x2010...0x2027, 0x2030...0x205E: self = .symbol
        default: self.init(properties: scalar.properties)
        }
    }

    private init(properties: Unicode.Scalar.Properties) {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            self = .letter
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: self = .joiner
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .space
        case .control: self = properties.isWhitespace ? .space : .joiner
        default: self = .symbol
        }
    }
}

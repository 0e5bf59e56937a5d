import CUnicode

/// What a single byte means to the encoder, so that ASCII text needs no decoding.
struct ByteClasses: Sendable {
    /// Part of a word: letters, digits and the like.
    static let word: UInt8 = 0
    /// Between words.
    static let space: UInt8 = 1
    /// A word of its own.
    static let punctuation: UInt8 = 2
    /// To be looked at as a scalar: a control character, or part of a scalar beyond ASCII.
    static let other: UInt8 = 3

    /// The class of each of the 256 bytes.
    let classes: [UInt8]
    /// Each of the 256 bytes as the vocabulary writes it: ASCII letters in lower case if the encoder folds case.
    let folded: [UInt8]

    init(lowercase: Bool) {
        let ascii = (UInt32(0)..<0x80).map { unicode_properties($0) }
        classes =
            ascii.map { properties in
                if properties.has(UNICODE_REMOVED) { return Self.other }
                if properties.has(UNICODE_SPACE) { return Self.space }
                return properties.has(UNICODE_PUNCTUATION) ? Self.punctuation : Self.word
            } + Array(repeating: Self.other, count: 0x80)
        folded = (0..<256).map { byte in
            lowercase && byte < 0x80 ? UInt8(truncatingIfNeeded: Int32(byte) + ascii[byte].lowercase_delta) : UInt8(byte)
        }
    }
}

extension UnicodeProperties {
    /// Whether a bit of the flags is set.
    @inline(__always)
    func has(_ flag: Int) -> Bool { Int(flags) & flag != 0 }
}

/// A word as the vocabulary knows it, byte by byte, and where each byte came from.
///
/// No more bytes are kept than the longest word that can be spelt has, however long the word is.
struct NormalizedWord {
    /// The word in UTF-8.
    private(set) var utf8: [UInt8] = []
    /// How many scalars the word has, kept or not.
    private(set) var scalarCount = 0
    /// The stretch of the original text from the word's first scalar to its last.
    private(set) var span: Span = 0..<0
    /// The span in the original text of the scalar that each byte belongs to.
    private var origins: [Span] = []

    /// Whether the word has more characters than a word that can be spelt.
    var isTooLong: Bool { scalarCount > WordPieceEncoder.maxCharactersPerWord }

    /// Puts a scalar at the end.
    mutating func append(_ normalized: NormalizedScalar) {
        span = (scalarCount == 0 ? normalized.origin.lowerBound : span.lowerBound)..<normalized.origin.upperBound
        scalarCount += 1
        guard !isTooLong, let scalar = Unicode.Scalar(normalized.scalar) else { return }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            utf8.append(byte)
            origins.append(normalized.origin)
        }
    }

    /// The stretch of the original text that a range of bytes of the word stands for.
    func origin(of range: Range<Int>) -> Span { origins[range.lowerBound].lowerBound..<origins[range.upperBound - 1].upperBound }

    /// Makes the word empty.
    mutating func clear() {
        utf8.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
        scalarCount = 0
    }
}

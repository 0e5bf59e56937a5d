/// Reads numbers and stretches of bytes from front to back, and never beyond the end.
struct BinaryReader {
    private let bytes: ArraySlice<UInt8>
    private var index: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// How many bytes are left.
    var remaining: Int { bytes.endIndex - index }

    /// The next bytes.
    mutating func take(_ count: Int) throws(SavedContentProblem) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else { throw .damaged("it ends early") }
        defer { index += count }
        return bytes[index..<index + count]
    }

    mutating func byte() throws(SavedContentProblem) -> UInt8 {
        guard remaining > 0 else { throw .damaged("it ends early") }
        defer { index += 1 }
        return bytes[index]
    }

    /// A whole number, the most significant byte first, as Java writes it.
    mutating func bigEndian<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(SavedContentProblem) -> Number {
        try take(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    /// A whole number, the least significant byte first, as zip archives have it.
    mutating func littleEndian<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(SavedContentProblem) -> Number {
        try take(Number.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }
}

/// The unit in which offsets are given to the world outside.
public enum OffsetUnit: String, Sendable, CaseIterable {
    /// Bytes of UTF-8: the unit inside TrialNER.
    case utf8
    /// UTF-16 code units, as the JVM (and so Spark NLP) and JavaScript count.
    case utf16
    /// Unicode scalars, as Python counts; the unit of JSONL.
    case unicodeScalars = "unicode-scalars"
}

/// Converts UTF-8 offsets into one text to another unit and back.
///
/// Offsets asked for in ascending order cost one pass over the text in all; an earlier offset starts a new pass.
public struct OffsetConverter {
    private let utf8: [UInt8]
    private let unit: OffsetUnit
    private let isASCII: Bool
    private var byte = 0
    private var count = 0

    /// Makes a converter for the offsets of one text.
    public init(_ text: DocumentText, to unit: OffsetUnit) {
        utf8 = text.utf8
        self.unit = unit
        isASCII = unit == .utf8 || utf8.allSatisfy { $0 < 0x80 }
    }

    /// The offset, in the unit of this converter, of a UTF-8 offset that lies between two Unicode scalars.
    public mutating func offset(ofUTF8 target: Int) -> Int {
        if isASCII { return target }
        if target < byte { (byte, count) = (0, 0) }
        while byte < target { step() }
        return count
    }

    /// The UTF-8 offset of an offset in the unit of this converter; an offset inside a scalar gives the scalar's end,
    /// one past the end of the text gives the end.
    public mutating func utf8Offset(of target: Int) -> Int {
        if isASCII { return min(target, utf8.count) }
        if target < count { (byte, count) = (0, 0) }
        while count < target, byte < utf8.count { step() }
        return byte
    }

    private mutating func step() {
        let lead = utf8[byte]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        byte += length
        count += unit == .utf16 && length == 4 ? 2 : 1
    }
}

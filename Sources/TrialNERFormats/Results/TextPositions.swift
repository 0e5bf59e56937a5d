import TrialNER

/// Counts what stands before a byte, in one of the units of offsets, for offsets in any order.
struct TextPositions {
    /// What stands before each byte; `nil` where that is the number of bytes.
    private let counts: [Int]?

    init(_ text: DocumentText, in unit: OffsetUnit) {
        guard unit != .utf8, text.utf8.contains(where: { $0 >= 0x80 }) else {
            counts = nil
            return
        }
        var counts: [Int] = []
        counts.reserveCapacity(text.utf8.count + 1)
        var count = 0
        for byte in text.utf8 {
            counts.append(count)
            // A scalar counts at its first byte; one of four bytes is a pair of UTF-16 units.
            if byte & 0xC0 != 0x80 { count += unit == .utf16 && byte >= 0xF0 ? 2 : 1 }
        }
        self.counts = counts + [count]
    }

    /// What stands before a byte that begins a scalar, or before the end.
    subscript(byte: Int) -> Int {
        guard let counts else { return byte }
        return counts[min(byte, counts.count - 1)]
    }
}

/// Carries spans from one text to another that differs from it in white space alone, as the text of a CoNLL file does from the text that
/// its tokens were cut from.
public struct TextAlignment: Sendable {
    /// The offsets, in each text, of the bytes that are no white space; those of the same number are the same byte.
    private let source: [Int]
    private let target: [Int]

    /// Aligns two texts; `nil` if they differ in more than white space.
    public init?(from source: DocumentText, to target: DocumentText) {
        self.source = Self.inkOffsets(of: source.utf8)
        self.target = Self.inkOffsets(of: target.utf8)
        guard self.source.count == self.target.count,
            zip(self.source, self.target).allSatisfy({ source.utf8[$0] == target.utf8[$1] })
        else { return nil }
    }

    /// The span of the other text with the same bytes, without white space at its edges; `nil` for a span of white space alone.
    public func span(of span: Span) -> Span? {
        let (first, end) = (place(of: span.lowerBound), place(of: span.upperBound))
        return first < end ? target[first]..<target[end - 1] + 1 : nil
    }

    /// How many bytes that are no white space stand before an offset of the source.
    private func place(of offset: Int) -> Int {
        var (low, high) = (0, source.count)
        while low < high {
            let middle = (low + high) / 2
            if source[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func inkOffsets(of utf8: [UInt8]) -> [Int] {
        var offsets: [Int] = []
        offsets.reserveCapacity(utf8.count)
        var index = 0
        while index < utf8.count {
            let length = WhiteSpace.length(at: index, in: utf8)
            if length == 0 { offsets.append(index) }
            index += max(1, length)
        }
        return offsets
    }
}

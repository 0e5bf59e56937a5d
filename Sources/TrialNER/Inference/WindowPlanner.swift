/// Cuts a sequence of word pieces into windows that the model can read.
///
/// A sequence that fits is one window. A longer one is read in as few overlapping windows as reach, all of the same
/// length give or take one piece, so that none is short and none is padded. Wherever two windows meet they share at
/// least ``overlap`` pieces, so that every piece has half of that as context on both sides in the window that
/// ``window(forPiece:of:startingAt:)`` chooses for it.
public struct WindowPlanner: Sendable {
    /// The most pieces in a window, `[CLS]` and `[SEP]` not counted.
    public let maximumLength: Int
    /// How many pieces two neighbouring windows share at the least.
    public let overlap: Int

    /// Plans windows of at most `maximumLength` pieces (1 or more); an overlap that would leave a window less than half
    /// of its own pieces is cut to that.
    public init(maximumLength: Int, overlap: Int) {
        self.maximumLength = max(1, maximumLength)
        self.overlap = min(max(0, overlap), self.maximumLength / 2)
    }

    /// The windows of a sequence, in ascending order; together they cover every piece. None for an empty sequence.
    public func windows(ofPieces count: Int) -> [Range<Int>] {
        guard count > maximumLength else { return count > 0 ? [0..<count] : [] }
        let step = maximumLength - overlap
        let windowCount = (count - overlap + step - 1) / step
        let length = (count + (windowCount - 1) * overlap + windowCount - 1) / windowCount
        let lastStart = count - length
        return (0..<windowCount).map { index in
            let start = lastStart * index / (windowCount - 1)
            return start..<(start + length)
        }
    }

    /// The index of the window in which a piece has most context: the one where its distance to the nearer edge is
    /// greatest, an edge of the whole sequence not counting as one. The earlier of two equals.
    ///
    /// - Parameters:
    ///   - piece: an index into the sequence.
    ///   - windows: what ``windows(ofPieces:)`` gave for it.
    ///   - hint: a window to start at; no window before it may hold the piece with more context.
    public func window(forPiece piece: Int, of windows: [Range<Int>], startingAt hint: Int = 0) -> Int {
        var best = hint
        var bestContext = -1
        var index = hint
        while index < windows.count, windows[index].lowerBound <= piece {
            let window = windows[index]
            if window.contains(piece) {
                let left = window.lowerBound == 0 ? Int.max : piece - window.lowerBound
                let right = index == windows.count - 1 ? Int.max : window.upperBound - 1 - piece
                let context = min(left, right)
                if context > bestContext { (best, bestContext) = (index, context) }
            }
            index += 1
        }
        return best
    }
}

/// Puts the windows of many sequences into batches.
///
/// Windows are sorted by length, so that those which run together are padded little, and a batch is filled to a budget
/// of pieces: many short windows, few long ones.
public struct BatchScheduler: Sendable {
    /// One window of one sequence.
    public struct Window: Sendable, Hashable {
        /// The index of the sequence.
        public var sequence: Int
        /// The pieces of the sequence that the window holds.
        public var pieces: Range<Int>

        /// Makes a window of its parts.
        public init(sequence: Int, pieces: Range<Int>) {
            self.sequence = sequence
            self.pieces = pieces
        }
    }

    /// The most windows in a batch.
    public let maximumWindows: Int
    /// The most pieces in a batch, padding counted; a single window may be longer.
    public let maximumPieces: Int

    /// Plans batches of at most that many windows and pieces (each 1 or more).
    public init(maximumWindows: Int, maximumPieces: Int) {
        self.maximumWindows = max(1, maximumWindows)
        self.maximumPieces = max(1, maximumPieces)
    }

    /// The batches, longest windows first, as ranges of indices into `order`, which lists the indices of the windows.
    public func batches(of windows: [Window]) -> (order: [Int], batches: [Range<Int>]) {
        // Longest first: memory peaks at once and is used again, and a model too large for it fails at the start.
        let order = windows.indices.sorted { left, right in
            let (leftCount, rightCount) = (windows[left].pieces.count, windows[right].pieces.count)
            return leftCount == rightCount ? left < right : leftCount > rightCount
        }
        var batches: [Range<Int>] = []
        var start = 0
        while start < order.count {
            let length = windows[order[start]].pieces.count
            let fitting = max(1, min(maximumWindows, maximumPieces / max(1, length)))
            let end = min(order.count, start + fitting)
            batches.append(start..<end)
            start = end
        }
        return (order, batches)
    }
}

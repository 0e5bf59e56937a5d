/// Splits a source into lines, holding one line and one block at a time.
struct LineReader {
    /// What stands where a line is asked for.
    enum Line {
        /// A line: its range in ``buffer``, without its line feed.
        case line(Range<Int>)
        /// A line longer than the limit, which was passed over.
        case tooLong
    }

    /// The bytes at hand; the range of a line is valid until the next call.
    private(set) var buffer: [UInt8] = []
    /// How many bytes were read so far.
    private(set) var bytesRead = 0

    private let source: any ByteSource
    private let lengthLimit: Int
    private static let blockSize = 1 << 18
    /// Where the bytes begin that no line was made of yet.
    private var start = 0
    /// Up to where a line feed was looked for, so that a long line is searched once.
    private var searched = 0
    private var isAtEnd = false

    init(_ source: any ByteSource, lengthLimit: Int) {
        self.source = source
        self.lengthLimit = lengthLimit
    }

    /// Steps over a byte order mark and refuses what is no text by its first bytes; called before the first line.
    mutating func begin() throws(InputProblem) {
        while buffer.count < 8, !isAtEnd { try fill() }
        let first = Array(buffer.prefix(8))
        if let problem = ContentCheck.problem(of: first) { throw problem }
        start = first.starts(with: ContentCheck.byteOrderMark) ? ContentCheck.byteOrderMark.count : 0
        searched = start
    }

    /// The next line; `nil` at the end.
    mutating func next() throws(InputProblem) -> Line? {
        var isTooLong = false
        while true {
            if let end = lineFeed() {
                defer { (start, searched) = (end + 1, end + 1) }
                return isTooLong ? .tooLong : .line(start..<end)
            }
            if isAtEnd {
                defer { (start, searched) = (buffer.count, buffer.count) }
                if isTooLong { return .tooLong }
                return start < buffer.count ? .line(start..<buffer.count) : nil
            }
            if buffer.count - start > lengthLimit || isTooLong {
                isTooLong = true
                start = buffer.count
                searched = start
            }
            try fill()
        }
    }

    /// Whether the next line is at hand or can be read without waiting for whoever writes.
    mutating func isReady() -> Bool {
        isAtEnd || lineFeed() != nil || source.isReady
    }

    private mutating func lineFeed() -> Int? {
        let found = buffer.withUnsafeBufferPointer { $0[searched...].firstIndex(of: UInt8(ascii: "\n")) }
        if found == nil { searched = buffer.count }
        return found
    }

    private mutating func fill() throws(InputProblem) {
        if start > 0 {
            buffer.removeSubrange(..<start)
            searched -= start
            start = 0
        }
        // Long lines are read in ever larger blocks, so that growing the buffer stays linear.
        let count = try source.read(into: &buffer, count: max(Self.blockSize, min(buffer.count, 16 << 20)))
        bytesRead += count
        isAtEnd = count == 0
    }
}

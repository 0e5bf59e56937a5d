/// Walks over the bytes of a source one by one, and keeps those from a mark on.
struct ByteCursor {
    private let source: any ByteSource
    private var buffer: [UInt8] = []
    private var position = 0
    private var mark = 0
    private var isAtEnd = false
    private static let blockSize = 1 << 18

    /// How many bytes were read from the source so far.
    private(set) var bytesRead = 0
    /// The line of the next byte, from 1.
    private(set) var line = 1
    /// The line of the mark.
    private var markedLine = 1

    init(_ source: any ByteSource) {
        self.source = source
    }

    /// The next byte; `nil` at the end.
    mutating func peek() throws(InputProblem) -> UInt8? {
        if position == buffer.count {
            guard try fill() else { return nil }
        }
        return buffer[position]
    }

    /// Steps over the next byte and gives it; `nil` at the end.
    mutating func next() throws(InputProblem) -> UInt8? {
        guard let byte = try peek() else { return nil }
        position += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        return byte
    }

    /// Steps over a byte order mark.
    mutating func skipByteOrderMark() throws(InputProblem) {
        while buffer.count < ContentCheck.byteOrderMark.count, try fill() {}
        if let problem = ContentCheck.problem(of: Array(buffer.prefix(8))) { throw problem }
        if buffer.starts(with: ContentCheck.byteOrderMark) { position = ContentCheck.byteOrderMark.count }
    }

    /// Keeps the bytes from here on.
    mutating func setMark() {
        mark = position
        markedLine = line
    }

    /// How many bytes were stepped over since the mark.
    var markedCount: Int { position - mark }

    /// The bytes since the mark.
    var marked: ArraySlice<UInt8> { buffer[mark..<position] }

    /// Goes back to the mark.
    mutating func rewind() {
        position = mark
        line = markedLine
    }

    /// Whether the next byte is at hand or can be read without waiting for whoever writes.
    var isReady: Bool { isAtEnd || position < buffer.count || source.isReady }

    private mutating func fill() throws(InputProblem) -> Bool {
        if isAtEnd { return false }
        if mark > 0 {
            buffer.removeSubrange(..<mark)
            position -= mark
            mark = 0
        }
        // What is kept may be long: it is read in ever larger blocks, so that growing the buffer stays linear.
        let count = try source.read(into: &buffer, count: max(Self.blockSize, min(buffer.count, 16 << 20)))
        bytesRead += count
        isAtEnd = count == 0
        return count > 0
    }
}

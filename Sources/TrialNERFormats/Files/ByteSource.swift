/// Where the bytes of an input come from.
public protocol ByteSource {
    /// Appends the next bytes, at most `count` of them, and gives how many; 0 at the end.
    ///
    /// Throws an ``InputProblem`` if the system cannot read on.
    func read(into buffer: inout [UInt8], count: Int) throws(InputProblem) -> Int

    /// Whether the next read gives something (or the end) at once, without waiting for whoever writes.
    var isReady: Bool { get }
}

/// Bytes that are in memory already.
public final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0
    private let blockSize: Int

    /// Makes a source that gives at most `blockSize` bytes at a time.
    public init(_ bytes: [UInt8], blockSize: Int = .max) {
        self.bytes = bytes
        self.blockSize = blockSize
    }

    public var isReady: Bool { true }

    public func read(into buffer: inout [UInt8], count: Int) -> Int {
        let taken = min(count, blockSize, bytes.count - position)
        buffer.append(contentsOf: bytes[position..<position + taken])
        position += taken
        return taken
    }
}

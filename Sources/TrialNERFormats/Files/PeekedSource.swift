/// A source whose first bytes can be looked at before it is read.
public final class PeekedSource: ByteSource {
    private let base: any ByteSource
    /// Bytes that were looked at and not read yet.
    private var waiting: [UInt8] = []

    /// Makes a source that reads `base`.
    public init(_ base: any ByteSource) {
        self.base = base
    }

    /// The first bytes: `count` of them, or all that there are.
    ///
    /// - Parameter enough: Tells that what is there already suffices, so that a slow writer need not be waited for.
    public func start(_ count: Int, enough: ([UInt8]) -> Bool = { _ in false }) throws(InputProblem) -> [UInt8] {
        while waiting.count < count, !enough(waiting) {
            if try base.read(into: &waiting, count: count - waiting.count) == 0 { break }
        }
        return Array(waiting.prefix(count))
    }

    public var isReady: Bool { !waiting.isEmpty || base.isReady }

    public func read(into buffer: inout [UInt8], count: Int) throws(InputProblem) -> Int {
        if waiting.isEmpty { return try base.read(into: &buffer, count: count) }
        let given = min(count, waiting.count)
        buffer.append(contentsOf: waiting[..<given])
        waiting.removeFirst(given)
        return given
    }
}

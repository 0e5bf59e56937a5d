import CZlib

/// Unpacks a source where it is gzip (RFC 1952, also of several members), and gives it as it is where it is not.
///
/// The first two bytes decide, so that the name of a file and what standard input is called do not matter. Nothing is held but
/// a block on each side, however far the bytes unpack. Zeros behind the last member, which tapes leave, are passed over.
public final class UnpackedSource: ByteSource {
    private enum State {
        case unknown
        case plain
        case member
        case betweenMembers
        case padding
        case done
    }

    private static let blockSize = 1 << 16
    private static let magic: [UInt8] = [0x1F, 0x8B]
    /// The largest window, and that a gzip header stands before the data.
    private static let windowBits: Int32 = 15 + 16

    private let base: any ByteSource
    private var state = State.unknown
    /// Bytes that were read from `base`, taken up to `position`.
    private var packed: [UInt8] = []
    private var position = 0
    private var isBaseAtEnd = false
    /// Whether the last call filled all the room it had, so that zlib may have more without reading on.
    private var hasMore = false
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var isInflating = false

    /// Makes a source that reads `base`.
    public init(_ base: any ByteSource) {
        self.base = base
        stream.initialize(to: z_stream())
    }

    deinit {
        if isInflating { inflateEnd(stream) }
        stream.deallocate()
    }

    public var isReady: Bool { state == .done || position < packed.count || hasMore || base.isReady }

    public func read(into buffer: inout [UInt8], count: Int) throws(InputProblem) -> Int {
        while true {
            switch state {
            case .unknown: try begin()
            case .plain: return try readPlain(into: &buffer, count: count)
            case .member:
                let given = try inflate(into: &buffer, count: count)
                if given > 0 { return given }
            case .betweenMembers: try beginMember()
            case .padding: try skipPadding()
            case .done: return 0
            }
        }
    }

    private func begin() throws(InputProblem) {
        while packed.count < Self.magic.count, !isBaseAtEnd { try fill() }
        guard packed.starts(with: Self.magic) else {
            state = .plain
            return
        }
        let error = inflateInit2_(stream, Self.windowBits, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard error == Z_OK else { throw .system("zlib gives error \(error)") }
        isInflating = true
        state = .member
    }

    private func readPlain(into buffer: inout [UInt8], count: Int) throws(InputProblem) -> Int {
        guard position < packed.count else { return isBaseAtEnd ? 0 : try base.read(into: &buffer, count: count) }
        let given = min(count, packed.count - position)
        buffer.append(contentsOf: packed[position..<position + given])
        position += given
        return given
    }

    /// Unpacks some bytes of a member; gives 0 where it ended or all that was at hand gave nothing yet.
    private func inflate(into buffer: inout [UInt8], count: Int) throws(InputProblem) -> Int {
        if position == packed.count, !hasMore {
            try fill()
            if isBaseAtEnd { throw end("ends early") }
        }
        let filled = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: count))
        let result = packed.withUnsafeMutableBufferPointer { packed in
            buffer.withUnsafeMutableBufferPointer { buffer in
                stream.pointee.next_in = packed.baseAddress.map { $0 + position }
                stream.pointee.avail_in = UInt32(packed.count - position)
                stream.pointee.next_out = buffer.baseAddress.map { $0 + filled }
                stream.pointee.avail_out = UInt32(clamping: count)
                return CZlib.inflate(stream, Z_NO_FLUSH)
            }
        }
        let room = Int(UInt32(clamping: count))
        let given = room - Int(stream.pointee.avail_out)
        position = packed.count - Int(stream.pointee.avail_in)
        buffer.removeLast(buffer.count - filled - given)
        hasMore = stream.pointee.avail_out == 0
        switch result {
        case Z_OK: break
        case Z_BUF_ERROR: hasMore = false
        case Z_STREAM_END:
            state = .betweenMembers
            hasMore = false
        default: throw end("is damaged")
        }
        return given
    }

    private func beginMember() throws(InputProblem) {
        while packed.count - position < Self.magic.count, !isBaseAtEnd { try fill() }
        let rest = packed[position...]
        if rest.isEmpty {
            state = .done
        } else if rest.starts(with: Self.magic) {
            inflateReset(stream)
            state = .member
        } else {
            state = .padding
        }
    }

    private func skipPadding() throws(InputProblem) {
        guard packed[position...].allSatisfy({ $0 == 0 }) else { throw end("has something else behind it") }
        position = packed.count
        try fill()
        if isBaseAtEnd { state = .done }
    }

    /// The problem, after which there is nothing more.
    private func end(_ reason: String) -> InputProblem {
        state = .done
        return .gzip(reason)
    }

    private func fill() throws(InputProblem) {
        packed.removeSubrange(..<position)
        position = 0
        let count = try base.read(into: &packed, count: Self.blockSize)
        isBaseAtEnd = count == 0
    }
}

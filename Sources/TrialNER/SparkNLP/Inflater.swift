import CZlib

/// Unpacks deflated data piece by piece.
final class Inflater {
    /// What stands around the deflated data.
    enum Format: Int32 {
        /// Nothing, as in zip archives.
        case raw = -15
        /// A header of zlib or of gzip.
        case wrapped = 47
    }

    /// Whether the end of the data was reached.
    private(set) var isDone = false

    private static let blockSize = 1 << 16
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var block = [UInt8](repeating: 0, count: blockSize)

    init(_ format: Format) throws(SavedContentProblem) {
        stream.initialize(to: z_stream())
        let error = inflateInit2_(stream, format.rawValue, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard error == Z_OK else { throw .unsupported("zlib gives error \(error)") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Unpacks the next piece of the packed data; stops once the output has `limit` bytes or more.
    ///
    /// - Returns: how many bytes of the piece were not needed.
    func inflate(_ packed: ArraySlice<UInt8>, into output: inout [UInt8], limit: Int) throws(SavedContentProblem) -> Int {
        var packed = Array(packed)
        var result = Z_OK
        packed.withUnsafeMutableBufferPointer { packed in
            stream.pointee.next_in = packed.baseAddress
            stream.pointee.avail_in = UInt32(clamping: packed.count)
            repeat {
                let given = block.withUnsafeMutableBufferPointer { block in
                    stream.pointee.next_out = block.baseAddress
                    stream.pointee.avail_out = UInt32(block.count)
                    result = CZlib.inflate(stream, Z_NO_FLUSH)
                    return block.count - Int(stream.pointee.avail_out)
                }
                output.append(contentsOf: block[..<given])
                // A block that was filled may hold back more, whether input is left or not.
            } while result == Z_OK && stream.pointee.avail_out == 0 && output.count < limit
        }
        isDone = result == Z_STREAM_END
        guard isDone || result == Z_OK || result == Z_BUF_ERROR else { throw .damaged("the compressed data make no sense") }
        return Int(stream.pointee.avail_in)
    }

    /// Unpacks data that are at hand as a whole, and that must not unpack to more than `limit` bytes.
    static func unpacked(_ packed: ArraySlice<UInt8>, limit: Int) throws(SavedContentProblem) -> [UInt8] {
        guard packed.count <= UInt32.max else { throw .unsupported("it is larger than what TrialNER reads") }
        let inflater = try Inflater(.wrapped)
        var output: [UInt8] = []
        let rest = try inflater.inflate(packed, into: &output, limit: limit + 1)
        guard output.count <= limit else { throw .unsupported("it unpacks to more than \(limit) bytes") }
        guard inflater.isDone, rest == 0 else { throw .damaged("its compressed data end early or late") }
        return output
    }

    /// The CRC-32 of bytes, as zip archives and Hadoop count it.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}

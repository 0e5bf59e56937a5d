/// Reads Hadoop's sequence files, version 6, as Spark's `saveAsObjectFile` writes them: without keys, each value the bytes of a Java object.
///
/// Source: `org.apache.hadoop.io.SequenceFile` (Hadoop 3), whose documentation describes the format.
struct SequenceFile {
    /// The values in the order of the file.
    private(set) var values: [ArraySlice<UInt8>] = []

    private enum Compression {
        case none
        /// Each value by itself.
        case record
        /// Many values together.
        case block
    }

    private static let markLength = 16
    /// The compressed values of a file may unpack to that much together.
    private static let unpackedLimit = SavedFile.sizeLimit

    private var unpackedBytes = 0

    init(_ bytes: [UInt8]) throws(SavedContentProblem) {
        var reader = BinaryReader(bytes[...])
        guard try reader.take(3).elementsEqual("SEQ".utf8) else { throw .damaged("it is no sequence file of Hadoop") }
        let version = try reader.byte()
        guard version == 6 else { throw .unsupported("it is a sequence file of version \(version), and TrialNER reads version 6") }
        try Self.check(try reader.text(), is: "org.apache.hadoop.io.NullWritable", what: "keys")
        try Self.check(try reader.text(), is: "org.apache.hadoop.io.BytesWritable", what: "values")
        let compression = try Self.compression(&reader)
        let count = try reader.bigEndian(Int32.self)
        guard count >= 0 else { throw .damaged("its header makes no sense") }
        for _ in 0..<count {
            _ = try reader.text()
            _ = try reader.text()
        }
        let mark = try reader.take(Self.markLength)
        while reader.remaining > 0 {
            if compression == .block {
                try readBlock(&reader, mark: mark)
            } else {
                try readRecord(&reader, mark: mark, isCompressed: compression == .record)
            }
        }
    }

    private static func check(_ name: String, is expected: String, what: String) throws(SavedContentProblem) {
        guard name == expected else { throw .unsupported("its \(what) are of the class \(name), and TrialNER reads \(expected)") }
    }

    private static func compression(_ reader: inout BinaryReader) throws(SavedContentProblem) -> Compression {
        let flags = (try reader.byte(), try reader.byte())
        switch flags {
        case (0, 0): return .none
        case (1, 0), (1, 1):
            let codec = try reader.text()
            let known = ["DefaultCodec", "DeflateCodec", "GzipCodec"].map { "org.apache.hadoop.io.compress." + $0 }
            guard known.contains(codec) else {
                throw .unsupported(
                    "it is compressed with \(codec), and TrialNER reads DefaultCodec, DeflateCodec and GzipCodec; save it again without "
                        + "compression (mapreduce.output.fileoutputformat.compress=false)")
            }
            return flags.1 == 1 ? .block : .record
        default: throw .damaged("its header makes no sense")
        }
    }

    private mutating func readRecord(
        _ reader: inout BinaryReader, mark: ArraySlice<UInt8>, isCompressed: Bool
    ) throws(SavedContentProblem) {
        let length = try reader.bigEndian(Int32.self)
        if length == -1 { return try Self.checkMark(&reader, mark) }
        let keyLength = try reader.bigEndian(Int32.self)
        guard keyLength == 0, length >= 0 else { throw .damaged("a record makes no sense") }
        var content = try reader.take(Int(length))
        if isCompressed { content = try unpacked(content)[...] }
        var value = BinaryReader(content)
        values.append(try value.bytesWritable())
        guard value.remaining == 0 else { throw .damaged("a record is longer than its value") }
    }

    private mutating func readBlock(_ reader: inout BinaryReader, mark: ArraySlice<UInt8>) throws(SavedContentProblem) {
        guard try reader.bigEndian(Int32.self) == -1 else { throw .damaged("a block does not begin with its mark") }
        try Self.checkMark(&reader, mark)
        let count = try reader.variableLength()
        var parts: [[UInt8]] = []
        // The lengths of the keys, the keys, the lengths of the values, the values.
        for _ in 0..<4 { parts.append(try unpacked(try reader.take(try reader.variableLength()))) }
        var content = BinaryReader(parts[3][...])
        for _ in 0..<count { values.append(try content.bytesWritable()) }
        guard content.remaining == 0 else { throw .damaged("a block is longer than its values") }
    }

    private static func checkMark(_ reader: inout BinaryReader, _ mark: ArraySlice<UInt8>) throws(SavedContentProblem) {
        guard try reader.take(markLength).elementsEqual(mark) else { throw .damaged("a mark between its records is wrong") }
    }

    private mutating func unpacked(_ packed: ArraySlice<UInt8>) throws(SavedContentProblem) -> [UInt8] {
        let bytes = try Inflater.unpacked(packed, limit: Self.unpackedLimit - unpackedBytes)
        unpackedBytes += bytes.count
        return bytes
    }
}

extension BinaryReader {
    /// A whole number of Hadoop's variable length: itself in one byte, or the count of the bytes that follow.
    fileprivate mutating func variableLength() throws(SavedContentProblem) -> Int {
        let first = Int8(bitPattern: try byte())
        if first >= -112 {
            guard first >= 0 else { throw .damaged("a length is less than 0") }
            return Int(first)
        }
        // -113 to -120 are for positive numbers of one to eight bytes, what is below for negative ones.
        let count = -112 - Int(first)
        guard count <= 4 else { throw .damaged("a length is out of range") }
        return try take(count).reduce(0) { $0 << 8 | Int($1) }
    }

    /// A text of Hadoop's.
    fileprivate mutating func text() throws(SavedContentProblem) -> String {
        let bytes = try take(try variableLength())
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .damaged("a text in its header is not UTF-8") }
        return text
    }

    fileprivate mutating func bytesWritable() throws(SavedContentProblem) -> ArraySlice<UInt8> {
        try take(Int(try bigEndian(Int32.self)))
    }
}

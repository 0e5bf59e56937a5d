import TrialNER

/// Reads the bytes of a table (their form is in `trialner.h`).
struct TableReader {
    /// What the first bytes of a table are.
    static let mark = Array("TNT1".utf8)

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var names: [String] = []

    /// Reads the whole of the bytes.
    ///
    /// - Throws: ``InterfaceError/table(byte:reason:)``.
    static func table(of bytes: UnsafeBufferPointer<UInt8>) throws(InterfaceError) -> DataFrame {
        var reader = TableReader(bytes: bytes)
        return try reader.table()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func table() throws(InterfaceError) -> DataFrame {
        guard bytes.count >= Self.mark.count, bytes.prefix(Self.mark.count).elementsEqual(Self.mark) else {
            throw wrong("a table begins with TNT1")
        }
        position = Self.mark.count
        var columns: [String] = []
        for _ in 0..<(try count(ofAtLeast: 4)) { columns.append(try string()) }
        var rows: [DataFrame.Row] = []
        let rowCount = try count(ofAtLeast: 4 + columns.count)
        rows.reserveCapacity(rowCount)
        for _ in 0..<rowCount {
            _ = try integer()
            var row = DataFrame.Row(minimumCapacity: columns.count)
            for column in columns { row[column] = try cell() }
            rows.append(row)
        }
        guard position == bytes.count else { throw wrong("there are bytes behind its last row") }
        return DataFrame(columnNames: columns, rows: rows)
    }

    private mutating func cell() throws(InterfaceError) -> DataFrame.Value {
        switch try byte() {
        case TableCell.null: return .null
        case TableCell.text: return .string(try string())
        case TableCell.texts:
            var texts: [String] = []
            for _ in 0..<(try count(ofAtLeast: 4)) { texts.append(try string()) }
            return .strings(texts)
        case TableCell.pairs:
            var pairs: [DataFrame.StringPair] = []
            for _ in 0..<(try count(ofAtLeast: 8)) { pairs.append(.init(key: try string(), value: try string())) }
            return .pairs(pairs)
        case TableCell.annotations:
            var annotations: [Annotation] = []
            let count = try count(ofAtLeast: 20)
            annotations.reserveCapacity(count)
            for _ in 0..<count { annotations.append(try annotation()) }
            return .annotations(annotations)
        case let other: throw wrong("there is no cell of kind \(other)")
        }
    }

    private mutating func annotation() throws(InterfaceError) -> Annotation {
        let type = try name()
        let begin = Int(Int32(bitPattern: try integer()))
        let end = Int(Int32(bitPattern: try integer()))
        let result = try string()
        var metadata: Metadata = [:]
        let count = try count(ofAtLeast: 8)
        metadata.reserveCapacity(count)
        for _ in 0..<count { metadata.append(try name(), try string()) }
        return Annotation(annotatorType: type, begin: begin, end: end, result: result, metadata: metadata)
    }

    private mutating func name() throws(InterfaceError) -> String {
        let number = Int(try integer())
        if number < names.count { return names[number] }
        guard number == names.count else { throw wrong("there is no name of the number \(number)") }
        names.append(try string())
        return names[number]
    }

    private mutating func string() throws(InterfaceError) -> String {
        let count = try count(ofAtLeast: 1)
        let start = position
        position += count
        guard let string = String(validating: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self) else {
            position = start
            throw wrong("a text is not UTF-8")
        }
        return string
    }

    /// A number of things each of which takes at least so many bytes, so that a wrong number cannot ask for more memory than there is.
    private mutating func count(ofAtLeast size: Int) throws(InterfaceError) -> Int {
        let count = Int(try integer())
        guard count <= (bytes.count - position) / size else { throw wrong("it ends early") }
        return count
    }

    private mutating func integer() throws(InterfaceError) -> UInt32 {
        guard bytes.count - position >= 4 else { throw wrong("it ends early") }
        defer { position += 4 }
        return UInt32(littleEndian: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + position).loadUnaligned(as: UInt32.self))
    }

    private mutating func byte() throws(InterfaceError) -> UInt8 {
        guard position < bytes.count else { throw wrong("it ends early") }
        defer { position += 1 }
        return bytes[position]
    }

    private func wrong(_ reason: String) -> InterfaceError { .table(byte: position, reason: reason) }
}

/// The kinds of cells.
enum TableCell {
    static let null: UInt8 = 0
    static let text: UInt8 = 1
    static let texts: UInt8 = 2
    static let pairs: UInt8 = 3
    static let annotations: UInt8 = 4
}

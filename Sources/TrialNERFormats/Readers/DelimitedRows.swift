/// Parts a table into rows and fields (RFC 4180): fields in double quotes may hold delimiters, line ends and doubled quotes.
///
/// Line ends are LF, CRLF or CR. A quote that never closes costs its line alone: the rows behind it are read without line ends in quotes, up to
/// where the quote was given up.
struct DelimitedRows {
    /// A row and the line it begins in.
    struct Row {
        var fields: [[UInt8]]
        var line: Int
    }

    /// The longest row, in bytes.
    static let lengthLimit = 64 << 20

    private var cursor: ByteCursor
    private let lengthLimit: Int
    /// What stands between two fields.
    var delimiter: UInt8
    /// Up to which line quotes end with their line.
    private var carefulUntil = 0

    init(_ source: any ByteSource, delimiter: UInt8, lengthLimit: Int = DelimitedRows.lengthLimit) {
        cursor = ByteCursor(source)
        self.delimiter = delimiter
        self.lengthLimit = lengthLimit
    }

    var bytesRead: Int { cursor.bytesRead }
    var isReady: Bool { cursor.isReady }
    /// The line of the row that comes next or, behind a problem, of the one that had it.
    private(set) var line = 1

    /// Steps over a byte order mark and refuses what is no text.
    mutating func begin() throws(InputProblem) {
        try cursor.skipByteOrderMark()
    }

    /// The next row that has something on it; `nil` at the end.
    ///
    /// A ``InputProblem/format(_:)`` concerns one row, and the next call goes on behind it.
    mutating func next() throws(InputProblem) -> Row? {
        while true {
            cursor.setMark()
            line = cursor.line
            guard try cursor.peek() != nil else { return nil }
            guard let fields = try row() else {
                carefulUntil = cursor.line
                cursor.rewind()
                try skipLine()
                throw .format("has a quote that never closes; write \"\" for a quote inside a quoted field")
            }
            if fields.count > 1 || !fields[0].isEmpty { return Row(fields: fields, line: line) }
        }
    }

    /// The fields of a row; `nil` where a quote does not close.
    private mutating func row() throws(InputProblem) -> [[UInt8]]? {
        var fields: [[UInt8]] = []
        while true {
            var field: [UInt8] = []
            if try cursor.peek() == UInt8(ascii: "\"") {
                guard try quoted(into: &field) else { return nil }
            }
            while let byte = try cursor.peek(), byte != delimiter, !Self.isLineEnd(byte) {
                field.append(byte)
                _ = try cursor.next()
                if cursor.markedCount > lengthLimit { return nil }
            }
            fields.append(field)
            guard let end = try cursor.next() else { return fields }
            if end == delimiter { continue }
            if end == UInt8(ascii: "\r"), try cursor.peek() == UInt8(ascii: "\n") { _ = try cursor.next() }
            return fields
        }
    }

    /// Reads what stands in quotes; `false` where they do not close.
    private mutating func quoted(into field: inout [UInt8]) throws(InputProblem) -> Bool {
        let quote = UInt8(ascii: "\"")
        let isCareful = cursor.line < carefulUntil
        _ = try cursor.next()
        while let byte = try cursor.peek() {
            if isCareful, Self.isLineEnd(byte) { return false }
            _ = try cursor.next()
            if byte == quote {
                guard try cursor.peek() == quote else { return true }
                _ = try cursor.next()
            }
            field.append(byte)
            if cursor.markedCount > lengthLimit { return false }
        }
        return false
    }

    private mutating func skipLine() throws(InputProblem) {
        while let byte = try cursor.next() {
            // What is passed over need not be kept.
            cursor.setMark()
            if byte == UInt8(ascii: "\n") { return }
            if byte == UInt8(ascii: "\r") {
                if try cursor.peek() == UInt8(ascii: "\n") { _ = try cursor.next() }
                return
            }
        }
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}

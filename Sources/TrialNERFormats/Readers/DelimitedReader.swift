import TrialNER

/// Reads a table, a document a row, from CSV or TSV.
///
/// The first row names the columns, unless they are given by their numbers. A table of `.csv` whose header has semicolons and no commas, or
/// that begins with `sep=;` as Excel writes it, has semicolons between its fields. A row that is no document is thrown as an ``InputError``
/// with its line, and the next call goes on behind it.
public final class DelimitedReader: DocumentReader {
    /// What stands between two fields.
    public enum Delimiter: Sendable {
        /// A comma, or a semicolon where the first row says so.
        case comma
        case tab
    }

    private let name: String
    private let fields: InputFields
    private let delimiter: Delimiter
    private var rows: DelimitedRows
    private var columns: DelimitedColumns?
    private var width = 0
    /// A first row that is a document itself.
    private var waiting: DelimitedRows.Row?
    private var isDone = false

    /// Makes a reader of an input that messages (and the ids of documents without one) call `name`.
    public init(_ source: any ByteSource, name: String, delimiter: Delimiter, fields: InputFields = InputFields()) {
        self.name = name
        self.fields = fields
        self.delimiter = delimiter
        rows = DelimitedRows(source, delimiter: delimiter == .tab ? UInt8(ascii: "\t") : UInt8(ascii: ","))
    }

    public var bytesRead: Int { rows.bytesRead }

    public func isReady() -> Bool { isDone || rows.isReady }

    public func next() throws(InputError) -> InputDocument? {
        if isDone { return nil }
        do throws(InputProblem) {
            if columns == nil { try begin() }
        } catch {
            isDone = true
            throw InputError(input: name, problem: error)
        }
        guard let columns else { return nil }
        do throws(InputProblem) {
            guard let row = try nextRow() else {
                isDone = true
                return nil
            }
            return try document(row, columns)
        } catch  where error.isOfOneRecord {
            throw InputError(input: name, line: rows.line, problem: error)
        } catch {
            isDone = true
            throw InputError(input: name, problem: error)
        }
    }

    private func nextRow() throws(InputProblem) -> DelimitedRows.Row? {
        if let first = waiting {
            waiting = nil
            return first
        }
        return try rows.next()
    }

    /// Reads the header and finds the columns; a table without a row has none.
    private func begin() throws(InputProblem) {
        try rows.begin()
        guard var first = try rows.next() else {
            isDone = true
            return
        }
        if first.fields.count <= 2, let separator = Self.separator(first.fields, delimiter: rows.delimiter) {
            rows.delimiter = separator
            guard let next = try rows.next() else {
                isDone = true
                return
            }
            first = next
        } else if delimiter == .comma, first.fields.count == 1, first.fields[0].contains(UInt8(ascii: ";")) {
            rows.delimiter = UInt8(ascii: ";")
            first = DelimitedRows.Row(fields: Self.split(first.fields[0]), line: first.line)
        }
        width = first.fields.count
        if let numbered = DelimitedColumns(numbers: fields) {
            columns = numbered
            waiting = first
            return
        }
        var header: [String] = []
        for field in first.fields {
            guard let text = DocumentText(validating: field) else {
                throw .format("has a header that is not UTF-8; convert it, as with iconv")
            }
            header.append(text.string)
        }
        columns = try DelimitedColumns(header: header, fields: fields)
    }

    /// The delimiter of Excel's first line `sep=;`.
    private static func separator(_ fields: [[UInt8]], delimiter: UInt8) -> UInt8? {
        let line = Array(fields.joined(separator: [delimiter]))
        return line.count == 5 && line.starts(with: Array("sep=".utf8)) ? line[4] : nil
    }

    /// A header that was read with commas, parted at its semicolons.
    private static func split(_ header: [UInt8]) -> [[UInt8]] {
        let quote = UInt8(ascii: "\"")
        return header.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { name in
            name.count >= 2 && name.first == quote && name.last == quote ? Array(name.dropFirst().dropLast()) : Array(name)
        }
    }

    private func document(_ row: DelimitedRows.Row, _ columns: DelimitedColumns) throws(InputProblem) -> InputDocument {
        // Spreadsheets leave empty fields out at the end, or add them.
        guard row.fields.dropFirst(width).allSatisfy(\.isEmpty) else {
            throw .format("has \(row.fields.count) fields where the first row has \(width); put fields that hold a delimiter in quotes")
        }
        var bytes: [UInt8] = []
        for column in columns.text {
            guard row.fields.indices.contains(column) else {
                throw .format("has \(row.fields.count) fields and the text is in the \(column + 1)th; quote fields that hold line ends")
            }
            if !bytes.isEmpty, !row.fields[column].isEmpty { bytes.append(UInt8(ascii: "\n")) }
            bytes += row.fields[column]
        }
        if let byte = bytes.firstIndex(of: 0) { throw .nul(byte: byte) }
        guard let text = DocumentText(validating: bytes) else {
            throw .notUTF8(byte: bytes.withUnsafeBufferPointer { UTF8Validation.firstInvalidByte(in: $0) } ?? 0)
        }
        return InputDocument(id: id(row, columns.id), text: text)
    }

    private func id(_ row: DelimitedRows.Row, _ column: Int?) -> DocumentID {
        guard let column, row.fields.indices.contains(column), !row.fields[column].isEmpty else {
            return .string("\(name):\(row.line)")
        }
        return .string(String(decoding: row.fields[column], as: UTF8.self))
    }
}

extension InputProblem {
    /// Whether the rest of an input can be read all the same.
    var isOfOneRecord: Bool {
        switch self {
        case .nul, .notUTF8, .tooLong, .json, .notAnObject, .noText, .noField, .wrongType, .format, .empty: true
        case .missing, .directory, .denied, .system, .encoding, .binary, .gzip: false
        }
    }
}

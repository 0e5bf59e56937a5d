import CSQLite

/// A database file of SQLite, as far as writing to one needs.
final class SQLiteDatabase {
    /// A value of a column.
    enum Value {
        case null
        case integer(Int)
        case real(Double)
        case text([UInt8])

        /// A text.
        static func text(_ string: String) -> Self { .text(Array(string.utf8)) }
    }

    /// A statement that was compiled once and is run many times.
    final class Statement {
        fileprivate let handle: OpaquePointer

        fileprivate init(_ handle: OpaquePointer) {
            self.handle = handle
        }

        deinit {
            sqlite3_finalize(handle)
        }
    }

    private let path: String
    private var handle: OpaquePointer?

    /// How long a writer beside us is waited for, in milliseconds.
    private static let patience: Int32 = 5000

    /// Opens a file, and makes it if there is none.
    init(path: String) throws(OutputError) {
        self.path = path
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK else {
            let error = problem
            sqlite3_close(handle)
            handle = nil
            throw error
        }
        sqlite3_busy_timeout(handle, Self.patience)
    }

    deinit {
        sqlite3_close(handle)
    }

    /// Runs statements without values or rows.
    func run(_ sql: String) throws(OutputError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw problem }
    }

    /// Compiles a statement.
    func statement(_ sql: String) throws(OutputError) -> Statement {
        var compiled: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &compiled, nil) == SQLITE_OK, let compiled else { throw problem }
        return Statement(compiled)
    }

    /// Runs a statement with values; gives the id of the row that it added.
    @discardableResult
    func run(_ statement: Statement, _ values: [Value]) throws(OutputError) -> Int {
        try bind(values, to: statement)
        defer { sqlite3_reset(statement.handle) }
        guard sqlite3_step(statement.handle) == SQLITE_DONE else { throw problem }
        return Int(sqlite3_last_insert_rowid(handle))
    }

    /// The rows of a query, each column as text; `nil` for NULL.
    func rows(_ sql: String, _ values: [Value] = []) throws(OutputError) -> [[String?]] {
        let statement = try statement(sql)
        try bind(values, to: statement)
        var rows: [[String?]] = []
        while true {
            switch sqlite3_step(statement.handle) {
            case SQLITE_ROW:
                rows.append(
                    (0..<sqlite3_column_count(statement.handle)).map { column in
                        sqlite3_column_text(statement.handle, column).map { String(cString: $0) }
                    })
            case SQLITE_DONE: return rows
            default: throw problem
            }
        }
    }

    private func bind(_ values: [Value], to statement: Statement) throws(OutputError) {
        // SQLite keeps a copy.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let result =
                switch value {
                case .null: sqlite3_bind_null(statement.handle, place)
                case .integer(let number): sqlite3_bind_int64(statement.handle, place, sqlite3_int64(number))
                case .real(let number): sqlite3_bind_double(statement.handle, place, number)
                // An empty array has no address, which would be NULL.
                case .text(let bytes) where bytes.isEmpty:
                    sqlite3_bind_text64(statement.handle, place, "", 0, transient, UInt8(SQLITE_UTF8))
                case .text(let bytes):
                    bytes.withUnsafeBytes { raw in
                        let start = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
                        return sqlite3_bind_text64(
                            statement.handle, place, start, sqlite3_uint64(raw.count), transient, UInt8(SQLITE_UTF8))
                    }
                }
            guard result == SQLITE_OK else { throw problem }
        }
    }

    private var problem: OutputError {
        let reason = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "SQLite says no more"
        return .failed(output: path, reason: reason)
    }
}

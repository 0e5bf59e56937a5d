/// A table of documents with named columns: what a pipeline takes and gives.
public struct DataFrame: Sendable {
    /// The names of the columns, in the order in which they came.
    public private(set) var columnNames: [String]
    /// The rows; each has a value for every column.
    public private(set) var rows: [Row]

    /// One row: values by the name of their column.
    public typealias Row = [String: Value]

    /// What a cell holds.
    public enum Value: Sendable, Hashable {
        /// Nothing: a null of the table that came in.
        case null
        /// A text, as the input column holds.
        case string(String)
        /// A list of texts, as the Finisher writes.
        case strings([String])
        /// A list of pairs of texts: the metadata that the Finisher writes.
        case pairs([StringPair])
        /// The annotations of a stage.
        case annotations([Annotation])
    }

    /// A name and its value.
    public struct StringPair: Sendable, Hashable {
        /// The name.
        public var key: String
        /// What it stands for.
        public var value: String

        /// Makes a pair of its parts.
        public init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// Makes a table of one text column.
    public init(texts: [String], column: String = "text") {
        columnNames = [column]
        rows = texts.map { [column: .string($0)] }
    }

    /// Makes a table of rows; a column that a row does not name is null there.
    public init(columnNames: [String], rows: [Row]) {
        self.columnNames = columnNames
        self.rows = rows.map { row in
            Dictionary(uniqueKeysWithValues: columnNames.map { ($0, row[$0] ?? .null) })
        }
    }

    /// The cells of a column, a row each; `nil` if there is no such column.
    public subscript(column: String) -> [Value]? {
        columnNames.contains(column) ? rows.map { $0[column] ?? .null } : nil
    }
}

/// The fields of a record (members of a JSON object, columns of a table) that hold its text and its id.
public struct InputFields: Sendable, Hashable {
    /// The fields of the text, joined in this order by line ends; empty for the usual ones.
    ///
    /// A member of an object inside the record is named with dots (`protocol.briefSummary`), a column by its name or its number from 1.
    public var text: [String]
    /// The field of the id; `nil` for the usual one.
    public var id: String?

    /// Makes a choice of fields; without any the usual ones are taken.
    public init(text: [String] = [], id: String? = nil) {
        self.text = text
        self.id = id
    }
}

/// A document, or an input as a whole, that could not be read or worked on.
public struct FailureRecord: Sendable, Hashable {
    /// The input, as the user named it; `nil` where a document failed later on.
    public var input: String?
    /// The line in it, from 1.
    public var line: Int?
    /// The document, where it is known.
    public var id: String?
    /// What is wrong, as it was told.
    public var reason: String

    /// Makes a record of its parts.
    public init(input: String? = nil, line: Int? = nil, id: String? = nil, reason: String) {
        self.input = input
        self.line = line
        self.id = id
        self.reason = reason
    }

    /// The record as a line of JSONL: `{"input", "line", "id", "reason"}`, without what is not known.
    public var row: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            if let input {
                json.key("input")
                json.string(input)
            }
            if let line {
                json.key("line")
                json.integer(line)
            }
            if let id {
                json.key("id")
                json.string(id)
            }
            json.key("reason")
            json.string(reason)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}

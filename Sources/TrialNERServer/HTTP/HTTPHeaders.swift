/// The header fields of a request or a response, in their order; names are told apart without regard to case.
struct HTTPHeaders: Sendable, Hashable {
    /// A field.
    struct Field: Sendable, Hashable {
        var name: String
        var value: String
    }

    private(set) var fields: [Field] = []

    init() {}

    init(_ fields: [(String, String)]) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    /// Every value of a field as one, the way that RFC 9110 section 5.3 joins them; `nil` where there is none.
    subscript(name: String) -> String? {
        let values = fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// Adds a field behind the others.
    mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }
}

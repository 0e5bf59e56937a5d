import TrialNER

/// What a JSON object holds, as far as a document needs it.
///
/// Other members are checked and left out; of a member that is given twice the last counts, as in Python.
struct JSONRecord {
    private(set) var isBlank = false
    private(set) var id: DocumentID?
    private(set) var problem: InputProblem?
    private var texts: [[UInt8]?]
    private let fields: JSONFields

    /// Reads a piece of JSON.
    init(_ bytes: UnsafeBufferPointer<UInt8>, fields: JSONFields) throws(JSONError) {
        self.fields = fields
        texts = Array(repeating: nil, count: fields.text.count)
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        guard let first = scanner.peek else {
            isBlank = true
            return
        }
        if first == UInt8(ascii: "{") {
            try readObject(&scanner, under: "")
        } else {
            try scanner.skipValue()
            problem = .notAnObject
        }
        try scanner.end()
    }

    /// The text, its fields joined by line ends; `nil` where there is none.
    var text: [UInt8]? {
        let found = texts.compactMap { $0 }
        if found.isEmpty { return nil }
        return Array(found.filter { !$0.isEmpty || found.count == 1 }.joined(separator: [UInt8(ascii: "\n")]))
    }

    private mutating func readObject(_ scanner: inout JSONScanner, under prefix: String) throws(JSONError) {
        try scanner.object { (scanner, name) throws(JSONError) in
            let path = prefix.isEmpty ? name : prefix + "." + name
            if let index = fields.text.firstIndex(of: path) {
                try readText(&scanner, into: index, name: path)
            } else if path == fields.id {
                try readID(&scanner, name: path)
            } else if scanner.peek == UInt8(ascii: "{"), fields.isPrefix(path) {
                try readObject(&scanner, under: path)
            } else {
                try scanner.skipValue()
            }
        }
    }

    private mutating func readText(_ scanner: inout JSONScanner, into index: Int, name: String) throws(JSONError) {
        switch scanner.peek {
        case UInt8(ascii: "\"")?: texts[index] = try scanner.string()
        // One of several fields may be missing in a record.
        case UInt8(ascii: "n")? where fields.text.count > 1: try scanner.skipValue()
        default:
            try scanner.skipValue()
            problem = .wrongType(member: name, expected: "a string")
        }
    }

    private mutating func readID(_ scanner: inout JSONScanner, name: String) throws(JSONError) {
        switch scanner.peek {
        case UInt8(ascii: "\"")?: id = .string(String(decoding: try scanner.string(), as: UTF8.self))
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: id = .number(try scanner.number())
        case UInt8(ascii: "n")?:
            try scanner.skipValue()
            id = nil
        default:
            try scanner.skipValue()
            problem = .wrongType(member: name, expected: "a string or a number")
        }
    }
}

/// The paths of the members that hold a document's text and id.
struct JSONFields {
    var text: [String]
    var id: String
    /// Whether the user named where the text is.
    var isNamed: Bool
    private var prefixes: Set<String> = []

    init(_ fields: InputFields) {
        text = fields.text.isEmpty ? ["text"] : fields.text
        id = fields.id ?? "id"
        isNamed = !fields.text.isEmpty
        for path in text + [id] {
            let parts = path.split(separator: ".", omittingEmptySubsequences: false)
            for count in 1..<max(1, parts.count) { prefixes.insert(parts.prefix(count).joined(separator: ".")) }
        }
    }

    /// Whether a member of this path can hold one that is wanted.
    func isPrefix(_ path: String) -> Bool { prefixes.contains(path) }
}

extension JSONFields {
    /// The document of a piece of JSON; `nil` if there is nothing in it.
    ///
    /// - Parameter unnamed: The id of a document that states none.
    func document(of bytes: UnsafeBufferPointer<UInt8>, unnamed: @autoclosure () -> DocumentID) throws(InputProblem) -> InputDocument? {
        let record: JSONRecord
        do throws(JSONError) {
            record = try JSONRecord(bytes, fields: self)
        } catch {
            throw .json(error)
        }
        if record.isBlank { return nil }
        if let problem = record.problem { throw problem }
        guard let bytes = record.text else { throw isNamed ? .noField(text) : .noText }
        guard let text = DocumentText(validating: bytes) else { throw .notUTF8(byte: 0) }
        return InputDocument(id: record.id ?? unnamed(), text: text)
    }
}

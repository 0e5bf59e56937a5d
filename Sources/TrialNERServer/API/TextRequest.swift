import TrialNER
import TrialNERFormats

/// What `POST /v1/annotate` and `POST /v1/summary` are asked.
struct TextRequest: Sendable {
    /// A text to be read.
    struct Document: Sendable {
        var id: DocumentID
        var text: DocumentText
    }

    /// Which of the two is asked; each has its own members.
    enum Kind: Sendable {
        case annotate
        case summary

        fileprivate var members: [String] {
            switch self {
            case .annotate: ["text", "texts", "documents", "labels", "threshold", "offsets", "sentences"]
            case .summary: ["text", "offsets"]
            }
        }
    }

    /// The texts, in their order; those without an id are named by their place, from 0.
    var documents: [Document] = []
    /// Whether there is one text that is no list.
    var isSingle = false
    /// The labels that are wanted; `nil` for all.
    var labels: [String]?
    /// The least confidence, from 0 to 1.
    var threshold: Float = 0
    /// The unit of offsets in the answer.
    var offsets = OffsetUnit.unicodeScalars
    /// Whether each sentence is read by itself.
    var sentences = false

    /// Makes a request of no texts.
    fileprivate init() {}

    /// Reads the body of a request.
    ///
    /// - Parameters:
    ///   - labels: The labels that the model has.
    ///   - maximumDocuments: The most texts of a request.
    /// - Throws: A problem with the status 400 (no JSON), 413 (too many texts) or 422 (a member that is wrong or missing).
    init(_ body: [UInt8], kind: Kind, labels: [String], maximumDocuments: Int) throws(Problem) {
        var reader = TextRequestReader(kind.members, labels: labels, maximumDocuments: maximumDocuments)
        do throws(JSONError) {
            try body.withUnsafeBufferPointer { (bytes) throws(JSONError) in try reader.read(bytes) }
        } catch {
            throw Problem(status: 400, detail: Self.description(of: error, isEmpty: body.isEmpty))
        }
        if let problem = reader.problem { throw problem }
        self = reader.request
        if documents.isEmpty, !reader.hasTexts {
            let forms = kind.members.prefix { $0 != "labels" && $0 != "offsets" }.map { "`\($0)`" }.joined(separator: " or ")
            throw Problem(status: 422, detail: "the body has no text: it needs \(forms)", pointer: "")
        }
    }

    private static func description(of error: JSONError, isEmpty: Bool) -> String {
        if isEmpty { return "the body is empty; it must be a JSON object" }
        if case .endsEarly = error.reason { return "not JSON: the body ends at byte \(error.offset + 1), inside a value" }
        return error.description
    }
}

/// Reads a request member by member; of what is wrong the first is kept.
private struct TextRequestReader {
    var request = TextRequest()
    private(set) var problem: Problem?
    private(set) var hasTexts = false

    private let members: [String]
    private let labels: [String]
    private let maximumDocuments: Int
    /// The member that gave the texts.
    private var source: String?

    init(_ members: [String], labels: [String], maximumDocuments: Int) {
        self.members = members
        self.labels = labels
        self.maximumDocuments = maximumDocuments
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        if isObject(scanner) {
            try scanner.object { (scanner, name) throws(JSONError) in try member(name, &scanner) }
        } else {
            try scanner.skipValue()
            note(422, "the body must be a JSON object", at: "")
        }
        try scanner.end()
    }

    private mutating func member(_ name: String, _ scanner: inout JSONScanner) throws(JSONError) {
        guard members.contains(name) else {
            note(422, "unknown member\(Self.hint(name, among: members))", at: "/" + Self.escaped(name))
            return try scanner.skipValue()
        }
        let pointer = "/" + name
        switch name {
        case "text":
            begin(name)
            request.isSingle = true
            if let text = try string(&scanner, at: pointer) { add(nil, text, at: pointer) }
        case "texts":
            begin(name)
            try list(&scanner, at: pointer) { (reader, scanner, pointer) throws(JSONError) in
                if let text = try reader.string(&scanner, at: pointer) { reader.add(nil, text, at: pointer) }
            }
        case "documents":
            begin(name)
            try list(&scanner, at: pointer) { (reader, scanner, pointer) throws(JSONError) in
                try reader.document(&scanner, at: pointer)
            }
        case "labels": try labels(&scanner, at: pointer)
        case "threshold": try threshold(&scanner, at: pointer)
        case "offsets": try offsets(&scanner, at: pointer)
        default: try sentences(&scanner, at: pointer)
        }
    }

    // MARK: Texts

    /// Begins a member that gives the texts; there may be one such member, and given twice the last counts.
    private mutating func begin(_ name: String) {
        if let source, source != name {
            note(422, "the body has both `\(source)` and `\(name)`; give one of them", at: "/" + name)
        }
        source = name
        hasTexts = true
        request.documents = []
        request.isSingle = false
    }

    private mutating func document(_ scanner: inout JSONScanner, at pointer: String) throws(JSONError) {
        guard isObject(scanner) else {
            try scanner.skipValue()
            return note(422, "must be an object with `text`, and `id` if it has one", at: pointer)
        }
        var id: DocumentID?
        var text: [UInt8]?
        var hasText = false
        try scanner.object { (scanner, name) throws(JSONError) in
            switch name {
            case "text":
                hasText = true
                text = try string(&scanner, at: pointer + "/text")
            case "id": id = try self.id(&scanner, at: pointer + "/id")
            default: try scanner.skipValue()
            }
        }
        if let text { add(id, text, at: pointer + "/text") } else if !hasText { note(422, "the document has no `text`", at: pointer) }
    }

    private mutating func add(_ id: DocumentID?, _ bytes: [UInt8], at pointer: String) {
        guard request.documents.count < maximumDocuments else {
            return note(413, "more than \(maximumDocuments) texts; send them in several requests", at: nil)
        }
        guard let text = DocumentText(validating: bytes) else { return note(422, "must be UTF-8", at: pointer) }
        request.documents.append(TextRequest.Document(id: id ?? .number(String(request.documents.count)), text: text))
    }

    private mutating func id(_ scanner: inout JSONScanner, at pointer: String) throws(JSONError) -> DocumentID? {
        switch scanner.peek {
        case UInt8(ascii: "\"")?: return .string(String(decoding: try scanner.string(), as: UTF8.self))
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return .number(try scanner.number())
        case UInt8(ascii: "n")?: try scanner.skipValue()
        default:
            try scanner.skipValue()
            note(422, "must be a string or a number", at: pointer)
        }
        return nil
    }

    // MARK: Settings

    private mutating func labels(_ scanner: inout JSONScanner, at pointer: String) throws(JSONError) {
        if scanner.peek == UInt8(ascii: "n") {
            request.labels = nil
            return try scanner.skipValue()
        }
        var wanted: [String] = []
        let known = labels
        try list(&scanner, at: pointer) { (reader, scanner, pointer) throws(JSONError) in
            guard let bytes = try reader.string(&scanner, at: pointer) else { return }
            let label = String(decoding: bytes, as: UTF8.self)
            if known.contains(label) { return wanted.append(label) }
            reader.note(422, "the model has no label `\(label.prefix(60))`\(Self.hint(label, among: known))", at: pointer)
        }
        if wanted.isEmpty { note(422, "must name a label; leave it out for all", at: pointer) }
        request.labels = wanted
    }

    private mutating func threshold(_ scanner: inout JSONScanner, at pointer: String) throws(JSONError) {
        guard let byte = scanner.peek, byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
            try scanner.skipValue()
            return note(422, "must be a number from 0 to 1", at: pointer)
        }
        guard let value = Float(try scanner.number()), (0...1).contains(value) else {
            return note(422, "must be a number from 0 to 1", at: pointer)
        }
        request.threshold = value
    }

    private mutating func offsets(_ scanner: inout JSONScanner, at pointer: String) throws(JSONError) {
        guard let bytes = try string(&scanner, at: pointer) else { return }
        guard let unit = OffsetUnit(apiName: String(decoding: bytes, as: UTF8.self)) else {
            let names = OffsetUnit.allCases.map(\.apiName).joined(separator: ", ")
            return note(422, "must be one of \(names)", at: pointer)
        }
        request.offsets = unit
    }

    private mutating func sentences(_ scanner: inout JSONScanner, at pointer: String) throws(JSONError) {
        switch scanner.peek {
        case UInt8(ascii: "t")?: request.sentences = true
        case UInt8(ascii: "f")?: request.sentences = false
        default: note(422, "must be true or false", at: pointer)
        }
        try scanner.skipValue()
    }

    // MARK: Values

    private func isObject(_ scanner: JSONScanner) -> Bool { scanner.peek == UInt8(ascii: "{") }

    private mutating func string(_ scanner: inout JSONScanner, at pointer: String) throws(JSONError) -> [UInt8]? {
        if scanner.peek == UInt8(ascii: "\"") { return try scanner.string() }
        try scanner.skipValue()
        note(422, "must be a string", at: pointer)
        return nil
    }

    private mutating func list(
        _ scanner: inout JSONScanner, at pointer: String,
        _ element: (inout TextRequestReader, inout JSONScanner, String) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard scanner.peek == UInt8(ascii: "[") else {
            try scanner.skipValue()
            return note(422, "must be a list", at: pointer)
        }
        var index = 0
        try scanner.array { (scanner) throws(JSONError) in
            try element(&self, &scanner, "\(pointer)/\(index)")
            index += 1
        }
    }

    private mutating func note(_ status: Int, _ detail: String, at pointer: String?) {
        guard problem == nil else { return }
        let place = pointer.map { $0.isEmpty ? "" : "\($0.dropFirst()): " } ?? ""
        problem = Problem(status: status, detail: place + detail, pointer: pointer)
    }

    /// What somebody may have meant.
    private static func hint(_ word: String, among words: [String]) -> String {
        Spelling.nearest(to: word, among: words).map { "; did you mean \($0)?" } ?? "; there are \(words.joined(separator: ", "))"
    }

    /// A name as a part of a JSON pointer.
    private static func escaped(_ name: String) -> String {
        name.prefix(60).reduce(into: "") { $0 += $1 == "~" ? "~0" : $1 == "/" ? "~1" : String($1) }
    }
}

extension OffsetUnit {
    /// The unit of a name in the service's requests.
    init?(apiName: String) {
        guard let unit = Self.allCases.first(where: { $0.apiName == apiName }) else { return nil }
        self = unit
    }

    /// What requests and answers call the unit.
    var apiName: String { self == .unicodeScalars ? "scalars" : rawValue }
}

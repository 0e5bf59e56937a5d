import TrialNER

/// Reads JSONL: a document a line, a JSON object with `text` (a string) and, where given, `id` (a string or a number).
///
/// Other members are checked and left out; of a member that is given twice the last counts, as in Python. Lines without
/// anything on them are passed over. A line that is no document is thrown as an ``InputError`` with its number, and the
/// next call goes on behind it.
public final class JSONLinesReader: DocumentReader {
    /// The longest line that is read, in bytes.
    public static let lineLimit = 256 << 20

    private let name: String
    private let lineLimit: Int
    private var lines: LineReader
    private var lineNumber = 0
    private var hasBegun = false
    private var isDone = false

    /// Makes a reader of an input that messages (and the ids of documents without one) call `name`.
    public init(_ source: any ByteSource, name: String, lineLimit: Int = JSONLinesReader.lineLimit) {
        self.name = name
        self.lineLimit = lineLimit
        lines = LineReader(source, lengthLimit: lineLimit)
    }

    public var bytesRead: Int { lines.bytesRead }

    public func isReady() -> Bool { isDone || lines.isReady() }

    public func next() throws(InputError) -> InputDocument? {
        while let line = try nextLine() {
            do throws(InputProblem) {
                switch line {
                case .tooLong: throw .tooLong(limit: lineLimit)
                case .line(let range):
                    if let document = try document(in: range) { return document }
                }
            } catch {
                throw InputError(input: name, line: lineNumber, problem: error)
            }
        }
        return nil
    }

    /// Whether the first line of a text is a document of JSONL.
    public static func reads(_ text: DocumentText) -> Bool {
        guard text.utf8.first == UInt8(ascii: "{") else { return false }
        let line = text.utf8.prefix { $0 != UInt8(ascii: "\n") }
        let document = try? JSONLinesReader(MemorySource(Array(line)), name: "").next()
        return document != nil
    }

    private func nextLine() throws(InputError) -> LineReader.Line? {
        if isDone { return nil }
        do throws(InputProblem) {
            if !hasBegun { try begin() }
            if let line = try lines.next() {
                lineNumber += 1
                return line
            }
            isDone = true
            return nil
        } catch {
            isDone = true
            throw InputError(input: name, problem: error)
        }
    }

    private func begin() throws(InputProblem) {
        hasBegun = true
        try lines.begin { (start) throws(InputProblem) in
            if let problem = ContentCheck.problem(of: start) { throw problem }
            return start.starts(with: ContentCheck.byteOrderMark) ? ContentCheck.byteOrderMark.count : 0
        }
    }

    /// The document of a line; `nil` if there is nothing on it.
    private func document(in range: Range<Int>) throws(InputProblem) -> InputDocument? {
        let line = try lines.buffer.withUnsafeBufferPointer { (buffer) throws(InputProblem) in
            do throws(JSONError) {
                return try Line(UnsafeBufferPointer(rebasing: buffer[range]))
            } catch {
                throw .json(error)
            }
        }
        if line.isBlank { return nil }
        if let problem = line.problem { throw problem }
        guard let bytes = line.text else { throw .noText }
        guard let text = DocumentText(validating: bytes) else { throw .notUTF8(byte: 0) }
        return InputDocument(id: line.id ?? .string("\(name):\(lineNumber)"), text: text)
    }
}

/// What a line of JSONL holds, as far as a document needs it.
private struct Line {
    var isBlank = false
    var id: DocumentID?
    var text: [UInt8]?
    var problem: InputProblem?

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        guard let first = scanner.peek else {
            isBlank = true
            return
        }
        if first == UInt8(ascii: "{") {
            try scanner.object { (scanner, name) throws(JSONError) in
                switch name {
                case "text": try readText(&scanner)
                case "id": try readID(&scanner)
                default: try scanner.skipValue()
                }
            }
        } else {
            try scanner.skipValue()
            problem = .notAnObject
        }
        try scanner.end()
    }

    private mutating func readText(_ scanner: inout JSONScanner) throws(JSONError) {
        if scanner.peek == UInt8(ascii: "\"") {
            text = try scanner.string()
        } else {
            try scanner.skipValue()
            problem = .wrongType(member: "text", expected: "a string")
        }
    }

    private mutating func readID(_ scanner: inout JSONScanner) throws(JSONError) {
        switch scanner.peek {
        case UInt8(ascii: "\"")?: id = .string(String(decoding: try scanner.string(), as: UTF8.self))
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: id = .number(try scanner.number())
        case UInt8(ascii: "n")?:
            try scanner.skipValue()
            id = nil
        default:
            try scanner.skipValue()
            problem = .wrongType(member: "id", expected: "a string or a number")
        }
    }
}

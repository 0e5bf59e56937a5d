import TrialNER

/// Reads JSONL: a document a line, a JSON object with `text` (a string) and, where given, `id` (a string or a number).
///
/// Lines without anything on them are passed over. A line that is no document is thrown as an ``InputError`` with its number, and the
/// next call goes on behind it.
public final class JSONLinesReader: DocumentReader {
    /// The longest line that is read, in bytes.
    public static let lineLimit = 256 << 20

    private let name: String
    private let lineLimit: Int
    private let fields: JSONFields
    private var lines: LineReader
    private var lineNumber = 0
    private var hasBegun = false
    private var isDone = false

    /// Makes a reader of an input that messages (and the ids of documents without one) call `name`.
    public init(
        _ source: any ByteSource, name: String, fields: InputFields = InputFields(), lineLimit: Int = JSONLinesReader.lineLimit
    ) {
        self.name = name
        self.fields = JSONFields(fields)
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
        try lines.begin()
    }

    /// The document of a line; `nil` if there is nothing on it.
    private func document(in range: Range<Int>) throws(InputProblem) -> InputDocument? {
        try lines.buffer.withUnsafeBufferPointer { (buffer) throws(InputProblem) in
            try fields.document(of: UnsafeBufferPointer(rebasing: buffer[range]), unnamed: .string("\(name):\(lineNumber)"))
        }
    }
}

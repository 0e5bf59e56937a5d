import TrialNER

/// Reads JSONL with entities: a document a line, a JSON object with `text`, `entities` and, where given, `id`.
///
/// An entity is `{"begin", "end", "label"}`, where it has them with `confidence`, `id`, `fragments` (`[[begin, end], …]`) and
/// `text` (which must be what stands there), or short `[begin, end, label]`. Offsets are Unicode scalars, `end` exclusive.
/// `tokens` and `sentences` are lists of `[begin, end]` or of objects with `begin` and `end`; `conll` and `brat` are as
/// ``AnnotatedJSONLinesWriter`` writes them. Other members are left out. A line that does not fit is thrown with its number,
/// and the next call goes on behind it.
public final class AnnotatedJSONLinesReader: AnnotatedReader {
    private let name: String
    private var lines: NumberedLines
    public let notes: [String] = []

    /// Makes a reader of an input that messages (and the ids of documents without one) call `name`.
    public init(_ source: any ByteSource, name: String) {
        self.name = name
        lines = NumberedLines(source, name: name)
    }

    public func next() throws(InputError) -> AnnotatedDocument? {
        while let range = try lines.next() {
            do throws(InputProblem) {
                let row = try lines.buffer.withUnsafeBufferPointer { (buffer) throws(InputProblem) in
                    try AnnotatedRow(UnsafeBufferPointer(rebasing: buffer[range]))
                }
                guard let row else { continue }
                return try row.document(defaultID: "\(name):\(lines.number)")
            } catch {
                throw InputError(input: name, line: lines.number, problem: error)
            }
        }
        return nil
    }
}

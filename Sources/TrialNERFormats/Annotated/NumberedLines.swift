import TrialNER

/// The lines of a text file with their numbers: byte order mark left out, bytes that are no text refused.
struct NumberedLines {
    /// The longest line that is read, in bytes.
    static let lengthLimit = 256 << 20

    private let name: String
    private var lines: LineReader
    private var hasBegun = false
    private var isDone = false
    /// The number of the last line, from 1.
    private(set) var number = 0

    /// Makes a reader of an input that messages call `name`.
    init(_ source: any ByteSource, name: String) {
        self.name = name
        lines = LineReader(source, lengthLimit: Self.lengthLimit)
    }

    /// The bytes of the last line; valid until the next call of ``next()``.
    var buffer: [UInt8] { lines.buffer }

    /// The place of the next line in ``buffer``, without its line feed; `nil` at the end.
    ///
    /// A line that is too long is thrown with its number, and the next call goes on behind it.
    mutating func next() throws(InputError) -> Range<Int>? {
        if isDone { return nil }
        do throws(InputProblem) {
            if !hasBegun { try begin() }
            guard let line = try lines.next() else {
                isDone = true
                return nil
            }
            number += 1
            if case .line(let range) = line { return range }
        } catch {
            isDone = true
            throw InputError(input: name, problem: error)
        }
        throw InputError(input: name, line: number, problem: .tooLong(limit: Self.lengthLimit))
    }

    /// The next line as a string without its line end; `nil` at the end.
    mutating func nextString() throws(InputError) -> String? {
        guard var range = try next() else { return nil }
        if range.upperBound > range.lowerBound, buffer[range.upperBound - 1] == UInt8(ascii: "\r") {
            range = range.lowerBound..<range.upperBound - 1
        }
        guard let text = DocumentText(validating: Array(buffer[range])) else {
            let bad = Array(buffer[range]).withUnsafeBufferPointer { UTF8Validation.firstInvalidByte(in: $0) }
            throw InputError(input: name, line: number, problem: .notUTF8(byte: bad ?? 0))
        }
        return text.string
    }

    private mutating func begin() throws(InputProblem) {
        hasBegun = true
        try lines.begin()
    }
}

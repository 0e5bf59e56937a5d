/// What can be wrong with an input as a whole or with one of its documents.
public enum InputProblem: Error, Sendable, Hashable {
    /// There is no such file.
    case missing
    /// The path names a directory.
    case directory
    /// The user may not read it.
    case denied
    /// The system cannot read it, with the system's reason.
    case system(String)
    /// The text is empty or white space alone.
    case empty
    /// Bytes that are not UTF-8, the first at this offset (from 0) of the input or line.
    case notUTF8(byte: Int)
    /// Text in another encoding, told by its first bytes.
    case encoding(String)
    /// No text at all, as far as its first bytes tell: `gzip`, `PDF`, …
    case binary(kind: String)
    /// Packed data that cannot be unpacked, with what is wrong.
    case gzip(String)
    /// A NUL byte at this offset, which no text has.
    case nul(byte: Int)
    /// More bytes than are read at once.
    case tooLong(limit: Int)
    /// A line that is not JSON.
    case json(JSONError)
    /// A line that is JSON but no object.
    case notAnObject
    /// An object without `text`.
    case noText
    /// A member of another type than it must have.
    case wrongType(member: String, expected: String)
    /// A record without any of the fields that were named for its text.
    case noField([String])
    /// Something that does not fit the format, with what is wrong and what to do.
    case format(String)

    /// What is wrong and what to do, without the name of the input and without a full stop.
    public func explanation(of input: String) -> String {
        switch self {
        case .missing: "no such file; check the name, or give a text with --text"
        case .directory:
            "is a folder without a file of a known ending; name the files in it, as in \(input.hasSuffix("/") ? input : input + "/")*"
        case .denied: "permission denied; make it readable (chmod +r) or run as its owner"
        case .system(let reason): "cannot be read: \(reason)"
        case .empty: "has no text; give a text to annotate"
        case .notUTF8(let byte): "is not UTF-8 (first wrong byte at offset \(byte)); convert it, as with iconv -f LATIN1 -t UTF-8"
        case .encoding(let name): "is \(name), not UTF-8; convert it with iconv -f \(name) -t UTF-8"
        case .binary(let kind): "is \(kind), not text; \(kind == "gzip" ? "unpack it first, as with gzip -dc" : "extract its text first")"
        case .gzip(let reason): "is gzip that \(reason); copy or download it again"
        case .nul(let byte): "is not text (a NUL byte at offset \(byte)); give a UTF-8 text file"
        case .tooLong(let limit): "is longer than \(limit >> 20) MiB, more than is read as one document; split it"
        case .json(let error): "\(error)"
        case .notAnObject: "not a JSON object; each line must be one, as in {\"id\": \"a\", \"text\": \"…\"}"
        case .noText: "has no \"text\"; each line must be as {\"id\": \"a\", \"text\": \"…\"}"
        case .wrongType(let member, let expected): "\"\(member)\" must be \(expected)"
        case .noField(let names):
            "has no text in \(names.map { "\"\($0)\"" }.joined(separator: " or ")); name the field that holds it with --text-field"
        case .format(let reason): reason
        }
    }
}

/// A problem with the name of the input (and the line of it) that has it.
public struct InputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The input, as the user named it.
    public var input: String
    /// The line, from 1, where the input has documents by line.
    public var line: Int?
    /// What is wrong.
    public var problem: InputProblem

    /// Makes an error of its parts.
    public init(input: String, line: Int? = nil, problem: InputProblem) {
        self.input = input
        self.line = line
        self.problem = problem
    }

    /// The line for the user, without a full stop.
    public var description: String {
        let place = line.map { ", line \($0)" } ?? ""
        return "\(input)\(place): \(problem.explanation(of: input))"
    }
}

import TrialNER

/// One document of an input.
public struct InputDocument: Sendable, Hashable {
    /// What names it in the output.
    public var id: DocumentID
    /// Its text.
    public var text: DocumentText

    /// Makes a document of its parts.
    public init(id: DocumentID, text: DocumentText) {
        self.id = id
        self.text = text
    }
}

/// What names a document: a string, or a number that is kept as it was written.
public enum DocumentID: Sendable, Hashable, CustomStringConvertible {
    case string(String)
    /// The digits of the input, so that a long number loses nothing.
    case number(String)

    /// The identifier as text.
    public var description: String {
        switch self {
        case .string(let text), .number(let text): text
        }
    }
}

extension JSONWriter {
    /// Writes an identifier as the input had it.
    public mutating func id(_ id: DocumentID) {
        switch id {
        case .string(let text): string(text)
        case .number(let digits): raw(digits)
        }
    }
}

/// Gives the documents of one input, one by one.
public protocol DocumentReader {
    /// The next document; `nil` at the end.
    ///
    /// An ``InputError`` with a line concerns that line alone: the next call goes on behind it. After any other the next
    /// call gives `nil`.
    func next() throws(InputError) -> InputDocument?

    /// Whether ``next()`` answers without waiting for whoever writes the input, so that a slow writer need not be waited for before
    /// the documents at hand are worked on.
    func isReady() -> Bool

    /// How many bytes were read so far.
    var bytesRead: Int { get }

    /// What is worth a note about the whole input once it was read to its end, as records whose title alone was there.
    var notes: [String] { get }
}

extension DocumentReader {
    public var notes: [String] { [] }
}

import TrialNER

/// Reads an input that is the text of one document.
public final class TextReader: DocumentReader {
    /// The longest text that is read as one document, in bytes.
    public static let sizeLimit = 256 << 20

    private let name: String
    private let id: DocumentID
    private let source: any ByteSource
    private let sizeLimit: Int
    private var isDone = false
    public private(set) var bytesRead = 0

    /// Makes a reader of an input that messages call `name`.
    public init(_ source: any ByteSource, name: String, id: DocumentID, sizeLimit: Int = TextReader.sizeLimit) {
        self.source = source
        self.name = name
        self.id = id
        self.sizeLimit = sizeLimit
    }

    public func isReady() -> Bool { isDone || source.isReady }

    public func next() throws(InputError) -> InputDocument? {
        if isDone { return nil }
        isDone = true
        do {
            return InputDocument(id: id, text: try text())
        } catch {
            throw InputError(input: name, problem: error)
        }
    }

    private func text() throws(InputProblem) -> DocumentText {
        var bytes: [UInt8] = []
        var blockSize = 1 << 16
        while true {
            let count = try source.read(into: &bytes, count: blockSize)
            if count == 0 { break }
            bytesRead += count
            if bytes.count > sizeLimit { throw .tooLong(limit: sizeLimit) }
            blockSize = min(blockSize * 2, 4 << 20)
        }
        let mark = bytes.starts(with: ContentCheck.byteOrderMark) ? ContentCheck.byteOrderMark.count : 0
        if let problem = ContentCheck.problem(of: bytes) { throw problem }
        if let byte = bytes.withUnsafeBufferPointer({ UTF8Validation.firstInvalidByte(in: $0) }) { throw .notUTF8(byte: byte) }
        guard let text = DocumentText(validating: mark == 0 ? bytes : Array(bytes[mark...])) else { throw .notUTF8(byte: 0) }
        if text.isBlank { throw .empty }
        return text
    }
}

extension DocumentText {
    /// Whether there is nothing but white space in it.
    public var isBlank: Bool {
        utf8.allSatisfy { $0 <= 0x20 || $0 >= 0x80 } && string.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
    }
}

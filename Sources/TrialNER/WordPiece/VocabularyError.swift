/// Why a vocabulary cannot be used. The text names the file and the line, and says what to do.
public enum VocabularyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file holds no piece.
    case empty(file: String)
    /// A line (counted from 1) is not UTF-8.
    case notUTF8(file: String, line: Int)
    /// The same piece stands on two lines (counted from 1), so that its id is not certain.
    case duplicate(file: String, piece: String, firstLine: Int, line: Int)
    /// A special token that the model needs is on no line.
    case missingSpecialToken(file: String, token: String)
    /// The file has more bytes than the lookup can number.
    case tooLarge(file: String, bytes: Int, limit: Int)

    public var description: String {
        switch self {
        case .empty(let file):
            "\(file): holds no word piece; put the model's own vocab.txt there, a piece a line"
        case .notUTF8(let file, let line):
            "\(file), line \(line): not UTF-8; save the file as UTF-8 or copy the model's own vocab.txt again"
        case .duplicate(let file, let piece, let firstLine, let line):
            "\(file), line \(line): \"\(piece)\" stands on line \(firstLine) already, so its id is not certain; "
                + "copy the model's own vocab.txt again"
        case .missingSpecialToken(let file, let token):
            "\(file): has no line \"\(token)\"; use the vocab.txt that belongs to the model, "
                + "or name the model's own special tokens in tokenizer_config.json"
        case .tooLarge(let file, let bytes, let limit):
            "\(file): \(bytes) bytes are more than a vocabulary may have (\(limit)); is this the model's vocab.txt?"
        }
    }
}

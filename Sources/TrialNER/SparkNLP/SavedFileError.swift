/// Why something that Spark NLP saved cannot be opened.
public enum SavedFileError: Error, Sendable, Hashable {
    /// A file is not there or cannot be read.
    case unreadable(path: String, reason: String)
    /// A file is cut off or changed, or none that Spark writes.
    case damaged(path: String, reason: String)
    /// A file holds something that TrialNER has no equal for; the reason says what to do.
    case unsupported(path: String, reason: String)
}

extension SavedFileError: CustomStringConvertible {
    /// One line: the file, what is wrong and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason); copy the whole folder again from where Spark saved it"
        case .damaged(let path, let reason):
            "\(path) is damaged, or no file of Spark's: \(reason); copy the whole folder again from where Spark saved it"
        case .unsupported(let path, let reason):
            "\(path): \(reason)"
        }
    }
}

/// What is wrong with the content of a file, for readers that do not know its name.
enum SavedContentProblem: Error, Sendable, Hashable {
    case damaged(String)
    case unsupported(String)

    /// The error that names the file.
    func at(_ path: String) -> SavedFileError {
        switch self {
        case .damaged(let reason): .damaged(path: path, reason: reason)
        case .unsupported(let reason): .unsupported(path: path, reason: reason)
        }
    }
}

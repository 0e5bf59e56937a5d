import TrialNERFormats

/// An input as the command line names it.
enum InputArgument: Sendable, Hashable {
    /// A word that may be a text, a file or `-`.
    case word(String)
    /// A text, said to be one.
    case text(String)
    /// A file, said to be one.
    case file(String)

    /// What an input is.
    enum Kind: Sendable, Hashable {
        case text(String)
        case file(String)
        case standardInput
    }

    /// Tells texts from files: what exists is a file; what looks like a path (a `/` or a usual ending, no white space) is
    /// one that is missing; everything else is text.
    func kind() -> Kind {
        switch self {
        case .text(let text): return .text(text)
        case .file(let path): return .file(path)
        case .word("-"): return .standardInput
        case .word(let word):
            return FileReader.kind(of: word) != .nothing || Self.looksLikePath(word) ? .file(word) : .text(word)
        }
    }

    /// The longest path of Linux, in bytes: a longer word is text.
    private static let longestPath = 4096
    private static let endings = [
        ".txt", ".text", ".md", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".tab", ".gz", ".xml", ".nxml", ".nbib", ".ris", ".ann",
        ".conll",
        ".html", ".pdf", ".docx", ".xlsx",
    ]

    private static func looksLikePath(_ word: String) -> Bool {
        guard word.utf8.count < longestPath, !word.unicodeScalars.contains(where: { $0.properties.isWhitespace }) else { return false }
        let lowercased = word.lowercased()
        return word.contains("/") || endings.contains { lowercased.hasSuffix($0) && lowercased.utf8.count > $0.utf8.count }
    }
}

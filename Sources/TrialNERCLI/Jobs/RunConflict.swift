import TrialNERFormats

/// Why a run cannot be gone on with.
enum RunConflict: Error, Sendable, Hashable, CustomStringConvertible {
    /// The unfinished output was begun by a command that differs in these parts.
    case otherRun(path: String, differences: [String])
    /// The inputs have fewer documents than were done.
    case inputsEnd(items: Int, done: Int)

    var description: String {
        switch self {
        case .otherRun(let path, let differences):
            "\(path) was begun by another run (\(differences.joined(separator: " and ")) differ); give that command again to go on with it, "
                + "or --restart to begin anew, or write to another file"
        case .inputsEnd(let items, let done):
            "the inputs end after \(items) documents, and \(done) were done before: give the same inputs again, or --restart to begin anew"
        }
    }
}

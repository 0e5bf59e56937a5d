import TrialNERFormats

/// A database of SQLite, which keeps documents, failures and how far the run has come together.
final class SQLiteDestination: RunDestination {
    let start: RunPosition
    let isResumable = true
    /// What writes the documents.
    let writer: SQLiteWriter

    private let path: String
    private let output: RowOutput
    private var hasWritten = false

    init(path: String, command: String, fingerprint: RunFingerprint, restarts: Bool, output: RowOutput) throws(OutputError) {
        self.path = path
        self.output = output
        writer = try SQLiteWriter(path: path, command: command, fingerprint: fingerprint.word, restarts: restarts)
        let reached = writer.reached
        start = RunPosition(items: reached.items, documents: reached.documents, failures: reached.failures)
    }

    func checkpoint(_ position: RunPosition, failures: [FailureRecord]) throws(OutputError) {
        try writer.checkpoint(items: position.items, failures: failures)
        output.keep(documents: position.documents)
    }

    func commit(_ position: RunPosition) throws(OutputError) -> String? {
        try writer.finish()
        output.endJob()
        guard position.failures > 0 else { return nil }
        let list = AppendedFile(path: FileDestination.failuresPath(path))
        try list.cut(to: 0)
        for failure in try writer.failures() { try list.write(failure.row) }
        return
            "\(position.documents) documents done, \(position.failures) failed; what failed is listed in \(list.path) and in the table failures"
    }

    func discard() {
        output.endJob()
        try? writer.discard()
    }
}

import TrialNERFormats

/// A file that takes its name when the run is done: until then rows are in `FILE.partial`, how far they reach in `FILE.partial.job`, and what
/// failed in `FILE.failures.jsonl`.
final class FileDestination: RunDestination {
    let start: RunPosition
    let isResumable: Bool

    private let output: RowOutput
    private let file: FileWriter
    private let failures: AppendedFile?
    private let journal: AppendedFile?
    private var hasBegun = false
    private let fingerprint: RunFingerprint?

    /// Opens the output.
    ///
    /// - Parameters:
    ///   - fingerprint: What tells this run from another; `nil` for a format that cannot be gone on with.
    ///   - restarts: Whether an unfinished run is begun anew.
    /// - Throws: `OutputError` or ``RunConflict``.
    init(path: String, fingerprint: RunFingerprint?, restarts: Bool, output: RowOutput) throws {
        var found: RunJournal.Entry?
        var conflict: RunConflict?
        file = try FileWriter(path: path) { partialPath in
            guard let fingerprint, !restarts, let journal = RunJournal(path: partialPath + ".job") else { return 0 }
            let differences = fingerprint.differences(from: journal.fingerprint)
            let size = FileReader.size(of: partialPath) ?? 0
            guard differences.isEmpty else {
                conflict = .otherRun(path: partialPath, differences: differences)
                return size
            }
            // After a loss of power the last lines may speak of rows that did not reach the disk.
            let failureSize = FileReader.size(of: Self.failuresPath(path)) ?? 0
            found = journal.entries.last { $0.outputBytes <= size && $0.failureBytes <= failureSize }
            return found?.outputBytes ?? 0
        }
        if let conflict { throw conflict }
        self.output = output
        self.fingerprint = fingerprint
        start = found?.position ?? RunPosition()
        let isFile = file.partialPath != nil
        failures = isFile ? AppendedFile(path: Self.failuresPath(path)) : nil
        if let found, found.failureBytes > 0 { try failures?.cut(to: found.failureBytes) } else { failures?.remove() }
        isResumable = fingerprint != nil && isFile
        journal = isResumable ? file.partialPath.map { AppendedFile(path: $0 + ".job") } : nil
        output.redirect(to: file, partialPath: file.partialPath)
    }

    /// Where the failures of an output are listed.
    static func failuresPath(_ path: String) -> String { path + ".failures.jsonl" }

    func checkpoint(_ position: RunPosition, failures records: [FailureRecord]) throws(OutputError) {
        try output.flush()
        try failures?.write(records.flatMap(\.row))
        guard let journal, let fingerprint else { return }
        if !hasBegun {
            try journal.cut(to: 0)
            try journal.write(RunJournal.head(fingerprint))
            hasBegun = true
        }
        try journal.write(
            RunJournal.line(
                .init(position: position, outputBytes: file.count, failureBytes: failures?.count ?? 0)))
        output.keep(documents: position.documents)
    }

    func commit(_ position: RunPosition) throws(OutputError) -> String? {
        try file.commit()
        output.endJob()
        journal?.remove()
        guard position.failures > 0, let failures else { return nil }
        return "\(position.documents) documents done, \(position.failures) failed; what failed is listed in \(failures.path)"
    }

    func discard() {
        output.endJob()
        file.discard()
        journal?.remove()
        failures?.remove()
    }
}

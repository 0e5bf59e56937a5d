import TrialNERFormats

/// Where the rows of a run go, and what is kept of it when it is stopped.
protocol RunDestination: AnyObject {
    /// Where the run begins: at 0, or where an earlier run of the same command was stopped.
    var start: RunPosition { get }
    /// Whether the same command goes on from the last checkpoint.
    var isResumable: Bool { get }

    /// Keeps what was written up to here, with what failed since the last checkpoint.
    func checkpoint(_ position: RunPosition, failures: [FailureRecord]) throws(OutputError)
    /// Gives the output its name; gives what there is to say of failures.
    func commit(_ position: RunPosition) throws(OutputError) -> String?
    /// Takes away what was written, where nothing was done; what failed stays told on standard error alone.
    func discard()
}

/// Standard output: what is written is gone.
final class StreamDestination: RunDestination {
    let start = RunPosition()
    let isResumable = false
    private let output: RowOutput

    init(_ output: RowOutput) {
        self.output = output
    }

    func checkpoint(_ position: RunPosition, failures: [FailureRecord]) throws(OutputError) { try output.flush() }
    func commit(_ position: RunPosition) -> String? { nil }
    func discard() {}
}

import Synchronization
import TrialNERFormats

/// Gathers whole rows and writes them, so that whoever stops the program between two rows finds no half row.
///
/// A row is written under a lock, and the thread that answers signals takes the same lock to write what is gathered before it
/// ends the program.
final class RowOutput: Sendable {
    private struct State {
        var sink: any ByteSink
        var rows: [UInt8] = []
        var documentCount = 0
        var partialPath: String?
        /// Set while a run can be gone on with from its last checkpoint.
        var job: Job?
    }

    private struct Job {
        /// How many documents are kept whatever happens.
        var keptCount: Int
        var isStopWanted = false
        var isStopped = false
    }

    private let state: Mutex<State>
    /// How many bytes are gathered before they are written.
    private static let bufferSize = 1 << 16

    init(_ sink: any ByteSink) {
        state = Mutex(State(sink: sink))
    }

    /// Sends what comes from now on elsewhere; `partialPath` is where it can be found if the program stops.
    func redirect(to sink: any ByteSink, partialPath: String?) {
        state.withLock { state in
            state.sink = sink
            state.partialPath = partialPath
        }
    }

    /// Takes the whole rows of one document.
    func write(_ rows: [UInt8]) throws(OutputError) {
        try state.withLock { (state) throws(OutputError) in
            state.rows.append(contentsOf: rows)
            state.documentCount += 1
            if state.rows.count >= Self.bufferSize { try Self.flush(&state) }
        }
    }

    /// Takes bytes that belong to no document, as the head of a table.
    func append(_ bytes: [UInt8]) throws(OutputError) {
        try state.withLock { (state) throws(OutputError) in
            state.rows.append(contentsOf: bytes)
            if state.rows.count >= Self.bufferSize { try Self.flush(&state) }
        }
    }

    /// Writes what is gathered.
    func flush() throws(OutputError) {
        try state.withLock { (state) throws(OutputError) in try Self.flush(&state) }
    }

    /// Where the output is until it is whole; `nil` where it is no such file.
    var partialPath: String? { state.withLock { $0.partialPath } }

    /// How many documents are kept whatever happens; `nil` where the run cannot be gone on with.
    var keptCount: Int? { state.withLock { $0.job?.keptCount } }

    /// How many documents were taken.
    var documentCount: Int { state.withLock { $0.documentCount } }

    /// Takes that the run can be gone on with: so many documents are kept, whatever happens.
    func keep(documents count: Int) {
        state.withLock { state in
            if state.job == nil { state.job = Job(keptCount: count) }
            state.job?.keptCount = count
        }
    }

    /// Takes that the run is over and its output has its name.
    func endJob() {
        state.withLock { $0.job = nil }
    }

    /// Asks a run that can be gone on with to stop at its next checkpoint; `false` where there is none.
    func requestStop() -> Bool {
        state.withLock { state in
            state.job?.isStopWanted = true
            return state.job != nil
        }
    }

    /// Whether somebody asked for a stop.
    var isStopWanted: Bool { state.withLock { $0.job?.isStopWanted ?? false } }

    /// Tells whoever asked that the run stands at a checkpoint.
    func stopped() {
        state.withLock { $0.job?.isStopped = true }
    }

    /// Whether the run stands at a checkpoint, as was asked for; also where it ended meanwhile.
    var isStopped: Bool { state.withLock { $0.job?.isStopped ?? true } }

    /// What there is to say of an output that was stopped.
    struct Remainder {
        var documentCount: Int
        var partialPath: String?
        /// Whether the same command goes on from there.
        var isKept = false
    }

    /// Writes what is gathered and leaves the output locked for good; `nil` if a row is being written just now.
    func stopIfIdle() -> Remainder? {
        state.withLockIfAvailable { state in
            if let job = state.job {
                // Rows behind the last checkpoint would be cut off again.
                state.sink = ClosedSink()
                return Remainder(documentCount: job.keptCount, partialPath: nil, isKept: true)
            }
            // Whoever stops the program cannot be told of an error any more.
            try? Self.flush(&state)
            state.sink = ClosedSink()
            return Remainder(documentCount: state.documentCount, partialPath: state.partialPath)
        }
    }

    private static func flush(_ state: inout State) throws(OutputError) {
        if state.rows.isEmpty { return }
        let rows = state.rows
        state.rows.removeAll(keepingCapacity: true)
        try state.sink.write(rows)
    }
}

/// Takes what is written while the program ends.
private struct ClosedSink: ByteSink {
    func write(_ bytes: [UInt8]) {}
}

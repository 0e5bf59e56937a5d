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

    /// How many documents were taken.
    var documentCount: Int { state.withLock { $0.documentCount } }

    /// What there is to say of an output that was stopped.
    struct Remainder {
        var documentCount: Int
        var partialPath: String?
    }

    /// Writes what is gathered and leaves the output locked for good; `nil` if a row is being written just now.
    func stopIfIdle() -> Remainder? {
        state.withLockIfAvailable { state in
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

import CMicroHTTPD
import Synchronization

/// The pieces of a streamed body between the task that writes them and the thread that sends them.
///
/// The writer waits while much is unsent; the connection is suspended while there is nothing to send.
final class StreamBuffer: HTTPBodyWriter {
    private struct State {
        var bytes: [UInt8] = []
        /// How many of `bytes` are sent.
        var sent = 0
        var end: End?
        var isSuspended = false
        var writer: CheckedContinuation<Void, any Error>?

        mutating func takeWriter() -> CheckedContinuation<Void, any Error>? {
            defer { writer = nil }
            return writer
        }
    }

    private enum End {
        /// All is written.
        case whole
        /// The rest will not come.
        case broken
        /// Nobody reads any more.
        case unread
    }

    private let state = Mutex(State())
    private let connection: MicroHTTPDConnection
    private let client: ClientConnection
    /// A writer waits while more than this is unsent, in bytes.
    private static let unsentLimit = 256 << 10

    private let sent: @Sendable (Int) -> Void

    /// Makes a buffer; `sent` hears how many bytes are taken each time.
    init(_ connection: MicroHTTPDConnection, _ client: ClientConnection, sent: @escaping @Sendable (Int) -> Void) {
        self.connection = connection
        self.client = client
        self.sent = sent
    }

    // MARK: The writer

    func write(_ bytes: [UInt8]) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let result: Result<Void, any Error>? = state.withLock { state in
                    guard state.end == nil, !Task.isCancelled else { return .failure(CancellationError()) }
                    state.bytes += bytes
                    wake(&state)
                    if state.bytes.count - state.sent <= Self.unsentLimit { return .success(()) }
                    state.writer = continuation
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            state.withLock { $0.takeWriter() }?.resume(throwing: CancellationError())
        }
    }

    /// Ends the body; what is written already is sent, unless it is broken off.
    func end(isWhole: Bool) {
        state.withLock { state in
            if state.end == nil { state.end = isWhole ? .whole : .broken }
            wake(&state)
        }
    }

    /// Resumes a connection that waits for bytes. The lock is held, so that it cannot be suspended at the same time.
    private func wake(_ state: inout State) {
        guard state.isSuspended else { return }
        state.isSuspended = false
        connection.resume()
    }

    // MARK: The sender

    /// Copies the next bytes, or suspends the connection until there are some; called by the thread of the connection.
    func read(into target: UnsafeMutableRawBufferPointer) -> Int {
        let (count, writer) = state.withLock { state -> (Int, CheckedContinuation<Void, any Error>?) in
            if state.end == .broken { return (cmhd_end_with_error, nil) }
            let count = min(target.count, state.bytes.count - state.sent)
            guard count > 0 else {
                if state.end != nil { return (cmhd_end_of_stream, nil) }
                // The time of a client that waits does not count against it.
                client.enter(.working) { [weak self] in self?.leave() }
                state.isSuspended = true
                connection.suspend()
                return (0, nil)
            }
            client.enter(.answering)
            state.bytes.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[state.sent..<(state.sent + count)])) }
            state.sent += count
            if state.sent == state.bytes.count {
                state.bytes.removeAll(keepingCapacity: true)
                state.sent = 0
            }
            return (count, state.bytes.count - state.sent <= Self.unsentLimit / 2 ? state.takeWriter() : nil)
        }
        writer?.resume()
        if count > 0 { sent(count) }
        return count
    }

    /// Ends the body because its client has left while there was nothing to send.
    private func leave() {
        end(isWhole: false)
    }

    /// Tells the writer that nobody reads any more.
    func close() {
        let writer = state.withLock { state in
            state.end = state.end ?? .unread
            return state.takeWriter()
        }
        writer?.resume(throwing: CancellationError())
    }
}

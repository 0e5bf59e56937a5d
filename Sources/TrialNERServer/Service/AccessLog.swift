import Dispatch
import Synchronization
import TrialNERFormats

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Writes a line of JSON a request: when, which, what came of it and how long it took. No word of a text or a path that is not the service's.
///
/// Lines are written by a thread of their own; while nobody reads them, what does not fit into ``waitingLimit`` is dropped and counted.
final class AccessLog: Sendable {
    private struct State {
        var waitingBytes = 0
        var dropped = 0
    }

    private let sink: any ByteSink
    private let state = Mutex(State())
    private let thread = DispatchQueue(label: "trialner.log")
    /// How many bytes may wait to be written.
    private static let waitingLimit = 1 << 20

    init(_ sink: any ByteSink) {
        self.sink = sink
    }

    /// Lines that were dropped.
    var dropped: Int { state.withLock { $0.dropped } }

    /// Writes the line of a request.
    func ended(_ head: HTTPRequestHead, _ outcome: HTTPOutcome) {
        var json = JSONWriter()
        json.object { json in
            json.key("time")
            json.string(Self.now())
            json.key("id")
            json.string(head.id)
            json.key("method")
            json.string(String(head.method.prefix(20)))
            json.key("route")
            json.string(Route.name(ofPath: head.path))
            json.key("status")
            if let status = outcome.status { json.integer(status) } else { json.null() }
            json.key("bytes_in")
            json.integer(outcome.bytesReceived)
            json.key("bytes_out")
            json.integer(outcome.bytesSent)
            json.key("ms")
            json.decimal(Float(outcome.seconds * 1000))
            if !outcome.isComplete {
                json.key("complete")
                json.boolean(false)
            }
        }
        json.endLine()
        write(json.bytes)
    }

    /// Waits until everything is written.
    func flush() {
        thread.sync {}
    }

    private func write(_ line: [UInt8]) {
        let isTaken = state.withLock { state in
            guard state.waitingBytes + line.count <= Self.waitingLimit else {
                state.dropped += 1
                return false
            }
            state.waitingBytes += line.count
            return true
        }
        guard isTaken else { return }
        thread.async { [self] in
            // A log that cannot be written must not stop the service, and there is nobody else to tell.
            try? sink.write(line)
            state.withLock { $0.waitingBytes -= line.count }
        }
    }

    /// The time by RFC 3339, in UTC, to the millisecond.
    private static func now() -> String {
        var clock = timespec()
        clock_gettime(CLOCK_REALTIME, &clock)
        var parts = tm()
        gmtime_r(&clock.tv_sec, &parts)
        func padded(_ number: some BinaryInteger, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date = "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
        let time = "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))"
        return "\(date)T\(time).\(padded(clock.tv_nsec / 1_000_000, 3))Z"
    }
}

import Synchronization

/// Work took longer than it may.
struct TimeLimitReached: Error {}

/// Ends work that takes too long.
///
/// One look in a while at all deadlines, in place of a timer each: a task that sleeps keeps its timer to the end, cancelled or not, and a
/// busy service would hold tens of thousands.
final class Deadlines: Sendable {
    private struct State {
        var entries: [Int: Entry] = [:]
        var next = 0
    }

    private struct Entry {
        var time: Double
        var end: @Sendable () -> Void
    }

    private let state = Mutex(State())

    /// Waits for work, but not beyond a moment of the monotonic clock; then the work is cancelled.
    ///
    /// - Throws: ``TimeLimitReached``, and what the work throws.
    func run<Value: Sendable>(until time: Double, _ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        guard time > MonotonicClock.now() else { throw TimeLimitReached() }
        let isLate = Flag()
        let task = Task { try await work() }
        let id = state.withLock { state in
            state.next += 1
            state.entries[state.next] = Entry(time: time) {
                isLate.set()
                task.cancel()
            }
            return state.next
        }
        defer { state.withLock { $0.entries[id] = nil } }
        return try await withTaskCancellationHandler {
            do {
                return try await task.value
            } catch is CancellationError where isLate.isSet {
                throw TimeLimitReached()
            }
        } onCancel: {
            task.cancel()
        }
    }

    /// Ends what is late; to be called several times a second.
    func check() {
        let now = MonotonicClock.now()
        let late = state.withLock { state in
            let late = state.entries.filter { $0.value.time <= now }
            for id in late.keys { state.entries[id] = nil }
            return late.values.map(\.end)
        }
        for end in late { end() }
    }

    private final class Flag: Sendable {
        private let value = Mutex(false)
        var isSet: Bool { value.withLock { $0 } }
        func set() { value.withLock { $0 = true } }
    }
}

import Dispatch
import Synchronization

/// Waits, outside of any task, for something that tasks do.
final class ServiceEnd: Sendable {
    private let failure = Mutex<String?>(nil)
    private let semaphore = DispatchSemaphore(value: 0)

    /// Ends the wait.
    func stop() { semaphore.signal() }

    /// Ends the wait with a reason.
    func fail(_ reason: String) {
        failure.withLock { $0 = reason }
        semaphore.signal()
    }

    /// Waits for the end; gives its reason if it is a failure.
    func wait() -> String? {
        semaphore.wait()
        return failure.withLock { $0 }
    }
}

import Synchronization

/// Lets so many requests in and no more.
final class Admission: Sendable {
    /// One request that was let in; it makes room when it is gone.
    final class Place: Sendable {
        private let admission: Admission

        fileprivate init(_ admission: Admission) {
            self.admission = admission
        }

        deinit { admission.count.withLock { $0 -= 1 } }
    }

    private let count = Mutex(0)
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// A place for a request; `nil` where there is none.
    func enter() -> Place? {
        let isIn = count.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
        return isIn ? Place(self) : nil
    }

    /// Whether there is no room.
    var isFull: Bool { current >= limit }

    /// How many requests are in.
    var current: Int { count.withLock { $0 } }
}

import Synchronization

/// What a command wants done when the user interrupts the program, in place of ending it at once.
final class Interruption: Sendable {
    private let handler = Mutex<(@Sendable () -> Void)?>(nil)

    /// Wants `handler` called at the first interruption; the second ends the program.
    func handle(_ handler: @escaping @Sendable () -> Void) {
        self.handler.withLock { $0 = handler }
    }

    /// Calls what is wanted; `false` if there is nothing, or it was called already.
    func happen() -> Bool {
        let handler = handler.withLock { handler in
            defer { handler = nil }
            return handler
        }
        handler?()
        return handler != nil
    }
}

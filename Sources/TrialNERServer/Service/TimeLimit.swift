/// Work took longer than it may.
struct TimeLimitReached: Error {}

/// Waits for work, but not longer than so many seconds; then the work is cancelled.
///
/// - Throws: ``TimeLimitReached``, and what the work throws.
func withTimeLimit<Value: Sendable>(_ seconds: Double, _ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: .seconds(max(0, seconds)))
            return nil
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() ?? nil else { throw TimeLimitReached() }
        return value
    }
}

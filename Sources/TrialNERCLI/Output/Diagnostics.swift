import Synchronization
import TrialNERFormats

/// Tells the user, a line each on standard error, what went wrong.
final class Diagnostics: Sendable {
    private struct State {
        var failureCount = 0
        var failuresByInput: [String: Int] = [:]
        var isProgressShown = false
        /// What failed since the last checkpoint.
        var records: [FailureRecord] = []
    }

    private let sink: any ByteSink
    private let state = Mutex(State())
    /// How many failures of one input are told one by one.
    private static let listed = 20

    init(_ sink: any ByteSink) {
        self.sink = sink
    }

    /// Whether an input failed.
    var hasFailures: Bool { state.withLock { $0.failureCount > 0 } }

    /// Tells of an input, or a document of one, that is left out.
    func failure(_ error: InputError) {
        let record = FailureRecord(input: error.input, line: error.line, reason: error.problem.explanation(of: error.input))
        failure(of: error.input, message: error.description, record: record)
    }

    /// Tells of a document that is left out; it counts among the failures of `input` where it comes from one that is named.
    func failure(ofDocument id: String, in input: String? = nil, reason: String) {
        failure(of: input ?? id, message: "\(id): \(reason)", record: FailureRecord(id: id, reason: reason))
    }

    /// What failed since this was last asked for.
    func takeFailures() -> [FailureRecord] {
        state.withLock { state in
            defer { state.records = [] }
            return state.records
        }
    }

    private func failure(of input: String, message: String, record: FailureRecord) {
        let count = state.withLock { state in
            state.records.append(record)
            state.failureCount += 1
            state.failuresByInput[input, default: 0] += 1
            return state.failuresByInput[input, default: 0]
        }
        if count <= Self.listed { line(message) }
    }

    /// Sums up what was not told one by one.
    func summarizeFailures() {
        let counts = state.withLock { $0.failuresByInput }
        for (input, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.listed {
            line("\(input): \(count - Self.listed) more failures like these, \(count) in all")
        }
    }

    /// Tells of something that is no failure.
    func note(_ message: String) {
        line(message)
    }

    /// Shows how far the work is, on a line that the next message replaces.
    func progress(_ text: String) {
        state.withLock { $0.isProgressShown = true }
        put("\r\u{1B}[K" + text)
    }

    /// Takes away the line that shows how far the work is.
    func clearProgress() {
        let wasShown = state.withLock { state in
            defer { state.isProgressShown = false }
            return state.isProgressShown
        }
        if wasShown { put("\r\u{1B}[K") }
    }

    /// Writes text as it is, as help that was not asked for.
    func text(_ text: String) {
        put(text)
    }

    private func line(_ message: String) {
        clearProgress()
        put("trialner: \(DisplayText.singleLine(message))\n")
    }

    /// There is nobody left to tell that standard error cannot be written.
    private func put(_ text: String) {
        try? sink.write(Array(text.utf8))
    }
}

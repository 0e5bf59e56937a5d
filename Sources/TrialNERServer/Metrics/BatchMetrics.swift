import Synchronization

/// Counts what the model does.
final class BatchMetrics: Sendable {
    private struct State {
        var seconds = Histogram(bounds: Histogram.seconds)
        var windows = Histogram(bounds: [1, 2, 4, 8, 16, 32])
        var pieces = 0
    }

    private let state = Mutex(State())

    /// Counts a run.
    func ran(windows: Int, pieces: Int, seconds: Double) {
        state.withLock { state in
            state.seconds.observe(seconds)
            state.windows.observe(Double(windows))
            state.pieces += pieces
        }
    }

    func write(to text: inout MetricsText) {
        let (seconds, windows, pieces) = state.withLock { ($0.seconds, $0.windows, $0.pieces) }
        text.metric("trialner_model_run_seconds", "histogram", "How long runs of the model took.")
        text.histogram("trialner_model_run_seconds", seconds)
        text.metric("trialner_batch_windows", "histogram", "How many windows ran together.")
        text.histogram("trialner_batch_windows", windows)
        text.metric("trialner_word_pieces_total", "counter", "Word pieces that the model has read.")
        text.sample("trialner_word_pieces_total", pieces)
    }
}

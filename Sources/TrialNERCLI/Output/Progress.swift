/// Shows how far a long work is, now and then.
struct Progress {
    private let diagnostics: Diagnostics
    private let isShown: Bool
    private let now: @Sendable () -> Double
    private let start: Double
    private var last: Double
    /// Work that is done within this time shows nothing, in seconds.
    private static let patience = 1.0
    /// The time between two looks, in seconds.
    private static let interval = 0.2

    /// Starts the clock `now`, which counts seconds.
    init(_ diagnostics: Diagnostics, isShown: Bool, now: @escaping @Sendable () -> Double) {
        self.diagnostics = diagnostics
        self.isShown = isShown
        self.now = now
        start = now()
        last = start
    }

    /// Tells how much is done: documents, and bytes of how many where that is known.
    mutating func update(documents: Int, bytes: Int, of total: Int?) {
        guard isShown else { return }
        let time = now()
        guard time - start >= Self.patience, time - last >= Self.interval else { return }
        last = time
        let rate = Int((Double(documents) / (time - start)).rounded())
        var text = "\(documents) documents, \(rate)/s"
        if let total, total > 0 { text += ", \(min(100, bytes * 100 / total)) %" }
        diagnostics.progress(text)
    }

    /// Takes the line away.
    func finish() {
        if isShown { diagnostics.clearProgress() }
    }
}

/// Shows how far a long work is, now and then: a line that is written over on a terminal, a line a minute elsewhere.
struct Progress {
    /// How it is shown.
    enum Style {
        case none
        /// One line, written over.
        case line
        /// A line now and then.
        case notes
    }

    private let diagnostics: Diagnostics
    private let style: Style
    private let total: Int?
    private let now: @Sendable () -> Double
    private let start: Double
    private var last: Double
    /// How many bytes an earlier run has done.
    private var doneBytes = 0
    /// Work that is done within this time shows nothing, in seconds.
    private static let patience = 1.0
    /// The time between two looks, in seconds.
    private static let interval = 0.2
    /// The time between two lines, in seconds.
    private static let noteInterval = 60.0
    private static let barWidth = 20

    /// Starts the clock `now`, which counts seconds; `total` is how many bytes there are to read, where that is known.
    init(_ diagnostics: Diagnostics, style: Style, total: Int?, now: @escaping @Sendable () -> Double) {
        self.diagnostics = diagnostics
        self.style = style
        self.total = total
        self.now = now
        start = now()
        last = start
    }

    /// Takes that so many bytes were read before the work began.
    mutating func begin(bytes: Int) { doneBytes = bytes }

    /// Tells how much is done: documents, and bytes of the inputs.
    mutating func update(documents: Int, bytes: Int) {
        if style == .none { return }
        let time = now()
        let interval = style == .line ? Self.interval : Self.noteInterval
        guard time - start >= Self.patience, time - last >= interval else { return }
        last = time
        let text = text(documents: documents, bytes: bytes, seconds: time - start)
        if style == .line { diagnostics.progress(text) } else { diagnostics.note(text) }
    }

    private func text(documents: Int, bytes: Int, seconds: Double) -> String {
        let rate = Double(documents) / seconds
        var parts = ["\(documents) documents", rate < 10 ? "\((rate * 10).rounded() / 10)/s" : "\(Int(rate.rounded()))/s"]
        guard let total, total > 0 else { return parts.joined(separator: ", ") }
        let share = min(1, Double(bytes) / Double(total))
        parts.append("\(Int(share * 100)) %")
        // What was read ahead is small beside what is left, or it is soon over.
        let speed = Double(bytes - doneBytes) / seconds
        if speed > 0, share < 1 { parts.append("\(Self.duration(Double(total - bytes) / speed)) left") }
        if style == .notes { return parts.joined(separator: ", ") }
        let filled = Int(share * Double(Self.barWidth))
        return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: Self.barWidth - filled) + "] "
            + parts.joined(separator: ", ")
    }

    private static func duration(_ seconds: Double) -> String {
        let seconds = Int(min(seconds, 1e9).rounded(.up))
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\((seconds + 59) / 60) min" }
        return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }

    /// Takes the line away.
    func finish() {
        if style == .line { diagnostics.clearProgress() }
    }
}

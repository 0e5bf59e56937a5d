import TrialNER

/// The options of `trialner_recognizer_open`, of which `trialner_pipeline_make` knows those that open a model.
struct RecognizerOptions {
    /// How the model is opened.
    var opening: ModelOpening
    /// How it reads.
    var recognizer = TrialRecognizer.Options()

    /// More threads than any machine has processors take its memory and give nothing.
    private static let mostThreads = 1024

    /// - Parameter json: The object of the caller.
    init(_ json: UnsafePointer<CChar>?) throws {
        var argument = try JSONArgument("options", json)
        let threads = try argument.int("threads", least: 1, most: Self.mostThreads)
        let jobs = try argument.int("jobs", least: 1, most: Self.mostThreads)
        opening = try Self.opening(&argument, threads: threads)
        recognizer.classifier = TokenClassifier.Options(
            maxSentenceLength: try argument.int("maxSentenceLength", least: 1), batchSize: opening.batchSize,
            caseSensitive: try argument.bool("caseSensitive"),
            compatibility: try argument.choice("compatibility", Compatibility.self) ?? .none,
            decoding: try argument.bool("viterbi").map { $0 ? .viterbi : .bestTag },
            jobs: jobs ?? (threads == nil ? ProcessorCount.available : 1))
        recognizer.splitsSentences = try argument.bool("sentences") ?? false
        recognizer.labels = try argument.strings("labels")
        recognizer.threshold = try argument.share("threshold") ?? 0
        try argument.end()
    }

    /// How the model of a pipeline is opened.
    static func opening(_ json: UnsafePointer<CChar>?) throws -> ModelOpening {
        var argument = try JSONArgument("opening", json)
        let threads = try argument.int("threads", least: 1, most: mostThreads)
        let opening = try Self.opening(&argument, threads: threads)
        try argument.end()
        return opening
    }

    private static func opening(_ argument: inout JSONArgument, threads: Int?) throws -> ModelOpening {
        // One thread a window: callers have threads of their own, and the windows of texts are many.
        var session = SessionOptions.shared
        session.intraOpThreads = threads ?? 1
        return ModelOpening(
            model: try argument.string("model"), precision: try argument.choice("precision", ModelFolder.Precision.self),
            sessionOptions: session, batchSize: try argument.int("batchSize", least: 1), runtime: try argument.string("runtime"))
    }
}

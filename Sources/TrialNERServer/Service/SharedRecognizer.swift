import TrialNER
import TrialNERFormats

/// Finds the concepts of texts, with a model that all requests share.
final class SharedRecognizer: Sendable {
    /// The model at work.
    let model: ModelIdentity
    /// What runs its windows.
    let queue: BatchQueue

    private let recognizer: TrialRecognizer

    init(_ recognizer: TrialRecognizer, concurrentRuns: Int, metrics: BatchMetrics) {
        self.recognizer = recognizer
        let model = recognizer.model
        self.model = ModelIdentity(name: model.folder.name, version: model.folder.version, labels: model.tagSet.entityTypes)
        let classifier = recognizer.windowClassifier
        queue = BatchQueue(scheduler: classifier.scheduler, concurrentRuns: concurrentRuns, metrics: metrics) {
            try classifier.scores(of: $0, cancellation: $1)
        }
    }

    /// Runs the model once, so that the first request need not wait for what happens only then.
    ///
    /// - Throws: ``InferenceError`` where the model cannot be run.
    func warmUp() async throws {
        let reading = try recognizer.reading(of: DocumentText("In June 2003, the median overall survival was 4.0 months."))
        _ = try await queue.scores(of: reading.windows)
    }

    /// Reads a text.
    ///
    /// - Throws: ``Problem`` where this text cannot be read; `CancellationError` where nobody waits any more.
    func document(_ text: DocumentText, for request: TextRequest) async throws -> RecognizedDocument {
        let recognizer = recognizer.keeping(labels: request.labels, threshold: request.threshold, splitsSentences: request.sentences)
        do {
            let reading = try recognizer.reading(of: text)
            return recognizer.document(of: reading, windowScores: try await queue.scores(of: reading.windows))
        } catch let error as CancellationError {
            throw error
        } catch let error as InferenceError where error == .cancelled {
            throw CancellationError()
        } catch let error as RegularExpressionError {
            throw Problem(status: 422, detail: "the text cannot be read: \(error)")
        } catch {
            // What the runtime says names files of this machine, which are nobody's business elsewhere.
            throw Problem(status: 500, detail: "the model could not be run on this text")
        }
    }
}

import TrialNER

/// The texts of one request while they are read.
struct DocumentBatch: Sendable {
    private let request: TextRequest
    private let recognizer: SharedRecognizer
    private let timeLimit: Double
    private let deadlines: Deadlines
    private let metrics: RequestMetrics

    init(_ request: TextRequest, recognizer: SharedRecognizer, timeLimit: Double, deadlines: Deadlines, metrics: RequestMetrics) {
        self.request = request
        self.recognizer = recognizer
        self.timeLimit = timeLimit
        self.deadlines = deadlines
        self.metrics = metrics
    }

    /// What came of every text, in their order.
    ///
    /// - Throws: A problem with the status 504 where it took too long, 503 where the client has left; and where there is one text that
    ///   is no list, that of the text.
    func results() async throws(Problem) -> [AnnotateAnswer.Result] {
        do {
            return try await deadlines.run(until: MonotonicClock.now() + timeLimit) {
                var results = [AnnotateAnswer.Result?](repeating: nil, count: request.documents.count)
                try await each(until: nil) { results[$0] = $1 }
                let all = results.compactMap(\.self)
                if request.isSingle, case .failed(let problem)? = all.first { throw problem }
                return all
            }
        } catch let problem as Problem {
            throw problem
        } catch is TimeLimitReached {
            throw tookTooLong
        } catch {
            throw Problem(status: 503, detail: "the request was given up")
        }
    }

    /// Calls the body with what came of each text, as it comes; those for which there was no time come last, as problems.
    ///
    /// - Throws: What the body throws, and `CancellationError` where the client has left.
    func eachResult(_ body: (_ index: Int, AnnotateAnswer.Result) async throws -> Void) async throws {
        try await each(until: MonotonicClock.now() + timeLimit, body)
    }

    private var tookTooLong: Problem {
        let seconds = Int(timeLimit.rounded(.up))
        return Problem(status: 504, detail: "not read within \(seconds) seconds; send less text in a request, or try again later")
    }

    private func each(until deadline: Double?, _ body: (Int, AnnotateAnswer.Result) async throws -> Void) async throws {
        let documents = request.documents
        try await withThrowingTaskGroup(of: (Int, AnnotateAnswer.Result).self) { group in
            func add(_ index: Int) {
                group.addTask { (index, try await result(of: documents[index].text, until: deadline)) }
            }
            var next = min(documents.count, ServiceOptions.documentsInHand)
            for index in 0..<next { add(index) }
            while let (index, result) = try await group.next() {
                if next < documents.count {
                    add(next)
                    next += 1
                }
                try await body(index, result)
            }
        }
    }

    private func result(of text: DocumentText, until deadline: Double?) async throws -> AnnotateAnswer.Result {
        let result: AnnotateAnswer.Result
        do {
            let document: RecognizedDocument
            if let deadline {
                document = try await deadlines.run(until: deadline) { try await recognizer.document(text, for: request) }
            } else {
                document = try await recognizer.document(text, for: request)
            }
            metrics.answered(isFailed: false)
            return .found(document)
        } catch let problem as Problem {
            result = .failed(problem)
        } catch is TimeLimitReached {
            result = .failed(tookTooLong)
        }
        metrics.answered(isFailed: true)
        return result
    }
}

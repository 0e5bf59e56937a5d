import Synchronization
import TrialNER
import TrialNERFormats

/// Answers requests: the checks before the body, the routes, and the fields that every answer has.
final class TrialService: HTTPService {
    private struct State {
        var isReady = false
        var isStopping = false
        var connectionCount: @Sendable () -> Int = { 0 }
    }

    let recognizer: SharedRecognizer
    let options: ServiceOptions
    let admission: Admission
    let deadlines = Deadlines()
    let requests = RequestMetrics()
    let batches: BatchMetrics
    let process = ProcessMetrics()
    let log: AccessLog?
    let openAPI: [UInt8]

    private let check: RequestCheck
    private let crossOrigin: CrossOrigin
    private let linker = ResultLinker()
    private let state = Mutex(State())

    init(_ recognizer: SharedRecognizer, options: ServiceOptions, batches: BatchMetrics, log: AccessLog?) {
        self.recognizer = recognizer
        self.options = options
        self.batches = batches
        self.log = log
        admission = Admission(limit: options.maximumRequests)
        check = RequestCheck(options)
        crossOrigin = CrossOrigin(options.allowedOrigins)
        openAPI = OpenAPIDocument(model: recognizer.model, options: options).json
    }

    // MARK: State

    /// Whether the model has run.
    var isReady: Bool { state.withLock { $0.isReady && !$0.isStopping } }

    /// Whether the service is about to end.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// How many connections the transport has.
    var connectionCount: Int { state.withLock { $0.connectionCount }() }

    /// Notes that the model has run.
    func becomeReady() { state.withLock { $0.isReady = true } }

    /// Refuses whatever comes from now on.
    func beginToStop() { state.withLock { $0.isStopping = true } }

    /// Names what counts the connections.
    func countConnections(_ count: @escaping @Sendable () -> Int) { state.withLock { $0.connectionCount = count } }

    // MARK: Requests

    func open(_ head: HTTPRequestHead) -> HTTPOpening {
        guard let route = Route(path: head.path) else {
            let problem = Problem(status: 404, detail: "there is nothing at this path; /openapi.json lists what there is")
            return .answer(finished(problem.response, head))
        }
        if isStopping, !route.staysOpen {
            return .answer(finished(Problem(status: 503, detail: "the service is stopping").response, head))
        }
        if head.method == "OPTIONS" {
            var response = HTTPResponse(status: 204)
            response.headers.add("Allow", (route.methods + ["OPTIONS"]).joined(separator: ", "))
            return .answer(finished(response, head))
        }
        if let problem = check.problem(of: head, route) { return .answer(finished(problem.response, head)) }
        guard route.methods.contains("POST") else { return .readBody(limit: Self.uselessBodyLimit) }
        // A full house is told before the body is sent.
        if admission.isFull { return .answer(finished(tooMany.response, head)) }
        return .readBody(limit: options.maximumBodyBytes)
    }

    /// The most bytes of a body that no route reads.
    private static let uselessBodyLimit = 64 << 10

    func refuse(_ head: HTTPRequestHead, wasTooLong: Bool) -> HTTPResponse {
        guard wasTooLong else { return finished(tooMany.response, head) }
        let limit = options.maximumBodyBytes
        let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes"
        return finished(
            Problem(status: 413, detail: "the body is longer than \(size); send the texts in several requests").response, head)
    }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let head = request.head
        guard let route = Route(path: head.path) else { return finished(HTTPResponse(status: 404), head) }
        do throws(Problem) {
            return finished(try await answer(request, route), head)
        } catch {
            return finished(error.response, head)
        }
    }

    private func answer(_ request: HTTPRequest, _ route: Route) async throws(Problem) -> HTTPResponse {
        switch route {
        case .annotate: return try await annotate(request)
        case .summary: return try await summarize(request)
        case .models: return HTTPResponse(contentType: AnnotateAnswer.contentType, modelsAnswer)
        case .live: return HTTPResponse(contentType: AnnotateAnswer.contentType, Array("{\"status\": \"live\"}\n".utf8))
        case .ready:
            guard isReady else {
                let reason = isStopping ? "the service is stopping" : "the model has not run yet"
                throw Problem(status: 503, detail: reason, headers: ["Retry-After": "1"])
            }
            return HTTPResponse(contentType: AnnotateAnswer.contentType, Array("{\"status\": \"ready\"}\n".utf8))
        case .metrics:
            return HTTPResponse(contentType: "text/plain; version=0.0.4; charset=utf-8", Array(metricsText.utf8))
        case .openAPI: return HTTPResponse(contentType: AnnotateAnswer.contentType, openAPI)
        case .page(let path):
            guard let file = PageFiles.files[path] else { throw Problem(status: 404, detail: "there is nothing at this path") }
            var response = HTTPResponse(contentType: file.contentType, file.bytes)
            response.headers.add("Content-Security-Policy", PageFiles.contentSecurityPolicy)
            // The page and its files are of one version: a browser asks each time.
            response.headers.add("Cache-Control", "no-cache")
            return response
        }
    }

    func ended(_ head: HTTPRequestHead, _ outcome: HTTPOutcome) {
        requests.ended(route: Route.name(ofPath: head.path), method: head.method, outcome)
        log?.ended(head, outcome)
    }

    /// Adds what every answer has.
    private func finished(_ response: HTTPResponse, _ head: HTTPRequestHead) -> HTTPResponse {
        var response = response
        if response.headers["Content-Security-Policy"] == nil {
            response.headers.add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        }
        if response.headers["Cache-Control"] == nil { response.headers.add("Cache-Control", "no-store") }
        response.headers.add("X-Content-Type-Options", "nosniff")
        response.headers.add("X-Frame-Options", "DENY")
        response.headers.add("Referrer-Policy", "no-referrer")
        response.headers.add("X-Request-Id", head.id)
        let methods = Route(path: head.path)?.methods ?? []
        let isPreflight = head.method == "OPTIONS"
        for field in crossOrigin.headers(for: head, isPreflight: isPreflight, methods: methods).fields {
            response.headers.add(field.name, field.value)
        }
        return response
    }

    // MARK: Texts

    private var tooMany: Problem {
        let wait = max(1, Int(recognizer.queue.expectedWait.rounded(.up)))
        return Problem(
            status: 429, detail: "the service has as many requests as it takes; try again in \(wait) second\(wait == 1 ? "" : "s")",
            headers: ["Retry-After": String(wait)])
    }

    private func batch(_ texts: TextRequest) -> DocumentBatch {
        DocumentBatch(texts, recognizer: recognizer, timeLimit: options.timeLimit, deadlines: deadlines, metrics: requests)
    }

    private func annotate(_ request: HTTPRequest) async throws(Problem) -> HTTPResponse {
        let texts = try TextRequest(
            request.body, kind: .annotate, labels: recognizer.model.labels, maximumDocuments: options.maximumDocuments)
        guard let place = admission.enter() else { throw tooMany }
        let batch = batch(texts)
        let answer = AnnotateAnswer(model: recognizer.model, offsets: texts.offsets)
        let types = [AnnotateAnswer.contentType, AnnotateAnswer.streamContentType]
        guard AcceptedMedia(request.head.headers["Accept"]).best(of: types) == AnnotateAnswer.streamContentType else {
            defer { withExtendedLifetime(place) {} }
            let results = try await batch.results()
            let documents = zip(texts.documents, results).map { (id: $0.id, result: $1) }
            return HTTPResponse(contentType: AnnotateAnswer.contentType, answer.whole(documents))
        }
        return HTTPResponse(contentType: AnnotateAnswer.streamContentType) { writer in
            defer { withExtendedLifetime(place) {} }
            try await batch.eachResult { index, result in
                try await writer.write(answer.line(index: index, id: texts.documents[index].id, result))
            }
        }
    }

    private func summarize(_ request: HTTPRequest) async throws(Problem) -> HTTPResponse {
        let texts = try TextRequest(request.body, kind: .summary, labels: recognizer.model.labels, maximumDocuments: 1)
        guard let place = admission.enter() else { throw tooMany }
        defer { withExtendedLifetime(place) {} }
        let batch = batch(texts)
        let writer = SummaryJSONWriter()
        var bytes = writer.start
        for (document, result) in zip(texts.documents, try await batch.results()) {
            switch result {
            case .failed(let problem): throw problem
            case .found(let found):
                bytes += writer.object(
                    SummaryDocument(
                        id: document.id, text: found.text, entities: found.entities, summary: linker.summary(of: found),
                        unit: texts.offsets))
            }
        }
        return HTTPResponse(contentType: AnnotateAnswer.contentType, bytes + writer.end)
    }
}

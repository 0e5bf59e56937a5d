import Synchronization

/// Counts requests and documents.
final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        var route: String
        var method: String
        var status: Int
    }

    private struct State {
        var requests: [Key: Int] = [:]
        var seconds: [String: Histogram] = [:]
        var documents = 0
        var failedDocuments = 0
        var cut = 0
    }

    private let state = Mutex(State())
    /// Methods that are counted by their names; others are not the service's own words, and count as `other`.
    private static let methods: Set<String> = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]

    /// Counts a request.
    func ended(route: String, method: String, _ outcome: HTTPOutcome) {
        let key = Key(route: route, method: Self.methods.contains(method) ? method : "other", status: outcome.status ?? 0)
        state.withLock { state in
            if !outcome.isComplete { state.cut += 1 }
            // One that was never answered has no status.
            guard outcome.status != nil else { return }
            state.requests[key, default: 0] += 1
            state.seconds[route, default: Histogram(bounds: Histogram.seconds)].observe(outcome.seconds)
        }
    }

    /// Counts a document.
    func answered(isFailed: Bool) {
        state.withLock { state in
            if isFailed { state.failedDocuments += 1 } else { state.documents += 1 }
        }
    }

    func write(to text: inout MetricsText) {
        let (requests, seconds, documents, failed, cut) = state.withLock {
            ($0.requests, $0.seconds, $0.documents, $0.failedDocuments, $0.cut)
        }
        text.metric("trialner_http_requests_total", "counter", "Requests answered.")
        let sorted = requests.sorted { ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status) }
        for (key, count) in sorted {
            let labels = [("route", key.route), ("method", key.method), ("status", String(key.status))]
            text.sample("trialner_http_requests_total", count, labels)
        }
        text.metric("trialner_http_request_seconds", "histogram", "From the head of a request to the end of its answer.")
        for (route, histogram) in seconds.sorted(by: { $0.key < $1.key }) {
            text.histogram("trialner_http_request_seconds", histogram, [("route", route)])
        }
        text.metric("trialner_http_incomplete_total", "counter", "Requests whose connection ended before their answer was sent.")
        text.sample("trialner_http_incomplete_total", cut)
        text.metric("trialner_documents_total", "counter", "Documents read.")
        text.sample("trialner_documents_total", documents, [("result", "found")])
        text.sample("trialner_documents_total", failed, [("result", "failed")])
    }
}

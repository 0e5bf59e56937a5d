/// What can be asked for, and how.
enum Route: Sendable, Hashable {
    case annotate
    case summary
    case models
    case live
    case ready
    case metrics
    case openAPI
    /// A file of the page.
    case page(path: String)

    /// The route of a path; `nil` where there is none.
    init?(path: String) {
        switch path {
        case "/v1/annotate": self = .annotate
        case "/v1/summary": self = .summary
        case "/v1/models": self = .models
        case "/health/live": self = .live
        case "/health/ready": self = .ready
        case "/metrics": self = .metrics
        case "/openapi.json": self = .openAPI
        default:
            guard PageFiles.files[path] != nil else { return nil }
            self = .page(path: path)
        }
    }

    /// The methods that it answers, `OPTIONS` aside.
    var methods: [String] { self == .annotate || self == .summary ? ["POST"] : ["GET", "HEAD"] }

    /// Whether a token is needed where there is one: for all that works or tells of work.
    var needsToken: Bool {
        switch self {
        case .annotate, .summary, .models, .metrics: true
        case .live, .ready, .openAPI, .page: false
        }
    }

    /// Whether it is answered while the service stops.
    var staysOpen: Bool { [.live, .ready, .metrics].contains(self) }

    /// What logs and metrics call it: never a word of a client's.
    var name: String {
        switch self {
        case .annotate: "/v1/annotate"
        case .summary: "/v1/summary"
        case .models: "/v1/models"
        case .live: "/health/live"
        case .ready: "/health/ready"
        case .metrics: "/metrics"
        case .openAPI: "/openapi.json"
        case .page(let path): path
        }
    }

    /// The name of the route of a path.
    static func name(ofPath path: String) -> String { Route(path: path)?.name ?? "other" }
}

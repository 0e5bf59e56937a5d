/// Which pages of other origins may ask (https://fetch.spec.whatwg.org/#http-cors-protocol).
struct CrossOrigin: Sendable {
    private let allowed: Set<String>

    init(_ origins: [String]) {
        allowed = Set(origins)
    }

    /// The fields that let the page of a request's `Origin` read the answer; those of a preflight where `isPreflight`.
    func headers(for head: HTTPRequestHead, isPreflight: Bool, methods: [String]) -> HTTPHeaders {
        guard !allowed.isEmpty else { return HTTPHeaders() }
        var headers = HTTPHeaders([("Vary", "Origin")])
        guard let origin = head.headers["Origin"], allowed.contains(origin) else { return headers }
        headers.add("Access-Control-Allow-Origin", origin)
        if isPreflight {
            headers.add("Access-Control-Allow-Methods", methods.joined(separator: ", "))
            headers.add("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, X-Request-Id")
            headers.add("Access-Control-Max-Age", "600")
        } else {
            headers.add("Access-Control-Expose-Headers", "Retry-After, X-Request-Id")
        }
        return headers
    }
}

/// What can be said against a request before its body has come.
struct RequestCheck: Sendable {
    private let token: BearerToken?
    /// Whether only names of this machine may stand in `Host`.
    private let wantsLocalHost: Bool

    init(_ options: ServiceOptions) {
        token = options.token.map { BearerToken($0) }
        wantsLocalHost = options.isLocal && options.token == nil
    }

    /// The problem of a request; `nil` if there is none.
    func problem(of head: HTTPRequestHead, _ route: Route) -> Problem? {
        guard route.methods.contains(head.method) else {
            let methods = (route.methods + ["OPTIONS"]).joined(separator: ", ")
            return Problem(
                status: 405, detail: "\(route.name) answers \(route.methods.joined(separator: " and "))", headers: ["Allow": methods])
        }
        if wantsLocalHost, let host = head.headers["Host"], !ServiceOptions.isLocal(Self.name(of: host)) {
            // A page of another site can give its own name the address 127.0.0.1, and is then of one origin with the service.
            return Problem(
                status: 403,
                detail: "this service answers under names of its own machine only (127.0.0.1, localhost); "
                    + "start it with a token to ask it under another name")
        }
        if route.needsToken, let token, !token.isIn(head.headers["Authorization"]) {
            return Problem(
                status: 401, detail: "this service wants a token: Authorization: Bearer TOKEN",
                headers: ["WWW-Authenticate": "Bearer realm=\"trialner\""])
        }
        if route.methods.contains("POST") { return problem(ofBody: head) ?? problem(ofAccept: head, route) }
        return nil
    }

    private func problem(ofBody head: HTTPRequestHead) -> Problem? {
        let type = head.headers["Content-Type"].map { $0.prefix { $0 != ";" }.filter { $0 != " " }.lowercased() }
        // Pages of other sites can send what is called otherwise without asking first.
        guard type == "application/json" else {
            return Problem(
                status: 415, detail: "the body must be JSON: Content-Type: application/json", headers: ["Accept": "application/json"])
        }
        let encoding = head.headers["Content-Encoding"]?.lowercased() ?? "identity"
        guard encoding == "identity" else {
            return Problem(status: 415, detail: "the body must not be compressed", headers: ["Accept-Encoding": "identity"])
        }
        return nil
    }

    private func problem(ofAccept head: HTTPRequestHead, _ route: Route) -> Problem? {
        let types = route == .annotate ? [AnnotateAnswer.contentType, AnnotateAnswer.streamContentType] : [AnnotateAnswer.contentType]
        guard AcceptedMedia(head.headers["Accept"]).best(of: types) == nil else { return nil }
        return Problem(status: 406, detail: "\(route.name) gives \(types.joined(separator: " or ")); name one of them in Accept")
    }

    /// The name in a `Host` field, without the port.
    private static func name(of host: String) -> String {
        if host.hasPrefix("[") { return String(host.prefix { $0 != "]" }) + "]" }
        return String(host.prefix { $0 != ":" }).lowercased()
    }
}

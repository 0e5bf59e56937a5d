/// What answers requests. It knows of no connection, and a transport knows of nothing else.
protocol HTTPService: Sendable {
    /// Looks at a request before its body has come.
    func open(_ head: HTTPRequestHead) -> HTTPOpening

    /// Answers a request. The task that it runs in is cancelled when the client leaves.
    func respond(to request: HTTPRequest) async -> HTTPResponse

    /// The answer to a request whose body is longer than `open` allowed (`wasTooLong`), or that came while too many other bodies were held.
    func refuse(_ head: HTTPRequestHead, wasTooLong: Bool) -> HTTPResponse

    /// Hears how a request ended; called once for each.
    func ended(_ head: HTTPRequestHead, _ outcome: HTTPOutcome)
}

/// What to do with a request whose head is known.
enum HTTPOpening: Sendable {
    /// Read its body, of at most that many bytes, and ask for an answer.
    case readBody(limit: Int)
    /// Answer this, whatever the body is.
    case answer(HTTPResponse)
}

/// How a request ended.
struct HTTPOutcome: Sendable, Hashable {
    /// The status of the answer; `nil` where none was given.
    var status: Int?
    /// The bytes of the body of the request.
    var bytesReceived: Int
    /// The bytes of the body of the answer.
    var bytesSent: Int
    /// From the head to the end, in seconds.
    var seconds: Double
    /// Whether the whole answer was sent.
    var isComplete: Bool
}

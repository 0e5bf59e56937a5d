/// An answer.
struct HTTPResponse: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: HTTPBody

    /// Makes an answer of bytes.
    init(status: Int = 200, contentType: String, _ bytes: [UInt8]) {
        self.status = status
        headers = HTTPHeaders([("Content-Type", contentType)])
        body = .bytes(bytes)
    }

    /// Makes an answer that is written piece by piece.
    init(contentType: String, stream: @escaping @Sendable (any HTTPBodyWriter) async throws -> Void) {
        status = 200
        headers = HTTPHeaders([("Content-Type", contentType)])
        body = .stream(stream)
    }

    /// Makes an answer without a body.
    init(status: Int) {
        self.status = status
        headers = HTTPHeaders()
        body = .bytes([])
    }
}

/// What an answer holds.
enum HTTPBody: Sendable {
    case bytes([UInt8])
    /// Writes the body; what it throws breaks the connection off, so that the client sees that the end is missing.
    case stream(@Sendable (any HTTPBodyWriter) async throws -> Void)
}

/// Takes the pieces of a body.
protocol HTTPBodyWriter: Sendable {
    /// Takes a piece, and returns once the client has read enough of what was written before.
    ///
    /// - Throws: `CancellationError` where nobody reads any more.
    func write(_ bytes: [UInt8]) async throws
}

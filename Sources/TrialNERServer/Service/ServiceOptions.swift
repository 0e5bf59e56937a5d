/// How the service runs and what it allows.
public struct ServiceOptions: Sendable, Hashable {
    /// The name or address to listen at.
    public var host = "127.0.0.1"
    /// The port; 0 for any that is free.
    public var port = 8080
    /// What `Authorization: Bearer …` must say; `nil` where everybody may ask.
    public var token: String?
    /// The origins whose pages may ask, as `https://example.org`.
    public var allowedOrigins: [String] = []
    /// The most bytes of a body.
    public var maximumBodyBytes = 8 << 20
    /// The most texts of a request.
    public var maximumDocuments = 1000
    /// The most requests that are read or wait to be read; more are told to come again.
    public var maximumRequests = 256
    /// The most connections.
    public var maximumConnections = 1024
    /// How long a request may take, in seconds.
    public var timeLimit = 60.0
    /// How long requests in hand are waited for when the service is stopped, in seconds.
    public var grace = 30.0

    /// Makes the usual options.
    public init() {}

    /// How many texts of one request are worked on at a time: enough to keep the model busy, few enough to keep memory flat.
    static let documentsInHand = 16

    /// Whether only programs of this machine can ask.
    public var isLocal: Bool { Self.isLocal(host) }

    static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.") && host.split(separator: ".").count == 4
    }
}

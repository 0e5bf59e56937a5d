import TrialNER
import TrialNERFormats

/// The HTTP service: reads texts that clients send, finds their concepts, and has a page for people.
public final class TrialServer: Sendable {
    /// Where the service listens, as `http://127.0.0.1:8080/`.
    public let address: String
    /// The port that it listens on.
    public let port: Int

    private let service: TrialService
    private let transport: MicroHTTPDTransport
    private let socket: ListeningSocket
    private let options: ServiceOptions
    /// How often deadlines are looked at.
    private static let deadlineInterval = Duration.milliseconds(100)

    /// Opens the port, but does not answer yet.
    ///
    /// - Parameters:
    ///   - recognizer: How texts are read where a request does not say otherwise; its model is shared by all requests, and as many batches
    ///     run side by side as its options say.
    ///   - options: Where to listen and what to allow.
    ///   - log: Where a line of JSON a request goes; `nil` for nowhere.
    /// - Throws: ``ListeningError``.
    public convenience init(recognizer: TrialRecognizer, options: ServiceOptions, log: (any ByteSink)?) throws(ListeningError) {
        let batches = BatchMetrics()
        let shared = SharedRecognizer(recognizer, concurrentRuns: recognizer.options.classifier.jobs, metrics: batches)
        try self.init(TrialService(shared, options: options, batches: batches, log: log.map { AccessLog($0) }))
    }

    init(_ service: TrialService, settings: TransportSettings = TransportSettings()) throws(ListeningError) {
        self.service = service
        options = service.options
        socket = try ListeningSocket(host: options.host, port: options.port)
        port = socket.port
        address = "http://\(options.host.contains(":") ? "[\(options.host)]" : options.host):\(socket.port)/"
        var settings = settings
        settings.connections = options.maximumConnections
        transport = MicroHTTPDTransport(service: service, settings: settings)
        service.countConnections { [weak transport] in transport?.connectionCount ?? 0 }
    }

    /// Begins to answer, and becomes ready once the model has run.
    ///
    /// - Throws: ``TransportError``, and ``InferenceError`` where the model cannot be run.
    public func start() async throws {
        try transport.start(on: socket)
        Task { [weak service] in
            while let service, !service.isStopping {
                service.deadlines.check()
                try? await Task.sleep(for: Self.deadlineInterval)
            }
        }
        try await service.recognizer.warmUp()
        service.becomeReady()
    }

    /// Refuses what comes from now on, answers what is in hand and ends.
    public func stop() async {
        service.beginToStop()
        await transport.stop(grace: options.grace)
        service.recognizer.queue.close()
        service.log?.flush()
    }
}

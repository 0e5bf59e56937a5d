import CMicroHTTPD
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// HTTP/1.1 by libmicrohttpd: a few threads wait for all connections; none waits for the service.
final class MicroHTTPDTransport: Sendable {
    private struct State {
        var daemon: Daemon?
        var isStopping = false
        /// Whether no exchange may begin any more.
        var hasEnded = false
        var heldBytes = 0
        var exchangeCount = 0

        /// Counts an exchange; `false` where none may begin.
        mutating func beginExchange() -> Bool {
            if hasEnded { return false }
            exchangeCount += 1
            return true
        }

        /// Lets no exchange begin any more, if none is in hand; gives whether it is so.
        mutating func endIfIdle() -> Bool {
            hasEnded = exchangeCount == 0
            return hasEnded
        }
    }

    /// libmicrohttpd's handle of its server, which it locks itself.
    private struct Daemon: Sendable {
        nonisolated(unsafe) let pointer: OpaquePointer
    }

    let service: any HTTPService
    let settings: TransportSettings
    private let clients = ClientConnections()
    private let state = Mutex(State())
    /// How often connections are looked at, in milliseconds.
    private static let watchInterval = 250

    /// Makes a transport that brings requests to a service.
    init(service: any HTTPService, settings: TransportSettings) {
        self.service = service
        self.settings = settings
    }

    /// Starts to answer what comes to a socket, which is this transport's from now on.
    ///
    /// - Throws: ``TransportError`` where the threads cannot be started.
    func start(on socket: ListeningSocket) throws(TransportError) {
        // One more idle second than the watch allows, so that the watch alone decides.
        let idle = UInt32(max(settings.idleSeconds, settings.answerSeconds)) + 1
        let daemon = cmhd_start(
            socket.descriptor, UInt32(settings.threads), UInt32(settings.connections), idle, settings.headBytes,
            Unmanaged.passUnretained(self).toOpaque(), MicroHTTPDTransport.request, MicroHTTPDTransport.completed,
            MicroHTTPDTransport.connection)
        guard let daemon else {
            close(socket.descriptor)
            throw .notStarted(reason: String(cString: strerror(errno)))
        }
        let handle = Daemon(pointer: daemon)
        state.withLock { $0.daemon = handle }
        Task { [weak self] in
            while let transport = self, !transport.isStopped {
                transport.clients.check(transport.settings)
                try? await Task.sleep(for: .milliseconds(Self.watchInterval))
            }
        }
    }

    /// How many connections are open.
    var connectionCount: Int { clients.count }

    /// Whether no further request is wanted.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    private var isStopped: Bool { state.withLock { $0.hasEnded } }

    /// Waits until every request in hand is answered, listens no more and closes every connection; what comes meanwhile the service refuses.
    ///
    /// `MHD_quiesce_daemon` would stop listening at once. It takes the socket out of the threads' epoll sets while they may do the same, and
    /// libmicrohttpd 0.9.75 then ends the program.
    ///
    /// - Parameter grace: How long requests are waited for, in seconds; what is then still at work is cancelled.
    func stop(grace: Double) async {
        let daemon = state.withLock { state -> Daemon? in
            state.isStopping = true
            return state.daemon
        }
        guard let daemon else { return }
        var deadline = MonotonicClock.now() + grace
        var isCancelled = false
        // A connection must not be suspended when its server is stopped, so requests are waited for, cancelled ones too.
        while !state.withLock({ $0.endIfIdle() }) {
            if MonotonicClock.now() > deadline {
                if isCancelled { clients.cutAll() }
                clients.cancelAll()
                isCancelled = true
                deadline = MonotonicClock.now() + 2
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
        MHD_stop_daemon(daemon.pointer)
    }

    // MARK: Bodies

    /// Counts bytes of a body that are to be held; `false` where too many are.
    func hold(_ count: Int) -> Bool {
        state.withLock { state in
            guard state.heldBytes + count <= settings.heldBodyBytes else { return false }
            state.heldBytes += count
            return true
        }
    }

    /// Counts bytes that are held no more.
    func release(_ count: Int) {
        state.withLock { $0.heldBytes -= count }
    }

    // MARK: What libmicrohttpd calls

    private static let connection: MHD_NotifyConnectionCallback = { context, connection, socketContext, code in
        guard let context, let connection, let socketContext else { return }
        let transport = Unmanaged<MicroHTTPDTransport>.fromOpaque(context).takeUnretainedValue()
        if cmhd_is_start(code) {
            let client = ClientConnection(descriptor: cmhd_descriptor(connection))
            transport.clients.add(client)
            socketContext.pointee = Unmanaged.passRetained(client).toOpaque()
        } else if let pointer = socketContext.pointee {
            transport.clients.remove(Unmanaged<ClientConnection>.fromOpaque(pointer).takeRetainedValue())
            socketContext.pointee = nil
        }
    }

    private static let request: MHD_AccessHandlerCallback = { context, connection, path, method, _, bytes, count, exchangeContext in
        guard let context, let connection, let path, let method, let count, let exchangeContext,
            let clientPointer = cmhd_socket_context(connection)
        else { return cmhd_result(false) }
        if let pointer = exchangeContext.pointee {
            let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
            guard count.pointee > 0 else { return exchange.proceed() }
            defer { count.pointee = 0 }
            return exchange.receive(UnsafeRawBufferPointer(start: bytes, count: count.pointee))
        }
        let transport = Unmanaged<MicroHTTPDTransport>.fromOpaque(context).takeUnretainedValue()
        let client = Unmanaged<ClientConnection>.fromOpaque(clientPointer).takeUnretainedValue()
        let handle = MicroHTTPDConnection(pointer: connection)
        let head = HTTPRequestHead(method: String(cString: method), path: String(cString: path), headers: handle.headers())
        guard transport.state.withLock({ $0.beginExchange() }) else { return cmhd_result(false) }
        let exchange = Exchange(head, handle, client, transport)
        exchangeContext.pointee = Unmanaged.passRetained(exchange).toOpaque()
        return exchange.open()
    }

    private static let completed: MHD_RequestCompletedCallback = { context, _, exchangeContext, code in
        guard let context, let pointer = exchangeContext?.pointee else { return }
        exchangeContext?.pointee = nil
        let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
        exchange.close(isComplete: cmhd_is_complete(code))
        let transport = Unmanaged<MicroHTTPDTransport>.fromOpaque(context).takeUnretainedValue()
        transport.state.withLock { $0.exchangeCount -= 1 }
    }
}

/// Why a transport does not run.
public enum TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    case notStarted(reason: String)

    public var description: String {
        switch self {
        case .notStarted(let reason): "the HTTP server could not be started: \(reason)"
        }
    }
}

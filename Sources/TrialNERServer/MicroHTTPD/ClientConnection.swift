import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A connection as its watch sees it: what it waits for and since when.
final class ClientConnection: Sendable {
    /// What a connection waits for.
    enum Phase: Sendable {
        /// For the head of the first request.
        case opened
        /// For the next request.
        case idle
        /// For the rest of a body.
        case receiving
        /// For the service.
        case working
        /// For the client to read.
        case answering
    }

    private struct State {
        var phase = Phase.opened
        var since = MonotonicClock.now()
        /// Bytes that came or went in this phase.
        var bytes = 0
        var isClosed = false
        /// Called when the client leaves while the service works.
        var left: (@Sendable () -> Void)?
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    /// How many bytes earn a client a second more.
    private static let bytesASecond = 64 << 10

    init(descriptor: Int32) {
        self.descriptor = descriptor
        // A peer that is gone without a word is noticed after a minute and a half.
        set(SOL_SOCKET, SO_KEEPALIVE, 1)
        #if !canImport(Darwin)
            set(Int32(IPPROTO_TCP), TCP_KEEPIDLE, 30)
            set(Int32(IPPROTO_TCP), TCP_KEEPINTVL, 20)
            set(Int32(IPPROTO_TCP), TCP_KEEPCNT, 3)
        #endif
    }

    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Notes that the connection waits for something else from now on.
    func enter(_ phase: Phase, left: (@Sendable () -> Void)? = nil) {
        state.withLock { state in
            state.phase = phase
            state.since = MonotonicClock.now()
            state.bytes = 0
            state.left = left
        }
    }

    /// Notes that bytes came or went.
    func moved(_ bytes: Int) {
        state.withLock { $0.bytes += bytes }
    }

    /// Notes that the descriptor is no longer this connection's.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.left = nil
        }
    }

    /// Cuts the connection if its client has taken too long, and tells the service if its client has left.
    func check(_ settings: TransportSettings, now: Double) {
        let left = state.withLock { state -> (@Sendable () -> Void)? in
            guard !state.isClosed else { return nil }
            let earned = Double(state.bytes / Self.bytesASecond)
            let limit: Double? =
                switch state.phase {
                case .opened: settings.headSeconds
                case .idle: settings.idleSeconds
                case .receiving: settings.bodySeconds + earned
                case .answering: settings.answerSeconds + earned
                case .working: nil
                }
            if let limit, now - state.since > limit {
                shutdown(descriptor, Int32(SHUT_RDWR))
                return nil
            }
            guard state.phase == .working, hasLeft else { return nil }
            defer { state.left = nil }
            return state.left
        }
        left?()
    }

    /// Tells the service that nobody waits any more.
    func cancel() {
        let left = state.withLock { state in
            defer { state.left = nil }
            return state.left
        }
        left?()
    }

    /// Cuts the connection.
    func cut() {
        state.withLock { state in
            if !state.isClosed { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// Whether the client has closed its side; asked only while nobody else reads.
    private var hasLeft: Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        return count == 0 || count < 0 && errno == ECONNRESET
    }
}

/// Every open connection.
final class ClientConnections: Sendable {
    private let connections = Mutex<[ObjectIdentifier: ClientConnection]>([:])

    func add(_ connection: ClientConnection) {
        connections.withLock { $0[ObjectIdentifier(connection)] = connection }
    }

    func remove(_ connection: ClientConnection) {
        connection.close()
        connections.withLock { $0[ObjectIdentifier(connection)] = nil }
    }

    /// How many there are.
    var count: Int { connections.withLock { $0.count } }

    /// Ends the work for every connection.
    func cancelAll() {
        for connection in all { connection.cancel() }
    }

    /// Cuts every connection.
    func cutAll() {
        for connection in all { connection.cut() }
    }

    private var all: [ClientConnection] { connections.withLock { Array($0.values) } }

    /// Cuts and tells what has to be.
    func check(_ settings: TransportSettings) {
        let now = MonotonicClock.now()
        for connection in all { connection.check(settings, now: now) }
    }
}

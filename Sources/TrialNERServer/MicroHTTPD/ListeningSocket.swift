#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A socket that waits for connections. Whoever takes its descriptor closes it.
struct ListeningSocket: Sendable {
    /// The descriptor.
    let descriptor: Int32
    /// The port, also where any was asked for.
    let port: Int

    /// Opens a socket at a host's first address.
    ///
    /// - Parameters:
    ///   - host: A name or an address, IPv4 or IPv6.
    ///   - port: The port; 0 for any that is free.
    init(host: String, port: Int) throws(ListeningError) {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        #if canImport(Darwin) || canImport(Musl)
            hints.ai_socktype = SOCK_STREAM
        #else
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #endif
        var addresses: UnsafeMutablePointer<addrinfo>?
        let failure = getaddrinfo(host, String(port), &hints, &addresses)
        guard failure == 0, let address = addresses else {
            throw ListeningError(host: host, port: port, reason: .unknownHost(String(cString: gai_strerror(failure))))
        }
        defer { freeaddrinfo(addresses) }

        func fail(_ descriptor: Int32) -> ListeningError {
            let number = errno
            if descriptor >= 0 { close(descriptor) }
            return ListeningError(host: host, port: port, reason: .system(number))
        }
        let descriptor = socket(address.pointee.ai_family, address.pointee.ai_socktype, address.pointee.ai_protocol)
        guard descriptor >= 0 else { throw fail(-1) }
        var yes: Int32 = 1
        // So that a restart need not wait for connections of the run before to be forgotten; a port that is listened on stays refused.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0,
            bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0, listen(descriptor, SOMAXCONN) == 0,
            let bound = Self.port(of: descriptor)
        else { throw fail(descriptor) }
        self.descriptor = descriptor
        self.port = bound
    }

    private static func port(of descriptor: Int32) -> Int? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard getsockname(descriptor, address, &length) == 0 else { return nil }
                // The port stands at the same place in addresses of both families.
                return UnsafeRawPointer(address).withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    Int(UInt16(bigEndian: $0.pointee.sin_port))
                }
            }
        }
    }
}

/// Why nothing can be listened to.
public struct ListeningError: Error, Sendable, Hashable, CustomStringConvertible {
    enum Reason: Sendable, Hashable {
        case unknownHost(String)
        case system(Int32)
    }

    let host: String
    let port: Int
    let reason: Reason

    public var description: String {
        let place = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        return switch reason {
        case .unknownHost(let text): "cannot listen on \(place): \(text); give an address of this machine with --host"
        case .system(EADDRINUSE): "cannot listen on \(place): the port is in use; give another with --port"
        case .system(EACCES): "cannot listen on \(place): not allowed; give a port from 1024 with --port"
        case .system(EADDRNOTAVAIL): "cannot listen on \(place): this machine has no such address; give one of its own with --host"
        case .system(let number): "cannot listen on \(place): \(String(cString: strerror(number)))"
        }
    }
}

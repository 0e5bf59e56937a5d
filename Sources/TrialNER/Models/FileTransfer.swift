import COnnxRuntime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Brings files from a base URL: those on this machine (`file://`) by copying, others by the command `curl`, which is on almost
/// every machine and spares the programs a network library that they would load at every start.
struct FileTransfer: Sendable {
    private enum Way {
        case copy
        case curl(proto: String)
    }

    private let way: Way

    /// - Throws: `ModelStoreError.wrongURL`: plain `http://` is for servers on this machine only.
    init(baseURL: String) throws(ModelStoreError) {
        if baseURL.hasPrefix("file:///") {
            way = .copy
        } else if baseURL.hasPrefix("https://") {
            way = .curl(proto: "=https")
        } else if Self.isLoopback(baseURL) {
            way = .curl(proto: "=http")
        } else {
            throw .wrongURL(baseURL)
        }
    }

    /// Brings a file, going on from what is already at the path.
    ///
    /// - Parameter size: How large it is, in bytes; `nil` where that is not known.
    func bring(_ url: String, to path: String, size: Int?) throws(ModelStoreError) {
        switch way {
        case .copy: try copy(url, to: path)
        case .curl(let proto): try curl(url, to: path, size: size, proto: proto)
        }
    }

    private static func isLoopback(_ url: String) -> Bool {
        guard url.hasPrefix("http://") else { return false }
        let host = url.dropFirst("http://".count).prefix { $0 != "/" }
        // What stands before an "@" is a user's name, not the host.
        return ["127.0.0.1", "localhost", "[::1]"].contains { host == $0 || (host.hasPrefix($0 + ":") && !host.contains("@")) }
    }

    private func copy(_ url: String, to path: String) throws(ModelStoreError) {
        let source = open(percentDecoded(url.dropFirst("file://".count)), O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw .downloadFailed(url: url, reason: systemReason()) }
        defer { close(source) }
        let target = open(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o644)
        guard target >= 0 else { throw .cacheUnwritable(path: path, reason: systemReason()) }
        defer { close(target) }
        lseek(source, lseek(target, 0, SEEK_END), SEEK_SET)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(source, &buffer, buffer.count)
            guard count >= 0 else { throw .downloadFailed(url: url, reason: systemReason()) }
            if count == 0 { return }
            var written = 0
            while written < count {
                let step = buffer.withUnsafeBytes { write(target, $0.baseAddress.map { $0 + written }, count - written) }
                guard step > 0 else { throw .cacheUnwritable(path: path, reason: systemReason()) }
                written += step
            }
        }
    }

    private func percentDecoded(_ path: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = path.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(Substring(rest.prefix(2))), radix: 16), rest.count >= 2 {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func curl(_ url: String, to path: String, size: Int?, proto: String) throws(ModelStoreError) {
        let isTerminal = isatty(STDERR_FILENO) == 1
        var arguments = ["curl", "--fail", "--location", "--proto", proto, "--proto-redir", proto, "--retry", "3", "--retry-delay", "1"]
        arguments += ["--connect-timeout", "30", "--speed-limit", "1000", "--speed-time", "60", "--globoff", "--output", path]
        // Small files are not worth a bar.
        arguments += isTerminal && size ?? 0 > 1 << 20 ? ["--progress-bar"] : ["--silent"]
        if let size { arguments += ["--max-filesize", String(max(1, size))] }
        // curl's numbers of its own errors: 33, the server cannot start in the middle; 36, the file is shorter than what is here.
        var status = try spawn(arguments + ["--continue-at", "-", "--", url])
        if status == 33 || status == 36 {
            unlink(path)
            status = try spawn(arguments + ["--", url])
        }
        guard status == 0 else { throw .downloadFailed(url: url, reason: Self.reason(status)) }
    }

    /// Runs `curl` and returns its exit status.
    private func spawn(_ arguments: [String]) throws(ModelStoreError) -> Int32 {
        var pid: pid_t = 0
        let list = arguments.map { strdup($0) } + [nil]
        defer { for argument in list { free(argument) } }
        #if canImport(Darwin)
            var attributes: posix_spawnattr_t?
        #else
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A program may block or ignore signals for itself; curl has to end when the user interrupts both.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let status = posix_spawnp(&pid, "curl", nil, &attributes, list, cort_environment())
        guard status == 0 else { throw .curlMissing }
        var result: Int32 = 0
        while waitpid(pid, &result, 0) < 0 {
            guard errno == EINTR else { return -1 }
        }
        let exitStatus = (result >> 8) & 0xff
        // Some C libraries find out only in the child that there is no such command, which then ends with 127.
        guard exitStatus != 127 else { throw .curlMissing }
        return result & 0x7f == 0 ? exitStatus : -1
    }

    /// What curl's exit status means (its manual, EXIT CODES).
    private static func reason(_ status: Int32) -> String {
        switch status {
        case 6: "the server's name is not known"
        case 7: "the server does not answer"
        case 18: "the connection ended before the file did"
        case 22: "the server does not have it"
        case 28: "the server is too slow or does not answer"
        case 35, 51, 58, 60, 77: "no safe connection: the server's certificate could not be checked"
        case 63: "it is larger than its manifest says"
        case -1: "curl was stopped"
        default: "curl ended with status \(status)"
        }
    }
}

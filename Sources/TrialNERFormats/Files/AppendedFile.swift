import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file that is written to at its end and can be cut back, held by one program at a time.
public final class AppendedFile: ByteSink {
    private struct State {
        var descriptor: Int32 = -1
        var count = 0
    }

    /// Where it is.
    public let path: String
    private let name: String
    private let mode: mode_t
    private let state = Mutex(State())

    /// Makes an object for a file that may be there or not; it is made when it is first held or written.
    ///
    /// - Parameter name: What messages call it.
    public init(path: String, name: String? = nil, mode: UInt32 = 0o666) {
        self.path = path
        self.name = name ?? path
        self.mode = mode_t(mode)
    }

    deinit {
        state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } }
    }

    /// How many bytes were written, with those that were kept.
    public var count: Int { state.withLock { $0.count } }

    /// Opens the file, so that no other program writes it, and leaves its bytes as they are.
    ///
    /// - Throws: ``OutputError/failed(output:reason:)``, also where another program holds it.
    public func hold() throws(OutputError) {
        try state.withLock { (state) throws(OutputError) in try open(&state) }
    }

    /// Opens the file and keeps its first `count` bytes.
    ///
    /// - Throws: ``OutputError/failed(output:reason:)``, also where another program holds it.
    public func cut(to count: Int) throws(OutputError) {
        try state.withLock { (state) throws(OutputError) in try cut(&state, to: count) }
    }

    public func write(_ bytes: [UInt8]) throws(OutputError) {
        if bytes.isEmpty { return }
        try state.withLock { (state) throws(OutputError) in
            if state.descriptor < 0 { try cut(&state, to: 0) }
            try DescriptorSink(descriptor: state.descriptor, name: name).write(bytes)
            state.count += bytes.count
        }
    }

    /// Waits until what was written is on the disk.
    public func synchronize() throws(OutputError) {
        try state.withLock { (state) throws(OutputError) in
            // Some file systems tell only here that there was no room.
            guard state.descriptor < 0 || fsync(state.descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else { throw problem(errno) }
        }
    }

    /// Takes the file away.
    public func remove() {
        unlink(path)
    }

    private func cut(_ state: inout State, to count: Int) throws(OutputError) {
        try open(&state)
        guard ftruncate(state.descriptor, off_t(count)) == 0, lseek(state.descriptor, 0, SEEK_END) >= 0 else { throw problem(errno) }
        state.count = count
    }

    private func open(_ state: inout State) throws(OutputError) {
        if state.descriptor >= 0 { return }
        let opened = openForWriting(path, mode)
        guard opened >= 0 else { throw problem(errno) }
        if flock(opened, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            close(opened)
            throw .failed(output: name, reason: "another run is writing it; wait for that, or write to another file")
        }
        state.descriptor = opened
    }

    private func problem(_ number: Int32) -> OutputError {
        .failed(output: name, reason: String(cString: strerror(number)))
    }
}

/// The system's `open`, which has the name of a method here.
private func openForWriting(_ path: String, _ mode: mode_t) -> Int32 {
    open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode)
}

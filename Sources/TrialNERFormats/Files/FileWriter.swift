#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Writes to a descriptor that is open already and stays open, as standard output.
public struct DescriptorSink: ByteSink {
    private let descriptor: Int32
    private let name: String

    /// Makes a sink that messages call `name`.
    public init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    public func write(_ bytes: [UInt8]) throws(OutputError) {
        let error = bytes.withUnsafeBytes { Self.writeAll($0, to: descriptor) }
        if error == 0 { return }
        throw error == EPIPE ? .readerLeft : .failed(output: name, reason: String(cString: strerror(error)))
    }

    /// Writes on after partial writes and interruptions; gives the error number, 0 if all is written.
    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            #if canImport(Darwin)
                let count = Darwin.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            #elseif canImport(Musl)
                let count = Musl.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            #else
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            #endif
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}

/// Writes a file that takes its name only when it is whole.
///
/// The bytes go to `NAME.partial` beside it. ``commit()`` gives that file the name; until then a file that had the name
/// before is untouched, and after an interruption what was written is still there, to be gone on with. What is no regular file
/// (`/dev/null`, a named pipe) is written to directly.
public final class FileWriter: ByteSink {
    private enum Place {
        case direct(DescriptorSink, Int32)
        case partial(AppendedFile)
    }

    private let place: Place
    private let target: String

    /// Where the bytes are until ``commit()``; `nil` if they are written directly.
    public var partialPath: String? { if case .partial(let file) = place { file.path } else { nil } }

    /// How many bytes are in the partial file.
    public var count: Int { if case .partial(let file) = place { file.count } else { 0 } }

    /// Opens a file for writing.
    ///
    /// - Parameter kept: Gives how many bytes of the partial file at a path stay, once no other program holds it.
    public init(path: String, keeping kept: (String) throws(OutputError) -> Int = { _ in 0 }) throws(OutputError) {
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            target = path
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .failed(output: path, reason: String(cString: strerror(errno))) }
            place = .direct(DescriptorSink(descriptor: descriptor, name: path), descriptor)
            return
        }
        // A symbolic link stays one: the file behind it is replaced.
        target = exists ? Self.resolved(path) : path
        if exists, access(target, W_OK) != 0 { throw .failed(output: path, reason: String(cString: strerror(errno))) }
        let file = AppendedFile(path: target + ".partial", name: path, mode: exists ? UInt32(status.st_mode & 0o777) : 0o666)
        try file.hold()
        try file.cut(to: try kept(file.path))
        place = .partial(file)
    }

    deinit {
        if case .direct(_, let descriptor) = place { close(descriptor) }
    }

    public func write(_ bytes: [UInt8]) throws(OutputError) {
        switch place {
        case .direct(let sink, _): try sink.write(bytes)
        case .partial(let file): try file.write(bytes)
        }
    }

    /// Gives the file its name.
    public func commit() throws(OutputError) {
        guard case .partial(let file) = place else { return }
        try file.synchronize()
        guard rename(file.path, target) == 0 else { throw .failed(output: target, reason: String(cString: strerror(errno))) }
    }

    /// Takes away what was written; a file that had the name stays as it was.
    public func discard() {
        if case .partial(let file) = place { file.remove() }
    }

    private static func resolved(_ path: String) -> String {
        guard let pointer = realpath(path, nil) else { return path }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}

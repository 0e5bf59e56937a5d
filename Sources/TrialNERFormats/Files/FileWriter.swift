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
/// before is untouched, and after an interruption what was written is still there. What is no regular file (`/dev/null`, a
/// named pipe) is written to directly.
public final class FileWriter: ByteSink {
    private let descriptor: Int32
    private let sink: DescriptorSink
    private let target: String
    /// Where the bytes are until ``commit()``; `nil` if they are written directly.
    public let partialPath: String?

    /// Opens a file for writing.
    public init(path: String) throws(OutputError) {
        var status = stat()
        let exists = stat(path, &status) == 0
        let isDirect = exists && status.st_mode & S_IFMT != S_IFREG
        // A symbolic link stays one: the file behind it is replaced.
        target = exists && !isDirect ? Self.resolved(path) : path
        partialPath = isDirect ? nil : target + ".partial"
        let mode = exists && !isDirect ? status.st_mode & 0o777 : 0o666
        if exists, !isDirect, access(target, W_OK) != 0 { throw .failed(output: path, reason: String(cString: strerror(errno))) }
        let flags = O_WRONLY | O_CLOEXEC | (isDirect ? 0 : O_CREAT | O_TRUNC)
        descriptor = open(partialPath ?? path, flags, mode)
        guard descriptor >= 0 else { throw .failed(output: path, reason: String(cString: strerror(errno))) }
        sink = DescriptorSink(descriptor: descriptor, name: path)
    }

    deinit {
        close(descriptor)
    }

    public func write(_ bytes: [UInt8]) throws(OutputError) {
        try sink.write(bytes)
    }

    /// Gives the file its name.
    public func commit() throws(OutputError) {
        guard let partialPath else { return }
        // Some file systems tell only here that there was no room.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP, rename(partialPath, target) == 0 else {
            throw .failed(output: target, reason: String(cString: strerror(errno)))
        }
    }

    /// Takes away what was written; a file that had the name stays as it was.
    public func discard() {
        if let partialPath { unlink(partialPath) }
    }

    private static func resolved(_ path: String) -> String {
        guard let pointer = realpath(path, nil) else { return path }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}

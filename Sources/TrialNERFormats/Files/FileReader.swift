#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reads a file (or a pipe, or what else has a descriptor) by calls of the system, in blocks.
public final class FileReader: ByteSource {
    private let descriptor: Int32
    private let closes: Bool
    /// The size in bytes of a regular file; `nil` for pipes and devices, whose end nobody knows.
    public let size: Int?

    /// Opens a file for reading.
    public init(path: String) throws(InputProblem) {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw InputProblem(errno: errno) }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            let error = errno
            close(opened)
            throw InputProblem(errno: error)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            close(opened)
            throw .directory
        }
        descriptor = opened
        closes = true
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// Reads from a descriptor that is open already and stays open, as standard input.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
        closes = false
        size = nil
    }

    deinit {
        if closes { close(descriptor) }
    }

    public func read(into buffer: inout [UInt8], count: Int) throws(InputProblem) -> Int {
        let filled = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: count))
        var result = 0
        var error: Int32 = 0
        repeat {
            result = buffer.withUnsafeMutableBytes { bytes in
                #if canImport(Darwin)
                    Darwin.read(descriptor, bytes.baseAddress?.advanced(by: filled), count)
                #elseif canImport(Musl)
                    Musl.read(descriptor, bytes.baseAddress?.advanced(by: filled), count)
                #else
                    Glibc.read(descriptor, bytes.baseAddress?.advanced(by: filled), count)
                #endif
            }
            error = errno
        } while result < 0 && error == EINTR
        buffer.removeLast(count - max(result, 0))
        // What is open already has no path of which a message could speak.
        guard result >= 0 else { throw .system(String(cString: strerror(error))) }
        return result
    }

    public var isReady: Bool {
        if size != nil { return true }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) != 0
    }

    /// The size of a file in bytes, 0 where there is none; `nil` for pipes and devices.
    public static func size(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else { return 0 }
        return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// When a file was last changed, in nanoseconds since 1970; `nil` where there is none.
    public static func modification(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }

    /// What stands at a path.
    public enum Kind: Sendable {
        case file
        case directory
        case nothing
    }

    /// What stands at a path; a file that may not be looked at counts as a file, so that opening it tells why.
    public static func kind(of path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { return errno == EACCES ? .file : .nothing }
        return status.st_mode & S_IFMT == S_IFDIR ? .directory : .file
    }
}

extension InputProblem {
    /// The problem that an error number of the system stands for.
    init(errno number: Int32) {
        switch number {
        case ENOENT, ENOTDIR: self = .missing
        case EISDIR: self = .directory
        case EACCES, EPERM: self = .denied
        default: self = .system(String(cString: strerror(number)))
        }
    }
}

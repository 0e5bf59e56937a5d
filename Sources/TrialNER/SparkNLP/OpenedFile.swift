#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A plain file, open for reading at any place.
final class OpenedFile {
    let path: String
    /// In bytes.
    let size: Int
    private let descriptor: Int32

    init(_ path: String) throws(SavedFileError) {
        self.path = path
        // A pipe must not hold up the opening until somebody writes into it.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(path: path, reason: "it is no plain file")
        }
        size = Int(information.st_size)
    }

    deinit { close(descriptor) }

    /// That many bytes from an offset on; the caller has looked at the size.
    func read(at offset: Int, count: Int) throws(SavedFileError) -> [UInt8] {
        var problem: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
            while filled < count {
                let got = pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { problem = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        guard problem == 0 else { throw .unreadable(path: path, reason: String(cString: strerror(problem))) }
        guard bytes.count == count else { throw .damaged(path: path, reason: "it ends early") }
        return bytes
    }
}

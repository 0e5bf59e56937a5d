#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A lock between processes: a file that one of them holds. It is let go when the value goes, or its process ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Waits until the lock is free. The file is made if need be and stays: removing it would let two processes hold two files.
    init(path: String) throws(ModelStoreError) {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cacheUnwritable(path: path, reason: systemReason()) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let reason = systemReason()
                close(descriptor)
                throw .cacheUnwritable(path: path, reason: reason)
            }
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}

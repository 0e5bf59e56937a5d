#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A thread for work that keeps a core busy: the threads that tasks and queues share are as many as there are cores, and whatever else waits
/// for them would wait for that work.
enum WorkerThread {
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    /// Runs the body on a thread of its own; `false` where the system has none to give.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let work = Unmanaged.passRetained(Work(body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // The main thread's usual size: the runtime's own kernels may want more than a thread has on some systems.
        pthread_attr_setstacksize(&attributes, 8 << 20)
        #if canImport(Darwin)
            var thread: pthread_t?
            let failure = pthread_create(&thread, &attributes, { WorkerThread.run($0) }, work.toOpaque())
        #else
            var thread = pthread_t(bitPattern: 0)
            let failure = pthread_create(&thread, &attributes, { WorkerThread.run($0) }, work.toOpaque())
        #endif
        if failure != 0 { work.release() }
        return failure == 0
    }

    private static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
        return nil
    }
}

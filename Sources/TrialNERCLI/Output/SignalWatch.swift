#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Ends the program in good order when the user interrupts it.
///
/// The signals are blocked in every thread, and one thread waits for them: no code runs inside a signal handler, and work that
/// computes or waits for input is left at once. That thread waits for the row in hand to be written, writes what is gathered, says
/// where the work stands and ends the program with 128 + the number of the signal, unless a command wants something else
/// done (``Interruption``).
enum SignalWatch {
    /// How long a row that is being written is waited for, in milliseconds: its reader may have stopped for good.
    private static let patience = 2000
    /// How long the documents in hand are waited for where a run can be gone on with, in hundredths of a second.
    private static let checkpointPatience = 1000

    private final class Work: Sendable {
        let output: RowOutput
        let diagnostics: Diagnostics
        let interruption: Interruption
        let signals: sigset_t

        init(output: RowOutput, diagnostics: Diagnostics, interruption: Interruption, signals: sigset_t) {
            self.output = output
            self.diagnostics = diagnostics
            self.interruption = interruption
            self.signals = signals
        }
    }

    /// Starts to watch; called before other threads are made, since they inherit what is blocked.
    static func start(output: RowOutput, diagnostics: Diagnostics, interruption: Interruption) {
        // A closed pipe is told by the write itself.
        signal(SIGPIPE, SIG_IGN)
        var set = sigset_t()
        sigemptyset(&set)
        for signal in [SIGINT, SIGTERM] where !isIgnored(signal) { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        let work = Unmanaged.passRetained(Work(output: output, diagnostics: diagnostics, interruption: interruption, signals: set)).toOpaque()
        #if canImport(Darwin)
            var thread: pthread_t?
            let failure = pthread_create(&thread, nil, { SignalWatch.wait($0) }, work)
        #else
            var thread = pthread_t(bitPattern: 0)
            let failure = pthread_create(&thread, nil, { SignalWatch.wait($0) }, work)
        #endif
        if failure != 0 { pthread_sigmask(SIG_UNBLOCK, &set, nil) }
    }

    /// Whether whoever started the program wants it to live through a signal, as a shell does for work in the background.
    private static func isIgnored(_ number: Int32) -> Bool {
        let before = signal(number, SIG_DFL)
        guard unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) else { return false }
        signal(number, SIG_IGN)
        return true
    }

    private static func wait(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let pointer else { return nil }
        let work = Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
        var set = work.signals
        var signal: Int32 = 0
        repeat {
            guard sigwait(&set, &signal) == 0 else { return nil }
        } while work.interruption.happen()
        if work.output.requestStop() { awaitCheckpoint(work) }
        var remainder = work.output.stopIfIdle()
        for _ in 0..<patience where remainder == nil {
            usleep(1000)
            remainder = work.output.stopIfIdle()
        }
        let count = remainder?.documentCount ?? 0
        let place = remainder?.partialPath.map { "; what was written is in \($0)" } ?? ""
        let way = remainder?.isKept ?? false ? "; the same command goes on from there" : place
        work.diagnostics.note("stopped after \(count) document\(count == 1 ? "" : "s")\(way)")
        _exit(128 + signal)
    }

    /// Waits until a run that can be gone on with has finished what is in hand, for some seconds or up to the next signal.
    private static func awaitCheckpoint(_ work: Work) {
        for _ in 0..<checkpointPatience where !work.output.isStopped {
            var pending = sigset_t()
            sigemptyset(&pending)
            sigpending(&pending)
            if sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 { return }
            usleep(10_000)
        }
    }
}

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What the program stands in: which of its streams are a terminal, and how that wants to be written to.
struct Terminal: Sendable {
    var isInputTerminal = false
    var isOutputTerminal = false
    var isErrorTerminal = false
    /// Columns of the terminal of standard output; `nil` where it is none.
    var width: Int?
    /// Whether colours are unwanted (`NO_COLOR` is set to something, or `TERM` is `dumb`; https://no-color.org).
    var isColorUnwanted = false

    /// The terminal of this process.
    static var current: Terminal {
        let isOutputTerminal = isatty(STDOUT_FILENO) == 1
        return Terminal(
            isInputTerminal: isatty(STDIN_FILENO) == 1, isOutputTerminal: isOutputTerminal,
            isErrorTerminal: isatty(STDERR_FILENO) == 1, width: isOutputTerminal ? columns : nil,
            isColorUnwanted: variable("NO_COLOR")?.isEmpty == false || variable("TERM") == "dumb")
    }

    private static var columns: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// Waits.
    static func sleep(milliseconds: UInt32) { usleep(milliseconds * 1000) }

    /// Seconds of a clock that never goes back.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

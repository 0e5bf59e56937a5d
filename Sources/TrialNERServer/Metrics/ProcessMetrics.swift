#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What the system says of this process, under the names that Prometheus' own clients use.
struct ProcessMetrics: Sendable {
    private let start: Double

    /// Takes now as the start of the process.
    init() {
        start = Double(time(nil))
    }

    func write(to text: inout MetricsText) {
        var usage = rusage()
        #if canImport(Darwin) || canImport(Musl)
            getrusage(RUSAGE_SELF, &usage)
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #endif
        text.metric("process_cpu_seconds_total", "counter", "Processor time, user and system.")
        text.sample("process_cpu_seconds_total", Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime))
        text.metric("process_start_time_seconds", "gauge", "When the process began, in seconds of Unix time.")
        text.sample("process_start_time_seconds", start)
        if let bytes = Self.residentBytes {
            text.metric("process_resident_memory_bytes", "gauge", "Memory that is resident.")
            text.sample("process_resident_memory_bytes", bytes)
        }
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

    /// From Linux' `/proc`; `nil` elsewhere.
    private static var residentBytes: Int? {
        guard let file = fopen("/proc/self/statm", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).split(separator: " ")
        return words.count > 1 ? Int(words[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }
}

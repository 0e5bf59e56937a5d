#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The environment variables that TrialNER reads.
struct EnvironmentVariables: Sendable {
    /// The value of a variable; `nil` where it is not set or empty.
    var value: @Sendable (String) -> String?

    /// Those of the running process.
    static let ofProcess = EnvironmentVariables { name in
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// Given ones, for tests.
    init(_ values: [String: String]) {
        value = { name in values[name].flatMap { $0.isEmpty ? nil : $0 } }
    }

    private init(value: @escaping @Sendable (String) -> String?) {
        self.value = value
    }
}

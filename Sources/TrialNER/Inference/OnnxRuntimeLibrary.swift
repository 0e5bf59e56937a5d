import COnnxRuntime

/// ONNX Runtime's shared library, loaded into this process, with the environment that all its sessions share.
///
/// The library is loaded at run time, so a program is built without it. It stays loaded for the life of the process.
public final class OnnxRuntimeLibrary: Sendable {
    /// The file, or the name that the loader found it under.
    public let path: String
    /// The release, such as "1.20.1".
    public let version: String

    // Both are used from any thread, as ONNX Runtime allows: the table is constant, the environment has locks of its own.
    nonisolated(unsafe) let api: OpaquePointer
    nonisolated(unsafe) let environment: OpaquePointer

    /// Loads the library at a path, or by its name on the loader's own path.
    ///
    /// - Throws: `InferenceError.libraryUnusable` or `.libraryTooOld`.
    public init(path: String) throws(InferenceError) {
        var reason = [CChar](repeating: 0, count: 1024)
        guard let getBase = cort_open(path, &reason, reason.count) else {
            throw .libraryUnusable(path: path, reason: Self.text(of: reason))
        }
        guard let versionText = cort_version(getBase) else {
            throw .libraryUnusable(path: path, reason: "it does not tell its version")
        }
        let version = String(cString: versionText)
        // Asked before the table is: an old library writes a complaint of its own to standard error when asked for a newer table.
        guard !Self.isTooOld(version) else { throw .libraryTooOld(path: path, version: version) }
        guard let api = cort_api(getBase) else { throw .libraryTooOld(path: path, version: version) }

        var environment: OpaquePointer?
        // Errors come back as statuses, so the runtime itself need not write them a second time.
        if let status = cort_create_env(api, Int32(CORT_LOG_FATAL), "trialner", &environment) {
            throw .libraryUnusable(path: path, reason: Self.message(of: status, api))
        }
        guard let environment else { throw .libraryUnusable(path: path, reason: "it gave no environment") }
        self.path = path
        self.version = version
        self.api = api
        self.environment = environment
    }

    deinit { cort_release_env(api, environment) }

    /// The library of this process: found and loaded at the first call (see `OnnxRuntimeSearch`), the same one ever after.
    ///
    /// - Throws: `InferenceError.libraryNotFound`, `.libraryUnusable` or `.libraryTooOld`.
    public static func shared() throws(InferenceError) -> OnnxRuntimeLibrary { try process.get() }

    private static let process = Result { () throws(InferenceError) in try OnnxRuntimeSearch.ofProcess.load() }

    /// Whether a release such as "1.9.0" is older than the API that is asked for.
    static func isTooOld(_ version: String) -> Bool {
        let numbers = version.split(separator: ".").prefix(2).map { Int($0) ?? 0 }
        guard numbers.count == 2 else { return true }
        return numbers[0] < 1 || (numbers[0] == 1 && numbers[1] < Int(CORT_API_VERSION))
    }

    /// The text of a status, which is released.
    static func message(of status: OpaquePointer, _ api: OpaquePointer) -> String {
        defer { cort_release_status(api, status) }
        return String(cString: cort_status_message(api, status))
    }

    private static func text(of buffer: [CChar]) -> String {
        String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

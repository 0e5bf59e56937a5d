#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where ONNX Runtime's library is looked for, in this order:
/// 1. the environment variable `TRIALNER_ONNXRUNTIME` (a file, or a folder that has it): then nowhere else;
/// 2. beside the program, or beside the shared library that this code is part of;
/// 3. `.cache/onnxruntime/VERSION/` of the checkout that the program or this library was built in, where the launcher puts it;
/// 4. the system: `LD_LIBRARY_PATH`, the usual folders of libraries, Homebrew's, and the loader's own path.
struct OnnxRuntimeSearch: Sendable {
    var environment: EnvironmentVariables
    var program: ProgramLocation
    /// Folders of the system, in order.
    var systemFolders: [String]
    /// Whether the loader is asked last, by the library's name.
    var asksLoader = true

    /// The search of the running process.
    static var ofProcess: OnnxRuntimeSearch {
        let environment = EnvironmentVariables.ofProcess
        return OnnxRuntimeSearch(environment: environment, program: .current, systemFolders: systemFolders(environment))
    }

    /// Loads the first library that is there and good.
    ///
    /// A library that is there and no good is passed over for a later one; where none is good, its fault is what is thrown.
    func load() throws(InferenceError) -> OnnxRuntimeLibrary {
        if let given = environment.value("TRIALNER_ONNXRUNTIME") {
            let path = Self.isFolder(given) ? Self.libraries(in: given).first : given
            guard let path else { throw .libraryNotFound(searched: ["TRIALNER_ONNXRUNTIME=\(given)"]) }
            return try OnnxRuntimeLibrary(path: path)
        }
        var firstFault: InferenceError?
        var searched: [String] = []
        for folder in folders() {
            searched.append(folder)
            for path in Self.libraries(in: folder) {
                do throws(InferenceError) {
                    return try OnnxRuntimeLibrary(path: path)
                } catch {
                    firstFault = firstFault ?? error
                }
            }
        }
        if asksLoader {
            searched.append("the loader's path")
            for name in Self.loaderNames {
                if let library = try? OnnxRuntimeLibrary(path: name) { return library }
            }
        }
        throw firstFault ?? .libraryNotFound(searched: searched)
    }

    /// The folders to look in, in order.
    func folders() -> [String] {
        var folders = program.folders
        for checkout in program.checkouts {
            let cache = checkout + "/.cache/onnxruntime"
            let versions = FolderListing.names(in: cache).sorted { Self.isNewer($0, than: $1) }
            folders += versions.isEmpty ? [cache] : versions.map { cache + "/" + $0 }
        }
        return folders + systemFolders
    }

    /// The libraries of a folder, the newest first.
    static func libraries(in folder: String) -> [String] {
        FolderListing.names(in: folder).filter(isLibraryName).sorted { isNewer($0, than: $1) }.map { folder + "/" + $0 }
    }

    /// Whether a file's name is that of the library itself: `libonnxruntime.so`, `libonnxruntime.so.1.20.1`,
    /// `libonnxruntime.dylib`, `libonnxruntime.1.20.1.dylib`, and not that of a provider.
    static func isLibraryName(_ name: String) -> Bool {
        name.hasPrefix("libonnxruntime.so") || (name.hasPrefix("libonnxruntime.") && name.hasSuffix(".dylib"))
    }

    /// Whether the numbers in one name make a later version than those in another ("1.20.1" is later than "1.9").
    static func isNewer(_ name: String, than other: String) -> Bool {
        let numbers = [name, other].map { $0.split { !$0.isWholeNumber }.compactMap { Int($0) } }
        if numbers[0] == numbers[1] { return name < other }
        return numbers[1].lexicographicallyPrecedes(numbers[0])
    }

    private static func systemFolders(_ environment: EnvironmentVariables) -> [String] {
        let given = environment.value("LD_LIBRARY_PATH")?.split(separator: ":").map(String.init) ?? []
        #if arch(arm64)
            let triplet = "aarch64-linux-gnu"
        #else
            let triplet = "x86_64-linux-gnu"
        #endif
        #if os(Linux)
            return given + ["/usr/local/lib", "/usr/lib/\(triplet)", "/usr/lib64", "/usr/lib", "/home/linuxbrew/.linuxbrew/lib"]
        #else
            return given + ["/opt/homebrew/lib", "/usr/local/lib"]
        #endif
    }

    private static var loaderNames: [String] {
        #if os(Linux)
            ["libonnxruntime.so.1", "libonnxruntime.so"]
        #else
            ["libonnxruntime.dylib"]
        #endif
    }

    private static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }
}

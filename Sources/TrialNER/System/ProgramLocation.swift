import COnnxRuntime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where this program stands on the disk, for the files that lie beside it: the model and ONNX Runtime's library.
struct ProgramLocation: Sendable {
    /// The folders of the program and, where this code was linked into a shared library, of that library; absolute, no repeats.
    var folders: [String]
    /// The folder of this file when it was compiled; on another machine there may be no such folder.
    var sourceFolder: String?

    /// The folders of the running program.
    static var current: ProgramLocation {
        let files = [executablePath, String(cString: cort_file_of_this_code())]
        var folders: [String] = []
        for file in files {
            guard let absolute = resolved(file) else { continue }
            let folder = parent(of: absolute)
            if !folders.contains(folder) { folders.append(folder) }
        }
        return ProgramLocation(folders: folders, sourceFolder: parent(of: #filePath))
    }

    /// The checkouts of TrialNER that may hold its model and library: the nearest folder with a `Package.swift` above the program, and
    /// the one that this code was compiled in, which is another where a package of somebody else's depends on this one.
    var checkouts: [String] {
        var checkouts: [String] = []
        for start in folders + (sourceFolder.map { [$0] } ?? []) {
            guard let checkout = Self.checkout(above: start), !checkouts.contains(checkout) else { continue }
            checkouts.append(checkout)
        }
        return checkouts
    }

    private static func checkout(above start: String) -> String? {
        var folder = start
        while folder.count > 1 {
            if access(folder + "/Package.swift", F_OK) == 0 { return folder }
            folder = parent(of: folder)
        }
        return nil
    }

    private static var executablePath: String {
        #if os(Linux)
            return "/proc/self/exe"
        #else
            return CommandLine.arguments.first ?? ""
        #endif
    }

    /// An absolute path without symbolic links; `nil` if there is no such file.
    private static func resolved(_ path: String) -> String? {
        guard path.contains("/"), let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}

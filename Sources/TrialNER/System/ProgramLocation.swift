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

    /// The folders of the running program.
    static var current: ProgramLocation {
        let files = [executablePath, String(cString: cort_file_of_this_code())]
        var folders: [String] = []
        for file in files {
            guard let absolute = resolved(file) else { continue }
            let folder = parent(of: absolute)
            if !folders.contains(folder) { folders.append(folder) }
        }
        return ProgramLocation(folders: folders)
    }

    /// The folder of the checkout that the program was built in, if it was: the nearest one above it with a `Package.swift`.
    var checkout: String? {
        for start in folders {
            var folder = start
            while folder != "/" {
                if access(folder + "/Package.swift", F_OK) == 0 { return folder }
                folder = Self.parent(of: folder)
            }
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

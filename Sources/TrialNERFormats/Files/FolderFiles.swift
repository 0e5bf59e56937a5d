#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The files of a folder and of the folders in it.
public enum FolderFiles {
    /// Their paths in the folder, sorted; hidden ones are left out, links to folders are not followed.
    public static func paths(in folder: String) -> [String] { paths(in: folder, under: "").sorted() }

    private static func paths(in folder: String, under prefix: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var files: [String] = []
        var folders: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            var status = stat()
            guard lstat(folder + "/" + name, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR { folders.append(name) } else { files.append(prefix + name) }
        }
        for name in folders { files += paths(in: folder + "/" + name, under: prefix + name + "/") }
        return files
    }
}

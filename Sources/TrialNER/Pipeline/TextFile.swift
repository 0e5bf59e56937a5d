#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Small text files that belong to a pipeline.
enum TextFile {
    /// The whole file.
    ///
    /// - Throws: ``StageDescriptionError/file(path:reason:)`` where it cannot be read or is not UTF-8.
    static func read(_ path: String) throws(StageDescriptionError) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .file(path: path, reason: "cannot be read: \(reason(error))")
        }
        guard let text = String(validating: data, as: UTF8.self) else { throw .file(path: path, reason: "is not UTF-8") }
        return text
    }

    /// The lines of a file, without their ends; a relative path starts in the folder.
    ///
    /// - Throws: ``StageDescriptionError/file(path:reason:)`` where it cannot be read or is not UTF-8.
    static func lines(of path: String, in folder: String?) throws(StageDescriptionError) -> [String] {
        let path = path.hasPrefix("/") ? path : folder.map { $0 + "/" + path } ?? path
        return try read(path).split(omittingEmptySubsequences: true, whereSeparator: \.isNewline).map(String.init)
    }

    /// Writes a file whole, or leaves what was there.
    ///
    /// - Throws: ``StageDescriptionError/file(path:reason:)`` where it cannot be written.
    static func write(_ text: String, to path: String) throws(StageDescriptionError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .file(path: path, reason: "cannot be written: \(reason(error))")
        }
    }

    /// Makes a folder, and those above it.
    ///
    /// - Throws: ``StageDescriptionError/file(path:reason:)`` where it cannot be made.
    static func makeFolder(_ path: String) throws(StageDescriptionError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .file(path: path, reason: "cannot be made: \(reason(error))")
        }
    }

    /// Whether there is a folder of this name.
    static func isFolder(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }

    /// Whether there is a file or folder of this name.
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file or folder"
        case .fileReadNoPermission, .fileWriteNoPermission: "no permission"
        case .fileWriteOutOfSpace: "the disk is full"
        default: "\(error)"
        }
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Brings a model from a base URL into a folder, which is there whole or not at all.
///
/// Files come into `FOLDER.partial`, where they stay when the download ends early, so that the next one goes on from there. Once
/// every sum is right the folder is renamed into place. `FOLDER.lock` is held meanwhile: a second process waits, and finds the model.
struct ModelDownload: Sendable {
    var baseURL: String
    var model: ModelName
    var folder: String

    /// Returns when the folder is there.
    func run() throws(ModelStoreError) {
        let transfer = try FileTransfer(baseURL: baseURL)
        try makeFolder(String(folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.startIndex)))
        let lock = try FileLock(path: folder + ".lock")
        try withExtendedLifetime(lock) { () throws(ModelStoreError) in
            if FileManager.default.fileExists(atPath: folder) { return }
            let partial = folder + ".partial"
            try makeFolder(partial)
            let manifest = try manifest(transfer, partial)
            for file in manifest.files { try bring(file, into: partial, transfer) }
            try dropOthers(than: manifest, in: partial)
            guard rename(partial, folder) == 0 else { throw .cacheUnwritable(path: folder, reason: systemReason()) }
        }
    }

    private func url(_ name: String) -> String {
        var base = baseURL[...]
        while base.hasSuffix("/") { base = base.dropLast() }
        return "\(base)/\(model.path)/\(name)"
    }

    private func manifest(_ transfer: FileTransfer, _ partial: String) throws(ModelStoreError) -> ModelManifest {
        let path = partial + "/" + ModelManifest.fileName
        let url = url(ModelManifest.fileName)
        // Always anew: the one of an earlier try may be of an earlier release.
        unlink(path)
        try transfer.bring(url, to: path, size: nil)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .downloadFailed(url: url, reason: "nothing came")
        }
        return try ModelManifest(data, url: url)
    }

    private func bring(_ file: ModelManifest.File, into partial: String, _ transfer: FileTransfer) throws(ModelStoreError) {
        let path = partial + "/" + file.name
        let url = url(file.name)
        let isContinued = fileSize(path) != nil
        for isLastTry in isContinued ? [false, true] : [true] {
            if let size = fileSize(path), size > file.size { unlink(path) }
            // A file that came whole in an earlier try is only summed.
            if fileSize(path) != file.size || file.size == 0 { try transfer.bring(url, to: path, size: file.size) }
            let got = try sum(path)
            if got == file.sha256.lowercased() { return }
            // What an earlier try left may be of another release of the model: then the whole file comes anew.
            unlink(path)
            if isLastTry { throw .wrongSum(url: url, expected: file.sha256, got: got) }
        }
    }

    /// Removes what is neither in the manifest nor the manifest itself: files of an earlier try of another release.
    private func dropOthers(than manifest: ModelManifest, in partial: String) throws(ModelStoreError) {
        let wanted = Set(manifest.files.map(\.name) + [ModelManifest.fileName])
        for name in FolderListing.names(in: partial) where !wanted.contains(name) { unlink(partial + "/" + name) }
    }

    private func sum(_ path: String) throws(ModelStoreError) -> String {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { throw .cacheUnwritable(path: path, reason: systemReason()) }
        defer { close(file) }
        var sum = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count >= 0 else { throw .cacheUnwritable(path: path, reason: systemReason()) }
            if count == 0 { return sum.hexadecimal() }
            buffer.withUnsafeBytes { sum.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    private func makeFolder(_ path: String) throws(ModelStoreError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .cacheUnwritable(path: path, reason: systemReason())
        }
    }
}

/// The size of a file in bytes; `nil` where there is none.
func fileSize(_ path: String) -> Int? {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    return Int(information.st_size)
}

/// The system's text for the last error of a call of its C library.
func systemReason() -> String { String(cString: strerror(errno)) }

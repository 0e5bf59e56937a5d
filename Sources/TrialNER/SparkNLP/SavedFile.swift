#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The files that Spark writes for one value: `part-00000`, `part-00001` … in a folder, each with a hidden file of checksums beside it.
enum SavedFile {
    /// The largest file that is read whole; vocabularies have a hundredth of it.
    static let sizeLimit = 1 << 28

    /// The part files of a folder, in order.
    ///
    /// - Throws: ``SavedFileError/unreadable(path:reason:)`` if there is none.
    static func parts(of folder: String) throws(SavedFileError) -> [String] {
        let names = FolderListing.names(in: folder).filter { $0.hasPrefix("part-") }
        guard !names.isEmpty else { throw .unreadable(path: folder, reason: "it has no file part-00000") }
        if let name = names.first(where: { $0.hasSuffix(".parquet") }) {
            throw .unsupported(
                path: folder + "/" + name,
                reason: "it was saved as a data set; set `performance.serialization` of Spark NLP to \"object\", which is its default, "
                    + "and save it again")
        }
        return names.map { folder + "/" + $0 }
    }

    /// The whole file, checked against its checksums where they were copied along.
    static func bytes(of path: String) throws(SavedFileError) -> [UInt8] {
        let bytes = try content(of: path)
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let checksumPath = path[..<slash] + "." + path[slash...] + ".crc"
        guard FileManager.default.fileExists(atPath: String(checksumPath)) else { return bytes }
        let sums = try content(of: String(checksumPath))
        do throws(SavedContentProblem) {
            try checkSums(sums, of: bytes)
        } catch {
            throw error.at(path)
        }
        return bytes
    }

    /// Compares a file with Hadoop's sums: `crc` and a zero, the number of bytes that each sum is of, and the sums.
    private static func checkSums(_ sums: [UInt8], of bytes: [UInt8]) throws(SavedContentProblem) {
        var reader = BinaryReader(sums[...])
        let magic = try reader.take(4)
        let stretch = try reader.bigEndian(Int32.self)
        guard magic.elementsEqual([0x63, 0x72, 0x63, 0]), stretch > 0 else {
            throw .damaged("its file of checksums (.crc) is none")
        }
        for start in stride(from: 0, to: bytes.count, by: Int(stretch)) {
            let sum = try reader.bigEndian(UInt32.self)
            guard Inflater.checksum(bytes[start..<min(bytes.count, start + Int(stretch))]) == sum else {
                throw .damaged("it does not have the checksum that its .crc file says")
            }
        }
        guard reader.remaining == 0 else { throw .damaged("it is shorter than its .crc file says") }
    }

    private static func content(of path: String) throws(SavedFileError) -> [UInt8] {
        let file = try OpenedFile(path)
        guard file.size <= sizeLimit else {
            throw .unsupported(path: path, reason: "its \(file.size) bytes are more than TrialNER reads here (\(sizeLimit))")
        }
        return try file.read(at: 0, count: file.size)
    }
}

/// Takes files out of a zip archive: stored or deflated, with their sizes and sums checked. The archive itself is never held in memory.
///
/// Source: PKWARE's APPNOTE.TXT 6.3. What no Spark writes is refused: encryption, other compressions, several disks, zip64.
struct ZipArchive {
    /// A file in the archive.
    struct Entry: Sendable, Hashable {
        var name: String
        var method: UInt16
        var flags: UInt16
        var checksum: UInt32
        var packedSize: Int
        /// In bytes, as it is taken out.
        var size: Int
        /// Where its own header stands.
        var offset: Int
    }

    /// The files of the archive, without its folders.
    let entries: [Entry]

    private let file: OpenedFile
    /// Where the list of the files begins, before which their content lies.
    private let directory: Int

    private static let endLength = 22
    private static let headerLength = 30
    private static let blockSize = 1 << 16

    /// Opens an archive and reads its list of files.
    init(path: String) throws(SavedFileError) {
        file = try OpenedFile(path)
        do throws(SavedContentProblem) {
            let end = try Self.end(of: file)
            guard end.directory + end.length <= file.size else { throw .damaged("its list of files lies beyond its end") }
            let list = try Self.bytes(of: file, at: end.directory, count: end.length)
            var reader = BinaryReader(list[...])
            var entries: [Entry] = []
            for _ in 0..<end.count { entries.append(try Entry(&reader)) }
            guard reader.remaining == 0 else { throw .damaged("its list of files is longer than it says") }
            self.entries = entries.filter { !$0.name.hasSuffix("/") }
            directory = end.directory
        } catch {
            throw error.at(path)
        }
    }

    /// What stands at the end of the archive: where the list of files is, and how many there are.
    private static func end(of file: OpenedFile) throws(SavedContentProblem) -> (directory: Int, length: Int, count: Int) {
        // A comment of up to 65,535 bytes may follow.
        let tail = min(file.size, endLength + Int(UInt16.max))
        let bytes = try bytes(of: file, at: file.size - tail, count: tail)
        for start in stride(from: bytes.count - endLength, through: 0, by: -1) {
            guard bytes[start...].starts(with: [0x50, 0x4B, 5, 6]) else { continue }
            var reader = BinaryReader(bytes[(start + 4)...])
            let disks = (try reader.littleEndian(UInt16.self), try reader.littleEndian(UInt16.self))
            let counts = (try reader.littleEndian(UInt16.self), try reader.littleEndian(UInt16.self))
            let length = try reader.littleEndian(UInt32.self)
            let directory = try reader.littleEndian(UInt32.self)
            guard Int(try reader.littleEndian(UInt16.self)) == reader.remaining else { continue }
            guard counts.0 != .max, length != .max, directory != .max else {
                throw .unsupported("it is a zip64 archive, for files of more than 4 GB, which TrialNER does not read")
            }
            guard disks == (0, 0), counts.0 == counts.1 else { throw .unsupported("it is one of several parts of a zip archive") }
            return (Int(directory), Int(length), Int(counts.0))
        }
        throw .damaged("it is no zip archive, or cut off")
    }

    /// A problem of reading is told by the file itself, so that only the place counts here.
    private static func bytes(of file: OpenedFile, at offset: Int, count: Int) throws(SavedContentProblem) -> [UInt8] {
        do throws(SavedFileError) {
            return try file.read(at: offset, count: count)
        } catch {
            throw .damaged("it cannot be read to its end")
        }
    }

    /// The content of a file.
    ///
    /// - Parameter prefix: How much of its beginning is wanted, which is then not checked; `nil` for all of it.
    func content(of entry: Entry, prefix: Int? = nil) throws(SavedFileError) -> [UInt8] {
        do throws(SavedContentProblem) {
            let start = try contentStart(of: entry)
            let limit = prefix ?? entry.size
            var content: [UInt8] = []
            // The size may be a lie, so that no more room is made at once than the packed bytes may well need.
            content.reserveCapacity(min(limit, entry.packedSize * 4))
            let inflater = entry.method == 0 ? nil : try Inflater(.raw)
            var position = 0
            while position < entry.packedSize, inflater?.isDone != true, content.count <= limit {
                let count = min(Self.blockSize, entry.packedSize - position)
                let block = try Self.bytes(of: file, at: start + position, count: count)
                position += count
                guard let inflater else {
                    content += block
                    continue
                }
                position -= try inflater.inflate(block[...], into: &content, limit: limit + 1)
            }
            if prefix != nil { return Array(content.prefix(limit)) }
            guard content.count == entry.size, position == entry.packedSize, inflater?.isDone ?? true else {
                throw .damaged("\(entry.name) in it does not have the size that is told")
            }
            guard Inflater.checksum(content[...]) == entry.checksum else {
                throw .damaged("\(entry.name) in it does not have the checksum that is told")
            }
            return content
        } catch {
            throw error.at(file.path)
        }
    }

    /// Where the content of a file begins: behind a header of its own, which must agree with the list.
    private func contentStart(of entry: Entry) throws(SavedContentProblem) -> Int {
        guard entry.flags & 1 == 0 else { throw .unsupported("\(entry.name) in it is encrypted") }
        guard entry.method == 0 || entry.method == 8 else {
            throw .unsupported("\(entry.name) in it is compressed by method \(entry.method), and TrialNER reads 0 (stored) and 8 (deflate)")
        }
        guard entry.offset + Self.headerLength <= directory else { throw .damaged("\(entry.name) lies beyond its end") }
        let header = try Self.bytes(of: file, at: entry.offset, count: Self.headerLength)
        var reader = BinaryReader(header[...])
        guard try reader.take(4).elementsEqual([0x50, 0x4B, 3, 4]) else { throw .damaged("\(entry.name) is not where the list says") }
        _ = try reader.take(4)
        let method = try reader.littleEndian(UInt16.self)
        _ = try reader.take(16)
        let lengths = (Int(try reader.littleEndian(UInt16.self)), Int(try reader.littleEndian(UInt16.self)))
        let start = entry.offset + Self.headerLength + lengths.0 + lengths.1
        guard method == entry.method, start + entry.packedSize <= directory else {
            throw .damaged("\(entry.name) is told differently in two places")
        }
        return start
    }
}

extension ZipArchive.Entry {
    /// Reads an entry of the list.
    fileprivate init(_ reader: inout BinaryReader) throws(SavedContentProblem) {
        guard try reader.take(4).elementsEqual([0x50, 0x4B, 1, 2]) else { throw .damaged("its list of files makes no sense") }
        _ = try reader.take(4)
        flags = try reader.littleEndian()
        method = try reader.littleEndian()
        _ = try reader.take(4)
        checksum = try reader.littleEndian()
        packedSize = Int(try reader.littleEndian(UInt32.self))
        size = Int(try reader.littleEndian(UInt32.self))
        let nameLength = Int(try reader.littleEndian(UInt16.self))
        let rest = Int(try reader.littleEndian(UInt16.self)) + Int(try reader.littleEndian(UInt16.self))
        _ = try reader.take(8)
        offset = Int(try reader.littleEndian(UInt32.self))
        name = String(decoding: try reader.take(nameLength), as: UTF8.self)
        _ = try reader.take(rest)
    }
}

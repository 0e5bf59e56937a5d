import TrialNER

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Writes annotated documents into a folder that brat opens: a pair of `NAME.txt` and `NAME.ann` each, and `annotation.conf`.
///
/// `NAME` is the id of the document without `.txt`; a `/` in it makes a folder, so that a tree of documents comes back as it was.
/// What cannot be in a file name (control characters, and `.`, `..` or nothing as a part) is written as `%XX`.
public final class BratFolderWriter {
    private let folder: String
    private let writer = BratWriter()
    private var labels: [String] = []
    private var relations: [String] = []
    private var attributes: [String] = []

    /// Makes a writer into a folder, which must be empty; one that is not there is made.
    ///
    /// - Throws: ``OutputError``; also where the folder holds anything, so that nobody's annotations are written over.
    public init(folder: String) throws(OutputError) {
        self.folder = folder.hasSuffix("/") && folder.utf8.count > 1 ? String(folder.dropLast()) : folder
        try Self.make(self.folder)
        guard let directory = opendir(self.folder) else { throw .failed(output: folder, reason: String(cString: strerror(errno))) }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let first = entry.pointee.d_name.0
            if first != CChar(UInt8(ascii: ".")) {
                throw .failed(output: folder, reason: "the folder is not empty; brat output goes into a new or empty one")
            }
        }
    }

    /// Why a document cannot be written: another one has taken its name. `nil` where it can.
    public func problem(with id: DocumentID) -> String? {
        // Two ids may differ only in what a file name cannot hold, or in case on some systems.
        let path = folder + "/" + Self.fileName(of: id) + ".ann"
        return FileReader.kind(of: path) == .nothing ? nil : "another document was written as \(path); ids must differ"
    }

    /// Writes a document; one that has its name already is written over.
    public func write(_ document: AnnotatedDocument) throws(OutputError) {
        let name = Self.fileName(of: document.id)
        let path = folder + "/" + name
        let parts = name.split(separator: "/")
        for count in 1..<max(1, parts.count) { try Self.make(folder + "/" + parts[..<count].joined(separator: "/")) }
        try Self.write(document.text.utf8, to: path + ".txt")
        try Self.write(writer.annotations(of: document), to: path + ".ann")
        note(document)
    }

    /// Writes `annotation.conf` with the types that were met, without which brat does not show them.
    public func finish() throws(OutputError) {
        var text = "[entities]\n"
        for label in labels.sorted() { text += label + "\n" }
        text += "\n[relations]\n"
        for relation in relations.sorted() { text += relation + "\n" }
        text += "\n[events]\n\n[attributes]\n"
        for attribute in attributes.sorted() { text += attribute + "\n" }
        try Self.write(Array(text.utf8), to: folder + "/annotation.conf")
    }

    /// The name of the files of a document, without their endings.
    static func fileName(of id: DocumentID) -> String {
        let text = id.description
        let body = text.hasSuffix(".txt") ? String(text.dropLast(4)) : text
        // Of an absolute path the folders are made below the one that is written to.
        let relative = body.utf8.drop { $0 == UInt8(ascii: "/") }
        let parts = relative.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { part -> String in
            let name = String(Substring(part))
            if name.isEmpty { return "%00" }
            // A part that begins with a full stop is hidden, and `..` leads out of the folder.
            var safe = name.hasPrefix(".") ? "%2E" + name.dropFirst() : name
            if safe.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
                safe = safe.unicodeScalars.reduce(into: "") { name, scalar in
                    let hex = String(scalar.value, radix: 16, uppercase: true)
                    name += scalar.value < 0x20 || scalar.value == 0x7F ? "%" + (hex.count < 2 ? "0" : "") + hex : String(scalar)
                }
            }
            return safe
        }
        return parts.joined(separator: "/")
    }

    /// Remembers types that `annotation.conf` must name.
    private func note(_ document: AnnotatedDocument) {
        for entity in document.entities { Self.add(BratWriter.label(entity.label), to: &labels) }
        for line in document.brat?.others ?? [] {
            let columns = line.split(separator: "\t")
            guard columns.count > 1, let type = columns[1].split(separator: " ").first else { continue }
            switch line.utf8.first {
            case UInt8(ascii: "R")?: Self.add("\(type) Arg1:<ENTITY>, Arg2:<ENTITY>", to: &relations)
            case UInt8(ascii: "A")?, UInt8(ascii: "M")?: Self.add("\(type) Arg:<ENTITY>", to: &attributes)
            default: break
            }
        }
    }

    private static func add(_ name: String, to names: inout [String]) {
        if !names.contains(name) { names.append(name) }
    }

    private static func make(_ folder: String) throws(OutputError) {
        guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
            throw .failed(output: folder, reason: String(cString: strerror(errno)))
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
        let file = try FileWriter(path: path)
        try file.write(bytes)
        try file.commit()
    }
}

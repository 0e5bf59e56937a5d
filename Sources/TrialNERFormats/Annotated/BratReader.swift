import TrialNER

/// Reads brat documents: pairs of `NAME.txt` and `NAME.ann`, of a folder (and the folders in it) or one pair.
///
/// The id of a document is its path in the folder without the ending. A discontinuous entity is kept with its parts; its span
/// reaches from the first to the last, which is noted. A `.txt` without `.ann` was never opened in brat, and is noted and left out. A
/// document that does not fit is thrown with the name of its file, and the next call goes on with the next.
public final class BratReader: AnnotatedReader {
    private let folder: String
    /// What is still to read: paths in the folder without their ending.
    private var names: ArraySlice<String>
    private var orphans: [String] = []
    public private(set) var notes: [String] = []

    /// Makes a reader of a folder, or of one document, of which either file may be named.
    public init(path: String) throws(InputError) {
        if FileReader.kind(of: path) == .directory {
            folder = path.hasSuffix("/") ? path : path + "/"
            let files = FolderFiles.paths(in: path)
            let annotated = Set(files.filter { $0.hasSuffix(".ann") })
            names = files.filter { $0.hasSuffix(".ann") }.map { String($0.dropLast(4)) }[...]
            orphans = files.filter { $0.hasSuffix(".txt") && !annotated.contains($0.dropLast(4) + ".ann") }
            if names.isEmpty {
                throw InputError(input: path, problem: .format("holds no brat document (NAME.txt with NAME.ann)"))
            }
        } else {
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
            folder = String(path[..<slash])
            names = [String(path[slash...].dropLast(path.hasSuffix(".ann") || path.hasSuffix(".txt") ? 4 : 0))]
        }
    }

    public func next() throws(InputError) -> AnnotatedDocument? {
        guard let name = names.popFirst() else { return nil }
        notes = orphans.isEmpty ? [] : ["\(orphans.count) files have no .ann and are left out, as \(orphans[0])"]
        orphans = []
        let text = try text(of: name)
        var annotations = BratAnnotations(text: text)
        let path = folder + name + ".ann"
        var lines = NumberedLines(try Self.open(path), name: path)
        while let line = try lines.nextString() {
            do throws(InputProblem) {
                try annotations.add(line)
            } catch {
                throw InputError(input: path, line: lines.number, problem: error)
            }
        }
        let discontinuous = annotations.entities.filter { Self.isDiscontinuous($0, in: text) }
        if let first = discontinuous.first {
            notes.append(
                "\(path): \(discontinuous.count) discontinuous entities (as \(first.id ?? "")) are taken from their first to their last part"
            )
        }
        return AnnotatedDocument(id: .string(name), text: text, entities: annotations.entities, brat: BratLines(annotations.lines))
    }

    /// Whether there is more than white space between the parts: brat itself parts an entity at the end of a line.
    private static func isDiscontinuous(_ entity: AnnotatedEntity, in text: DocumentText) -> Bool {
        zip(entity.fragments, entity.fragments.dropFirst()).contains { left, right in
            !text[left.upperBound..<right.lowerBound].unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        }
    }

    /// The text as it stands: brat counts a byte order mark and carriage returns as characters.
    private func text(of name: String) throws(InputError) -> DocumentText {
        let path = folder + name + ".txt"
        let source = try Self.open(path)
        var bytes: [UInt8] = []
        do throws(InputProblem) {
            while try source.read(into: &bytes, count: 1 << 18) > 0 {
                if bytes.count > TextReader.sizeLimit { throw .tooLong(limit: TextReader.sizeLimit) }
            }
            if let problem = ContentCheck.problem(of: bytes) { throw problem }
            guard let text = DocumentText(validating: bytes) else {
                throw .notUTF8(byte: bytes.withUnsafeBufferPointer { UTF8Validation.firstInvalidByte(in: $0) } ?? 0)
            }
            return text
        } catch {
            throw InputError(input: path, problem: error)
        }
    }

    private static func open(_ path: String) throws(InputError) -> FileReader {
        do {
            return try FileReader(path: path)
        } catch {
            throw InputError(
                input: path, problem: error == .missing ? .format("no such file; a brat document is NAME.txt with NAME.ann") : error)
        }
    }
}

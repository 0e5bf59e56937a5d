import TrialNERFormats

/// The files of a folder, and of the folders in it, that are read as inputs.
struct InputFolder {
    /// Their paths, sorted.
    let files: [String]
    /// What was left out.
    let notes: [String]

    /// Lists a folder: every file of a known ending or, where a format is said, every file.
    ///
    /// Of a pair of brat the text is read, not the `.ann` beside it.
    init(_ path: String, format: InputFormat?) {
        let prefix = path.hasSuffix("/") ? path : path + "/"
        let all = FolderFiles.paths(in: path)
        let texts = Set(all.filter { $0.hasSuffix(".txt") })
        let others = all.filter { !($0.hasSuffix(".ann") && texts.contains($0.dropLast(4) + ".txt")) }
        let known = format == nil ? others.filter { InputFormat.name(of: $0) != .unknown } : others
        files = known.map { prefix + $0 }
        var notes: [String] = []
        if let first = others.first(where: { format == nil && InputFormat.name(of: $0) == .unknown }) {
            let count = others.count - known.count
            let (files, are) = count == 1 ? ("file has", "is") : ("files have", "are")
            notes.append("\(path): \(count) \(files) no known ending and \(are) left out, as \(first); name a file to have it read")
        }
        self.notes = notes
    }
}

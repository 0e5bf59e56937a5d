import TrialNERFormats

/// The inputs of a command, ready to be opened one after the other.
struct InputList: Sendable {
    /// One input.
    struct Input: Sendable {
        /// What messages and ids call it.
        var name: String
        var kind: InputArgument.Kind
        /// How it is read; `nil` where its name and its first bytes tell.
        var format: InputFormat?

        /// The file, if it is one.
        var path: String? { if case .file(let path) = kind { path } else { nil } }

        /// Whether there may be more than one document in it.
        fileprivate var mayHoldSeveral: Bool {
            if let format { return format != .text }
            return path.map { InputFormat.name(of: $0) }.map { $0 != .format(.text) && $0 != .unknown } ?? false
        }
    }

    let inputs: [Input]
    /// The fields of records that hold text and id.
    let fields: InputFields
    /// What is worth a note before anything is read.
    let notes: [String]

    /// Whether there may be more than one document.
    var mayHoldSeveral: Bool { inputs.count > 1 || inputs.contains(where: \.mayHoldSeveral) }

    /// Whether standard input is one of them.
    var readsStandardInput: Bool { inputs.contains { $0.kind == .standardInput } }

    /// How many bytes all inputs have together; `nil` where one is read whose end nobody knows.
    var totalBytes: Int? {
        inputs.reduce(0 as Int?) { sum, input in
            switch input.kind {
            case .text(let text): sum.map { $0 + text.utf8.count }
            // How much a packed file holds shows only when it is unpacked.
            case .file(let path) where path.lowercased().hasSuffix(".gz"): nil
            case .file(let path): sum.flatMap { sum in FileReader.size(of: path).map { sum + $0 } }
            case .standardInput: nil
            }
        }
    }

    /// Whether the inputs are known to be a few abstracts at the most.
    var isShort: Bool { (totalBytes ?? .max) <= 1 << 15 }

    /// Sorts out what the command line names. Without inputs standard input is read, unless it is a terminal.
    init(_ options: InputOptions, isInputTerminal: Bool, command: String) throws(UsageError) {
        let format = options.format
        var inputs: [Input] = []
        var notes: [String] = []
        var textCount = 0
        for argument in options.inputs {
            let kind = argument.kind()
            switch kind {
            case .text:
                textCount += 1
                inputs.append(Input(name: "text-\(textCount)", kind: kind, format: format ?? .text))
            case .file(let path) where format != .brat && FileReader.kind(of: path) == .directory:
                let folder = InputFolder(path, format: format)
                // One without a file is told when it is opened.
                if folder.files.isEmpty { inputs.append(Input(name: path, kind: kind)) }
                inputs += folder.files.map { Input(name: $0, kind: .file($0), format: format) }
                notes += folder.notes
            case .file(let path):
                inputs.append(Input(name: path, kind: kind, format: format ?? (InputFormat.name(of: path) == .format(.brat) ? .brat : nil)))
            case .standardInput:
                if inputs.contains(where: { $0.kind == .standardInput }) {
                    throw UsageError(command: command, message: "standard input (-) is named twice")
                }
                inputs.append(Input(name: "stdin", kind: kind, format: format ?? .text))
            }
        }
        if options.inputs.isEmpty {
            if isInputTerminal {
                throw UsageError(command: command, message: "nothing to read: name a text, a file or - for standard input")
            }
            inputs = [Input(name: "stdin", kind: .standardInput, format: format ?? .text)]
        }
        self.inputs = inputs
        self.notes = notes
        fields = options.fields
    }
}

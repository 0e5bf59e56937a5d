import TrialNERFormats

/// The inputs of a command, ready to be opened one after the other.
struct InputList: Sendable {
    /// One input.
    struct Input: Sendable {
        /// What messages and ids call it.
        var name: String
        var kind: InputArgument.Kind
        var format: InputFormat
    }

    let inputs: [Input]

    /// Whether there may be more than one document.
    var mayHoldSeveral: Bool { inputs.count > 1 || inputs.contains { $0.format == .jsonl } }

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
    init(_ arguments: [InputArgument], format: InputFormat?, isInputTerminal: Bool, command: String) throws(UsageError) {
        var inputs: [Input] = []
        var textCount = 0
        for argument in arguments {
            let kind = argument.kind()
            switch kind {
            case .text:
                textCount += 1
                inputs.append(Input(name: "text-\(textCount)", kind: kind, format: format ?? .text))
            case .file(let path):
                inputs.append(Input(name: path, kind: kind, format: format ?? InputFormat(path: path)))
            case .standardInput:
                if inputs.contains(where: { $0.kind == .standardInput }) {
                    throw UsageError(command: command, message: "standard input (-) is named twice")
                }
                inputs.append(Input(name: "stdin", kind: kind, format: format ?? .text))
            }
        }
        if inputs.isEmpty {
            if isInputTerminal {
                throw UsageError(command: command, message: "nothing to read: name a text, a file or - for standard input")
            }
            inputs = [Input(name: "stdin", kind: .standardInput, format: format ?? .text)]
        }
        self.inputs = inputs
    }
}

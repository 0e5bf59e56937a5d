import TrialNERFormats

/// The formats of annotated documents that are read.
enum AnnotatedInputFormat: String, Sendable, CaseIterable {
    case jsonl
    case conll
    case brat

    /// The format that a path tells; `nil` where it tells none.
    init?(path: String) {
        var name = path.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        if [".jsonl", ".ndjson", ".json"].contains(where: { name.hasSuffix($0) }) {
            self = .jsonl
        } else if [".conll", ".iob", ".iob2", ".bio"].contains(where: { name.hasSuffix($0) }) {
            self = .conll
        } else if name.hasSuffix(".ann") || FileReader.kind(of: path) == .directory {
            self = .brat
        } else {
            return nil
        }
    }
}

/// Gives the annotated documents of all inputs in order. What cannot be read is told and left out.
struct AnnotatedInputs {
    private struct Input {
        var path: String
        var format: AnnotatedInputFormat
    }

    private var inputs: ArraySlice<Input>
    private let context: CommandContext
    private var reader: (any AnnotatedReader)?
    /// What messages call the input of the last document.
    private(set) var name = ""

    /// Sorts out what the command line names; `-` is standard input, which needs a `format`.
    init(_ paths: [String], format: AnnotatedInputFormat?, option: String, command: String, in context: CommandContext) throws(UsageError) {
        var inputs: [Input] = []
        for path in paths {
            guard let format = format ?? AnnotatedInputFormat(path: path) else {
                throw UsageError(
                    command: command,
                    message: "the format of \(quoted(path)) is not known from its name; say \(option) jsonl, conll or brat")
            }
            if path == "-", format == .brat { throw UsageError(command: command, message: "brat documents are files; name their folder") }
            inputs.append(Input(path: path, format: format))
        }
        self.inputs = inputs[...]
        self.context = context
    }

    /// The next document; `nil` at the end.
    mutating func next() -> AnnotatedDocument? {
        while true {
            do throws(InputError) {
                if reader == nil {
                    guard let input = inputs.popFirst() else { return nil }
                    reader = try open(input)
                }
                if let document = try reader?.next() {
                    for note in reader?.notes ?? [] { context.diagnostics.note(note) }
                    return document
                }
                reader = nil
            } catch {
                context.diagnostics.failure(error)
            }
        }
    }

    private mutating func open(_ input: Input) throws(InputError) -> any AnnotatedReader {
        name = input.path == "-" ? "stdin" : input.path
        if input.format == .brat { return try BratReader(path: input.path) }
        let source: any ByteSource
        do {
            source = UnpackedSource(input.path == "-" ? context.standardInput() : try FileReader(path: input.path))
        } catch {
            throw InputError(input: name, problem: error == .missing ? .format("no such file; check the name") : error)
        }
        return input.format == .jsonl ? AnnotatedJSONLinesReader(source, name: name) : AnnotatedCoNLLReader(source, name: name)
    }
}

import TrialNERFormats

/// What the options that name inputs and the output say; every command over documents has them.
struct InputOptions: Sendable, Hashable {
    var inputs: [InputArgument] = []
    var format: InputFormat?
    var outputPath: String?

    /// What help says of inputs.
    static let help = """
        A text, a file, several of them, or - for standard input (which is also read where no INPUT is named). \
        What exists as a file is read as one; what looks like a path (has a / or ends as files do, in .txt, .jsonl, .xml, and no white space) \
        but does not exist is reported as missing; everything else is text. --text and --file say it outright.
        """

    /// What help says of formats of inputs, failures and output.
    static let notes = [
        CommandNote(
            title: "READING",
            text: """
                Texts are UTF-8. A text file is one document; its id is its name, that of a text is text-1, text-2, …
                JSONL (by the ending .jsonl, .ndjson or .json, or --input-format jsonl) has a document a line: {"id": "a", "text": "…"}. An id is \
                a string or a number and is kept; without one it is FILE:LINE. Other members are left out.
                What is packed with gzip is unpacked as it is read, whatever it is called.
                """),
        CommandNote(
            title: "FAILURES",
            text: """
                What cannot be read is named on standard error, a line each, and everything else is done. Exit status: 0 all is done, 1 something \
                failed, 2 the command line makes no sense, 130 interrupted. --output writes FILE.partial and gives it its name at the end; an \
                interrupted run leaves the rows it finished there.
                """),
    ]
}

/// Arguments of a command over documents.
protocol InputArguments {
    var input: InputOptions { get set }
}

extension OptionDeclaration where Arguments: InputArguments {
    /// The options that name inputs and the output.
    static var inputOptions: [Self] {
        [
            .repeated("text", \.input.inputs, placeholder: "TEXT", help: "A text, whatever it looks like") { .text($0) },
            .repeated("file", \.input.inputs, placeholder: "FILE", help: "A file, whatever it looks like") { .file($0) },
            .value(
                "input-format", \.input.format, .choice("FORMAT"),
                help: "Read every input as text or as jsonl (default: by the ending of its name)"),
            .value("output", short: "o", \.input.outputPath, .text("FILE"), help: "Write to FILE instead of standard output"),
        ]
    }
}

extension CommandDeclaration.Operands where Arguments: InputArguments {
    /// Inputs as operands.
    static var inputs: Self {
        Self(placeholder: "[INPUT…]", help: InputOptions.help) { $0.input.inputs.append(.word($1)) }
    }
}

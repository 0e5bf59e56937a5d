import TrialNERFormats

/// `trialner convert`: writes annotated documents in another format.
enum Convert: Command {
    struct Arguments: Sendable, Hashable {
        var inputs: [String] = []
        var from: AnnotatedInputFormat?
        var to: AnnotatedOutputFormat?
        var outputPath: String?
    }

    static let defaults = Arguments()

    static let declaration = CommandDeclaration<Arguments>(
        name: "convert",
        summary: "Converts annotated documents between JSONL, CoNLL and brat, and to CSV, TSV or an HTML page.",
        operands: .init(
            placeholder: "INPUT…", help: "Files in JSONL or CoNLL, folders of brat documents, or - for standard input (with --from)."
        ) { $0.inputs.append($1) },
        options: [
            .value(
                "output", short: "o", \.outputPath, .text("FILE"), help: "Write to FILE, or with brat into the folder FILE, new or empty"),
            .value("to", \.to, .choice("FORMAT"), help: "jsonl, conll, brat, csv, tsv or html (default: by the ending of --output)"),
            .value("from", \.from, .choice("FORMAT"), help: "jsonl, conll or brat (default: by the ending of INPUT; a folder is brat's)"),
        ],
        examples: [
            CommandExample(line: "trialner convert project/ -o project.jsonl", purpose: "a folder of brat documents"),
            CommandExample(line: "trialner convert gold.jsonl -o gold-brat/", purpose: "documents to correct in brat"),
            CommandExample(line: "trialner convert gold.conll --to csv", purpose: "a row an entity, on standard output"),
            CommandExample(line: "trialner convert found.jsonl -o found.html", purpose: "a page to read"),
        ],
        notes: [
            CommandNote(
                title: "FORMATS",
                text: """
                    jsonl: {"id", "text", "entities": [{"begin", "end", "label"}]} a line, or entities as [begin, end, label]; offsets are Unicode scalars, \
                    end EXCLUSIVE. Members sentences, tokens, conll and brat carry what those formats have beside it, so that a file that is \
                    converted to JSONL and back is the same.
                    conll: a token a line, its tag in the last column, an empty line between sentences; read in IOB1, IOB2, IOBES and BILOU, \
                    written in IOB2.
                    brat: NAME.txt and NAME.ann; relations, events, attributes and notes are kept. The span of a discontinuous entity reaches \
                    from its first to its last part, and its parts are kept.
                    csv, tsv: document, begin, end, label, text, confidence; a row an entity. html: a page of marked text.
                    """),
            CommandNote(
                title: "FAILURES",
                text: """
                    Documents that do not fit are named on standard error with their line and left out, and everything else is done. Exit status: \
                    0 all is done, 1 something failed, 2 the command line makes no sense.
                    """),
        ])

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        guard !arguments.inputs.isEmpty else {
            throw UsageError(command: declaration.name, message: "nothing to read: name a file or a folder")
        }
        let format = try outputFormat(arguments)
        var inputs = try AnnotatedInputs(
            arguments.inputs, format: arguments.from, option: "--from", command: declaration.name, in: context)
        let output = try AnnotatedOutput(
            format, folder: arguments.outputPath ?? "", title: arguments.inputs.joined(separator: ", "), labels: [], context.diagnostics)
        let file = try (format == .brat ? nil : arguments.outputPath).map { path throws(OutputError) in try FileWriter(path: path) }
        if let file { context.output.redirect(to: file, partialPath: file.partialPath) }
        while let document = inputs.next() {
            let rows = try output.rows(document)
            try context.output.write(context.output.documentCount == 0 ? output.head + rows : rows)
        }
        if context.output.documentCount > 0 { try context.output.append(try output.finish()) }
        try context.output.flush()
        context.diagnostics.summarizeFailures()
        if context.output.documentCount == 0 {
            file?.discard()
            if !context.diagnostics.hasFailures { context.diagnostics.note("there are no documents in what was named; nothing is written") }
            return .failure
        }
        try file?.commit()
        return context.diagnostics.hasFailures ? .failure : .success
    }

    private static func outputFormat(_ arguments: Arguments) throws(UsageError) -> AnnotatedOutputFormat {
        let format = arguments.to ?? arguments.outputPath.flatMap { AnnotatedOutputFormat(path: $0) }
        guard let format else {
            let place = arguments.outputPath.map { "the format of \(quoted($0)) is not known from its name" } ?? "no output format"
            throw UsageError(command: declaration.name, message: "\(place); say --to jsonl, conll, brat, csv, tsv or html")
        }
        if format == .brat, arguments.outputPath == nil {
            throw UsageError(command: declaration.name, message: "brat documents are files; name a folder with --output")
        }
        return format
    }
}

import TrialNERFormats

/// What the options that name inputs and the output say; every command over documents has them.
struct InputOptions: Sendable, Hashable {
    var inputs: [InputArgument] = []
    var format: InputFormat?
    var fields = InputFields()
    var outputPath: String?

    /// What help says of inputs.
    static let help = """
        A text, a file, a folder, several of them, or - for standard input (which is also read where no INPUT is named). \
        What exists as a file is read as one, a folder with all files in it; what looks like a path (has a / or ends as files do, in .txt, .jsonl, .xml, and no white space) \
        but does not exist is reported as missing; everything else is text. --text and --file say it outright.
        """

    /// What help says of formats of inputs, failures and output.
    static let notes = [
        CommandNote(
            title: "READING",
            text: """
                Texts are UTF-8. A text file is one document; its id is its name, that of a text is text-1, text-2, …
                Other formats are known by their ending, or said with --input-format:
                jsonl (.jsonl, .ndjson) a document a line, {"id": "a", "text": "…"}; json (.json) an array of such objects, or one; \
                --text-field and --id-field name other members.
                csv, tsv: a document a row; columns by name or number with --text-column and --id-column.
                pubmed (PubMed XML), medline (.nbib), ris: title and abstract of each record.
                jats (.nxml, PMC articles): title and abstract, and each section of results.
                registry (ClinicalTrials.gov, JSON or XML): each text of each study, with its path.
                brat (a folder, .ann) and conll: the texts alone.
                A stated id is kept; without one it is FILE:LINE. .json and .xml are told apart by what is in them. What is packed with gzip is \
                unpacked as it is read, whatever it is called. A folder is read with the folders in it, every file of a known ending.
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
                help: "Read every input in this format (default: by the ending of its name)"),
            .list(
                "text-field", \.input.fields.text, .text("NAME"),
                help: "Member of JSON or JSONL that holds the text, a.b for one inside another; several are joined (default: text)"),
            .value("id-field", \.input.fields.id, .text("NAME"), help: "Member that holds the id (default: id)"),
            .list(
                "text-column", \.input.fields.text, .text("NAME"),
                help: "Column of CSV or TSV that holds the text, by name or number; several are joined (default: the usual names)"),
            .value("id-column", \.input.fields.id, .text("NAME"), help: "Column that holds the id (default: the usual names)"),
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

import TrialNER
import TrialNERFormats

/// `trialner annotate`: marks the concepts of texts.
enum Annotate: Command {
    /// The form of what is written.
    enum Format: String, Sendable, CaseIterable {
        case table
        case jsonl
        case conll
        case brat
        case csv
        case tsv
        case html
        case sqlite
        case annotations

        /// The format that the ending of a path tells, a folder being brat's; `nil` where it tells none.
        init?(path: String) {
            if path.lowercased().hasSuffix(".sqlite") || path.lowercased().hasSuffix(".db") {
                self = .sqlite
            } else if let format = AnnotatedOutputFormat(path: path).flatMap({ Self(rawValue: $0.rawValue) }) {
                self = format
            } else {
                return nil
            }
        }

        /// Whether a run that was stopped can be gone on with: rows stand by themselves.
        var isResumable: Bool {
            switch self {
            case .jsonl, .conll, .csv, .tsv, .annotations, .sqlite: true
            case .table, .brat, .html: false
            }
        }
    }

    /// When a table is coloured.
    enum ColorChoice: String, Sendable, CaseIterable {
        case auto
        case always
        case never
    }

    struct Arguments: Sendable, Hashable, InputArguments, EngineArguments {
        var input = InputOptions()
        var engine = EngineSettings()
        /// The format that is said; `nil` leaves it to the ending of the output.
        var statedFormat: Format?
        /// Whether an unfinished run is begun anew.
        var restarts = false
        var color = ColorChoice.auto

        /// The form of what is written.
        var format: Format { statedFormat ?? input.outputPath.flatMap { Format(path: $0) } ?? .table }
    }

    static let defaults = Arguments()

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        if let wrong = arguments.engine.settingOfPipeline {
            throw UsageError(command: declaration.name, message: "\(wrong) belongs in the pipeline file, not beside --pipeline")
        }
        let inputs = try InputList(
            arguments.input, isInputTerminal: context.terminal.isInputTerminal,
            command: declaration.name)
        var arguments = arguments
        arguments.engine.isShort = inputs.isShort
        if arguments.input.outputPath == nil {
            switch arguments.format {
            case .brat:
                throw UsageError(command: declaration.name, message: "brat documents are files; name a folder, new or empty, with --output")
            case .sqlite: throw UsageError(command: declaration.name, message: "a database is a file; name it with --output")
            default: break
            }
        }
        let destination = try destination(arguments, inputs, context)
        let work = Work(arguments, inputs, context, destination)
        return try DocumentRun(inputs, to: destination, in: context).run(work.prepare, finish: { try work.writer?.finish() ?? [] })
    }

    private static func destination(
        _ arguments: Arguments, _ inputs: InputList, _ context: CommandContext
    ) throws -> any RunDestination {
        // The files of brat go into the folder one by one, and nothing to where rows go.
        guard let path = arguments.input.outputPath, arguments.format != .brat else { return StreamDestination(context.output) }
        guard arguments.format.isResumable else {
            return try FileDestination(path: path, fingerprint: nil, restarts: false, output: context.output)
        }
        let settings = arguments.settings
        let fingerprint = RunFingerprint(settings: settings, model: try context.engine.identity(arguments.engine), inputs: inputs)
        if arguments.format == .sqlite {
            let names = inputs.inputs.prefix(20).map(\.name) + (inputs.inputs.count > 20 ? ["…"] : [])
            return try SQLiteDestination(
                path: path, command: "trialner annotate \(names.joined(separator: " "))", fingerprint: fingerprint,
                restarts: arguments.restarts,
                output: context.output)
        }
        return try FileDestination(path: path, fingerprint: fingerprint, restarts: arguments.restarts, output: context.output)
    }

    /// The work on the documents of one run: from the first batch on there is a writer.
    private final class Work {
        private let arguments: Arguments
        private let inputs: InputList
        private let context: CommandContext
        private let destination: any RunDestination
        private(set) var writer: DocumentWriter?

        init(_ arguments: Arguments, _ inputs: InputList, _ context: CommandContext, _ destination: any RunDestination) {
            self.arguments = arguments
            self.inputs = inputs
            self.context = context
            self.destination = destination
        }

        /// Opens the model or the pipeline, and gives what makes the rows of each document of a batch.
        func prepare() throws -> ([InputDocument]) throws -> [[UInt8]] {
            if arguments.format == .annotations {
                return AnnotatorRows(try context.engine.annotator(arguments.engine)).annotationRows
            }
            if arguments.engine.pipeline != nil {
                let annotator = AnnotatorRows(try context.engine.annotator(arguments.engine))
                guard annotator.givesConcepts else {
                    throw UsageError(
                        command: Annotate.declaration.name,
                        message:
                            "the pipeline gives no concepts with their places (it has no NerConverter, or a Finisher takes them away); "
                            + "its columns are shown by --format annotations")
                }
                writer = try makeWriter(annotator.model)
                return { [self] batch in
                    try annotator.documents(batch).map { parts in
                        try parts.reduce(into: []) { $0 += try rows(id: $1.id, $1.document) }
                    }
                }
            }
            let recognizer = try context.engine.recognizer(arguments.engine)
            try Annotate.check(labels: arguments.engine.labels, of: recognizer.model)
            writer = try makeWriter(recognizer.model)
            return { [self] batch in
                try zip(batch, try recognizer.recognize(batch.map(\.text))).map { try rows(id: $0.id, $1) }
            }
        }

        private func makeWriter(_ model: ModelIdentity) throws(OutputError) -> DocumentWriter {
            if let database = destination as? SQLiteDestination {
                database.writer.model = model
                return .sqlite(database.writer)
            }
            return try Annotate.writer(arguments, inputs, model: model, isBegun: destination.start.documents > 0, context)
        }

        private func rows(id: DocumentID, _ document: RecognizedDocument) throws(OutputError) -> [UInt8] {
            try writer?.rows(id: id, document: document) ?? []
        }
    }

    private static func check(labels: [String], of model: ModelIdentity) throws(UsageError) {
        guard !model.labels.isEmpty, let unknown = labels.first(where: { !model.labels.contains($0) }) else { return }
        let nearest = Spelling.nearest(to: unknown, among: model.labels).map { " (did you mean \($0)?)" } ?? ""
        throw UsageError(
            command: declaration.name,
            message: "the model has no label \(quoted(unknown))\(nearest); its labels are \(model.labels.joined(separator: ", "))")
    }

    private static func writer(
        _ arguments: Arguments, _ inputs: InputList, model: ModelIdentity, isBegun: Bool, _ context: CommandContext
    ) throws(OutputError) -> DocumentWriter {
        if let format = AnnotatedOutputFormat(rawValue: arguments.format.rawValue), format != .jsonl, format != .conll {
            let title = inputs.inputs.count == 1 ? inputs.inputs[0].name : "\(inputs.inputs.count) inputs"
            let output = try AnnotatedOutput(
                format, folder: arguments.input.outputPath ?? "", title: title, labels: model.labels, context.diagnostics)
            return .annotated(output, isFirst: !isBegun)
        }
        switch arguments.format {
        case .jsonl, .annotations: return .jsonl(JSONLinesWriter(model: model))
        case .conll: return .conll(CoNLLWriter())
        case .table, .brat, .csv, .tsv, .html, .sqlite:
            let isTerminal = context.terminal.isOutputTerminal && arguments.input.outputPath == nil
            let isColored =
                switch arguments.color {
                case .always: true
                case .never: false
                case .auto: isTerminal && !context.terminal.isColorUnwanted
                }
            let table = TableWriter(
                colors: isColored ? LabelColors(labels: model.labels) : nil, width: isTerminal ? context.terminal.width : nil)
            return .table(table, hasHeadings: inputs.mayHoldSeveral, isFirst: true)
        }
    }
}

extension Annotate.Arguments {
    /// What of the settings decides what is written, in words; how many threads compute does not.
    fileprivate var settings: String {
        var engine = engine
        engine.threads = nil
        engine.jobs = nil
        engine.isShort = false
        return "\(CommandLineTool.version) annotate \(format.rawValue) \(input.format?.rawValue ?? "") \(input.fields) \(engine)"
    }
}

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
        case annotations
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
        var format = Format.table
        var color = ColorChoice.auto
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
        if arguments.format == .brat, arguments.input.outputPath == nil {
            throw UsageError(command: declaration.name, message: "brat documents are files; name a folder, new or empty, with --output")
        }
        let work = Work(arguments, inputs, context)
        // The files of brat go into the folder one by one, and nothing to where rows go.
        let outputPath = arguments.format == .brat ? nil : arguments.input.outputPath
        return try DocumentRun(inputs, outputPath: outputPath, in: context).run(
            work.prepare, finish: { try work.writer?.finish() ?? [] })
    }

    /// The work on the documents of one run: from the first batch on there is a writer.
    private final class Work {
        private let arguments: Arguments
        private let inputs: InputList
        private let context: CommandContext
        private(set) var writer: DocumentWriter?

        init(_ arguments: Arguments, _ inputs: InputList, _ context: CommandContext) {
            self.arguments = arguments
            self.inputs = inputs
            self.context = context
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
                writer = try Annotate.writer(arguments, inputs, model: annotator.model, context)
                return { [self] batch in
                    try annotator.documents(batch).map { parts in
                        try parts.reduce(into: []) { $0 += try rows(id: $1.id, $1.document) }
                    }
                }
            }
            let recognizer = try context.engine.recognizer(arguments.engine)
            try Annotate.check(labels: arguments.engine.labels, of: recognizer.model)
            writer = try Annotate.writer(arguments, inputs, model: recognizer.model, context)
            return { [self] batch in
                try zip(batch, try recognizer.recognize(batch.map(\.text))).map { try rows(id: $0.id, $1) }
            }
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
        _ arguments: Arguments, _ inputs: InputList, model: ModelIdentity, _ context: CommandContext
    ) throws(OutputError) -> DocumentWriter {
        if let format = AnnotatedOutputFormat(rawValue: arguments.format.rawValue), format != .jsonl, format != .conll {
            let title = inputs.inputs.count == 1 ? inputs.inputs[0].name : "\(inputs.inputs.count) inputs"
            let output = try AnnotatedOutput(
                format, folder: arguments.input.outputPath ?? "", title: title, labels: model.labels, context.diagnostics)
            return .annotated(output, isFirst: true)
        }
        switch arguments.format {
        case .jsonl, .annotations: return .jsonl(JSONLinesWriter(model: model))
        case .conll: return .conll(CoNLLWriter())
        case .table, .brat, .csv, .tsv, .html:
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

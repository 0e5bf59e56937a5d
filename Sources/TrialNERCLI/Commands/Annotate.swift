import TrialNER
import TrialNERFormats

/// `trialner annotate`: marks the concepts of texts.
enum Annotate: Command {
    /// The form of what is written.
    enum Format: String, Sendable, CaseIterable {
        case table
        case jsonl
        case conll
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
            arguments.input.inputs, format: arguments.input.format, isInputTerminal: context.terminal.isInputTerminal,
            command: declaration.name)
        var arguments = arguments
        arguments.engine.isShort = inputs.isShort
        return try DocumentRun(inputs, outputPath: arguments.input.outputPath, in: context).run { [arguments] in
            try prepare(arguments, inputs, context)
        }
    }

    /// Opens the model or the pipeline, and gives what makes the rows of each document of a batch.
    private static func prepare(
        _ arguments: Arguments, _ inputs: InputList, _ context: CommandContext
    ) throws -> ([InputDocument]) throws -> [[UInt8]] {
        if arguments.format == .annotations {
            return AnnotatorRows(try context.engine.annotator(arguments.engine)).annotationRows
        }
        if arguments.engine.pipeline != nil {
            let annotator = AnnotatorRows(try context.engine.annotator(arguments.engine))
            var writer = writer(arguments, inputs, model: annotator.model, context)
            return { batch in
                try annotator.documents(batch).map { parts in
                    var rows: [UInt8] = []
                    for part in parts { rows += writer.rows(id: part.id, document: part.document) }
                    return rows
                }
            }
        }
        let recognizer = try context.engine.recognizer(arguments.engine)
        try check(labels: arguments.engine.labels, of: recognizer.model)
        var writer = writer(arguments, inputs, model: recognizer.model, context)
        return { batch in
            zip(batch, try recognizer.recognize(batch.map(\.text))).map { writer.rows(id: $0.id, document: $1) }
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
    ) -> DocumentWriter {
        switch arguments.format {
        case .jsonl, .annotations: return .jsonl(JSONLinesWriter(model: model))
        case .conll: return .conll(CoNLLWriter())
        case .table:
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

import TrialNER
import TrialNERFormats

/// `trialner evaluate`: how well a model (or another program) finds what a gold standard has.
enum Evaluate: Command {
    /// The form of the report.
    enum Format: String, Sendable, CaseIterable {
        case table
        case json
    }

    struct Arguments: Sendable, Hashable, EngineArguments {
        var gold: [String] = []
        var from: AnnotatedInputFormat?
        var predictions: String?
        var format = Format.table
        var engine = EngineSettings()
    }

    static let defaults = Arguments()

    static let declaration = CommandDeclaration<Arguments>(
        name: "evaluate",
        summary: "Compares what is found with a gold standard: precision, recall and F1.",
        operands: .init(placeholder: "GOLD…", help: "Annotated documents: files in JSONL or CoNLL, folders of brat documents.") {
            $0.gold.append($1)
        },
        options: [
            .value(
                "from", \.from, .choice("FORMAT"), help: "Read GOLD as jsonl, conll or brat (default: by its ending; a folder is brat's)"),
            .value(
                "predictions", \.predictions, .text("FILE"),
                help: "Compare with the entities of this file (same ids, same texts) in place of a model's"),
            .value("format", short: "f", \.format, .choice("FORMAT"), help: "table (default) or json"),
        ] + OptionDeclaration.modelOptions + [
            .flag("sentences", \.engine.sentences, to: true, help: "Let the model read each sentence by itself"),
            .value("threshold", \.engine.threshold, .probability, help: "Leave out what was found with a lower confidence, from 0 to 1"),
            .value(
                "max-sentence-length", \.engine.maxSentenceLength, .count(from: 1),
                help: "Longest window in word pieces, [CLS] and [SEP] included"),
            .value("batch-size", \.engine.batchSize, .count(from: 1), help: "Windows that are run at once"),
            .value("threads", \.engine.threads, .count(from: 1), help: "Threads that compute (default: one a core)"),
            .flag("no-viterbi", \.engine.viterbi, to: false, help: "Take the best tag of each token alone, not the best sequence of tags"),
        ],
        examples: [
            CommandExample(line: "trialner evaluate gold.jsonl", purpose: "the shipped model"),
            CommandExample(
                line: "trialner evaluate gold.jsonl --predictions found.jsonl --format json", purpose: "another program's output"),
        ],
        notes: [
            CommandNote(
                title: "WHAT IS COUNTED",
                text: """
                    exact: entities with the same beginning, end and type. overlap: entities of the same type that share a character, each once. \
                    tags: the IOB2 tags of TrialNER's own tokens. micro counts all types together, macro is the mean over types, weighted that \
                    by how many there are. The interval (95 %) is that of exact micro F1 by 1,000 bootstrap samples of documents.
                    """)
        ])

    /// How many documents are read by the model together.
    private static let batch = 64

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        guard !arguments.gold.isEmpty else {
            throw UsageError(command: declaration.name, message: "name a gold standard: a file or a folder")
        }
        var inputs = try AnnotatedInputs(
            arguments.gold, format: arguments.from, option: "--from", command: declaration.name, in: context)
        let finder = try Finder(arguments, in: context)
        var evaluation = Evaluation()
        var gold: [AnnotatedDocument] = []
        while let document = inputs.next() {
            gold.append(document)
            if gold.count == batch { try finder.compare(&gold, into: &evaluation) }
        }
        try finder.compare(&gold, into: &evaluation)
        context.diagnostics.summarizeFailures()
        guard !evaluation.documents.isEmpty else {
            if !context.diagnostics.hasFailures { context.diagnostics.note("there are no documents in what was named") }
            return .failure
        }
        let report = EvaluationReport(evaluation)
        try context.output.write(arguments.format == .json ? report.json : Array(report.table.utf8))
        return context.diagnostics.hasFailures ? .failure : .success
    }

    /// Finds the entities to compare: a model's, or those of a file.
    private struct Finder {
        private let recognizer: (any DocumentRecognizer)?
        private let predictions: [DocumentID: AnnotatedDocument]
        private let tokenSplitter = ClinicalTokenSplitter()
        private let diagnostics: Diagnostics

        init(_ arguments: Arguments, in context: CommandContext) throws {
            diagnostics = context.diagnostics
            guard let path = arguments.predictions else {
                recognizer = try context.engine.recognizer(arguments.engine)
                predictions = [:]
                return
            }
            recognizer = nil
            var inputs = try AnnotatedInputs([path], format: nil, option: "--from", command: declaration.name, in: context)
            var found: [DocumentID: AnnotatedDocument] = [:]
            while let document = inputs.next() { found[document.id] = document }
            predictions = found
        }

        /// Compares the documents at hand and takes them out of the list.
        func compare(_ gold: inout [AnnotatedDocument], into evaluation: inout Evaluation) throws {
            defer { gold.removeAll(keepingCapacity: true) }
            let found: [[DocumentEvaluation.LabelledSpan]?] =
                if let recognizer {
                    try recognizer.recognize(gold.map(\.text)).map { $0.entities.map { .init(span: $0.span, label: $0.label) } }
                } else {
                    gold.map(predicted)
                }
            for (document, found) in zip(gold, found) {
                guard let found else { continue }
                let entities = document.entities.map { DocumentEvaluation.LabelledSpan(span: $0.span, label: $0.label) }
                let tokens = try tokenSplitter.tokens(in: document.text, sentence: document.text.span)
                evaluation.add(DocumentEvaluation(gold: entities, found: found, tokens: tokens))
            }
        }

        private func predicted(_ gold: AnnotatedDocument) -> [DocumentEvaluation.LabelledSpan]? {
            guard let document = predictions[gold.id] else {
                diagnostics.failure(ofDocument: gold.id.description, reason: "no predictions have this id; it is left out")
                return nil
            }
            guard document.text == gold.text else {
                diagnostics.failure(ofDocument: gold.id.description, reason: "the predictions have another text; it is left out")
                return nil
            }
            return document.entities.map { .init(span: $0.span, label: $0.label) }
        }
    }
}

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
        var predictionsFrom: AnnotatedInputFormat?
        var format = Format.table
        var tables: [EvaluationReport.Table] = []
        var schemes: [MatchingScheme] = []
        var errorPage: String?
        var worst = 200
        var engine = EngineSettings()
    }

    static let defaults = Arguments()

    /// How many documents are read by the model together.
    private static let batch = 64

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        guard !arguments.gold.isEmpty else {
            throw UsageError(command: declaration.name, message: "name a gold standard: a file or a folder")
        }
        var inputs = try AnnotatedInputs(
            arguments.gold, format: arguments.from, option: "--from", command: declaration.name, in: context)
        let finder = try Finder(arguments, in: context)
        let page = try arguments.errorPage.map { path throws(OutputError) in try FileWriter(path: path) }
        let work = Work(finder, page: page == nil ? nil : errorPage(arguments, labels: finder.labels), context.diagnostics)
        do {
            var gold: [Work.GoldDocument] = []
            while let document = inputs.next() {
                gold.append((document, inputs.name))
                if gold.count == batch { try work.compare(&gold) }
            }
            try work.compare(&gold)
            let report = EvaluationReport(work.evaluation, leftOut: finder.leftOut())
            context.diagnostics.summarizeFailures()
            guard work.evaluation.documentCount > 0 else {
                if !context.diagnostics.hasFailures { context.diagnostics.note("there are no documents in what was named") }
                page?.discard()
                return .failure
            }
            if let bytes = work.page?.page { try page?.write(bytes) }
            try page?.commit()
            let table = { report.text(of: arguments.tables, schemes: arguments.schemes) }
            try context.output.write(arguments.format == .json ? report.json : Array(table().utf8))
            return context.diagnostics.hasFailures ? .failure : .success
        } catch {
            page?.discard()
            throw error
        }
    }

    private static func errorPage(_ arguments: Arguments, labels: [String]) -> ErrorPage {
        let names = arguments.gold.count == 1 ? arguments.gold[0] : "\(arguments.gold.count) inputs"
        return ErrorPage(
            title: "\(arguments.predictions ?? "What the model found"), against \(names)", labels: labels, limit: arguments.worst)
    }

    /// The comparison of one run.
    private final class Work {
        typealias GoldDocument = (document: AnnotatedDocument, input: String)

        private let finder: Finder
        private let diagnostics: Diagnostics
        private let tokenSplitter = ClinicalTokenSplitter()
        private(set) var evaluation = Evaluation()
        private(set) var page: ErrorPage?

        init(_ finder: Finder, page: ErrorPage?, _ diagnostics: Diagnostics) {
            self.finder = finder
            self.page = page
            self.diagnostics = diagnostics
        }

        /// Compares the documents at hand and takes them out of the list.
        func compare(_ gold: inout [GoldDocument]) throws {
            defer { gold.removeAll(keepingCapacity: true) }
            for ((document, _), found) in zip(gold, try finder.entities(of: gold)) {
                guard let found else { continue }
                let entities = document.entities.map(\.labelled)
                let confidences = found.reduce(into: [LabelledSpan: Float]()) { confidences, entity in
                    guard let confidence = entity.confidence else { return }
                    confidences[entity.labelled] = max(confidence, confidences[entity.labelled] ?? confidence)
                }
                let tokens = try tokenSplitter.tokens(in: document.text, sentence: document.text.span)
                let result = DocumentEvaluation(
                    gold: entities, found: found.map(\.labelled), confidences: confidences, tokens: tokens, text: document.text)
                evaluation.add(result)
                page?.add(id: document.id, text: document.text, pairs: result.pairs, confidences: confidences)
            }
        }
    }

    /// Finds the entities to compare: a model's, or those of a file.
    private final class Finder {
        private let recognizer: (any DocumentRecognizer)?
        private var predictions: Predictions?
        private let path: String
        private let diagnostics: Diagnostics

        init(_ arguments: Arguments, in context: CommandContext) throws {
            diagnostics = context.diagnostics
            path = arguments.predictions ?? ""
            recognizer = arguments.predictions == nil ? try context.engine.recognizer(arguments.engine) : nil
            predictions = try arguments.predictions.map { path throws(UsageError) in
                let inputs = try AnnotatedInputs(
                    [path], format: arguments.predictionsFrom, option: "--predictions-from", command: declaration.name, in: context)
                return Predictions(inputs, name: path, context.diagnostics)
            }
        }

        /// The types in the order of the model; none where there is no model.
        var labels: [String] { recognizer?.model.labels ?? [] }

        /// What was found in each document; `nil`, which is told, for those that cannot be compared.
        func entities(of gold: [Work.GoldDocument]) throws -> [[AnnotatedEntity]?] {
            guard let recognizer else { return gold.map { predictions?.entities(for: $0.document, of: $0.input) } }
            let work = { (gold: [Work.GoldDocument]) in
                try recognizer.recognize(gold.map(\.document.text)).map { document in
                    document.entities.map { AnnotatedEntity(span: $0.span, label: $0.label, confidence: $0.confidence) }
                }
            }
            return try diagnostics.results(of: gold, id: \.document.id.description, work)
        }

        /// How many documents could not be compared; those of the predictions that belong to none of the gold standard are told.
        func leftOut() -> EvaluationReport.LeftOut? {
            guard let others = predictions?.withoutGold() else { return nil }
            if let example = others.example {
                let documents = others.count == 1 ? "1 document is" : "\(others.count) documents are"
                diagnostics.note("\(path): \(documents) not in the gold standard, as \(example), and left out")
            }
            return EvaluationReport.LeftOut(withoutPredictions: predictions?.missingCount ?? 0, withoutGold: others.count)
        }
    }
}

extension AnnotatedEntity {
    fileprivate var labelled: LabelledSpan { LabelledSpan(span: span, label: label) }
}

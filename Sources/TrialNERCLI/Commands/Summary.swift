import TrialNER
import TrialNERFormats

/// `trialner summary`: the trial at a glance.
enum Summary: Command {
    /// The form of what is written.
    enum Format: String, Sendable, CaseIterable {
        case table
        case json
        case jsonl
        case csv
    }

    struct Arguments: Sendable, Hashable, InputArguments, EngineArguments {
        var input = InputOptions()
        var engine = EngineSettings()
        var format = Format.table
        /// A file with entities in place of the model's.
        var entities: String?
        /// A file with true results to compare with.
        var gold: String?
    }

    static let defaults = Arguments()

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        let output = SummaryOutput(arguments.format, context)
        let gold = try arguments.gold.map { try SummaryGold(path: $0, in: context) }
        guard let path = arguments.entities, arguments.input.inputs.isEmpty else {
            let inputs = try InputList(
                arguments.input, isInputTerminal: context.terminal.isInputTerminal,
                command: declaration.name)
            var arguments = arguments
            arguments.engine.isShort = inputs.isShort
            output.hasHeadings = inputs.mayHoldSeveral
            let run = try DocumentRun(inputs, outputPath: arguments.input.outputPath, in: context)
            return try run.run(
                {
                    let finder = try SummaryFinder(arguments, in: context)
                    return { batch in try finder.find(batch).map { try output.rows($0, gold) } }
                }, finish: { output.finish(gold) })
        }
        return try summarize(entitiesAt: path, arguments, output, gold, in: context)
    }

    /// Summarizes the documents of a file of entities themselves.
    private static func summarize(
        entitiesAt path: String, _ arguments: Arguments, _ output: SummaryOutput, _ gold: SummaryGold?, in context: CommandContext
    ) throws -> ExitStatus {
        var documents = try AnnotatedInputs([path], format: nil, option: "--entities", command: declaration.name, in: context)
        let file = try arguments.input.outputPath.map { path throws(OutputError) in try FileWriter(path: path) }
        if let file { context.output.redirect(to: file, partialPath: file.partialPath) }
        let linker = ResultLinker()
        while let document = documents.next() {
            try context.output.write(try output.rows(SummaryFinder.summarize(document, linker), gold))
        }
        guard context.output.documentCount > 0 else {
            file?.discard()
            if !context.diagnostics.hasFailures { context.diagnostics.note("there are no documents in \(path)") }
            context.diagnostics.summarizeFailures()
            return .failure
        }
        try context.output.append(output.finish(gold))
        try context.output.flush()
        context.diagnostics.summarizeFailures()
        try file?.commit()
        return context.diagnostics.hasFailures ? .failure : .success
    }
}

/// Finds the entities of documents, by a model or in a file, and links them.
struct SummaryFinder {
    private let recognizer: (any DocumentRecognizer)?
    private let entities: [DocumentID: AnnotatedDocument]
    private let linker = ResultLinker()

    init(_ arguments: Summary.Arguments, in context: CommandContext) throws {
        guard let path = arguments.entities else {
            recognizer = try context.engine.recognizer(arguments.engine)
            entities = [:]
            return
        }
        recognizer = nil
        var documents = try AnnotatedInputs([path], format: nil, option: "--entities", command: Summary.declaration.name, in: context)
        var entities: [DocumentID: AnnotatedDocument] = [:]
        while let document = documents.next() { entities[document.id] = document }
        self.entities = entities
    }

    /// The summaries of documents.
    func find(_ batch: [InputDocument]) throws -> [SummaryDocument] {
        guard let recognizer else {
            return try batch.map { document in
                guard let annotated = entities[document.id] else { throw Missing.document }
                guard annotated.text == document.text else { throw Missing.sameText }
                return Self.summarize(annotated, linker)
            }
        }
        return zip(batch, try recognizer.recognize(batch.map(\.text))).map { document, found in
            SummaryDocument(id: document.id, text: found.text, entities: found.entities, summary: linker.summary(of: found))
        }
    }

    /// The summary of a document whose entities are known.
    static func summarize(_ document: AnnotatedDocument, _ linker: ResultLinker) -> SummaryDocument {
        let entities = document.entities.map { Entity(span: $0.span, label: $0.label, confidence: $0.confidence ?? 1) }
        let summary = linker.summary(of: document.text, sentences: document.tokens?.sentences ?? [], entities: entities)
        return SummaryDocument(id: document.id, text: document.text, entities: entities, summary: summary)
    }

    /// Why a document has no entities.
    private enum Missing: Error, CustomStringConvertible {
        case document
        case sameText

        var description: String {
            switch self {
            case .document: "the file of --entities has no document with this id"
            case .sameText: "the file of --entities has another text for this id"
            }
        }
    }
}

/// True results to compare with.
final class SummaryGold {
    private let results: [DocumentID: StatedResults]
    private var scores = ResultScores()
    private var documentCount = 0

    init(path: String, in context: CommandContext) throws {
        let source: FileReader
        do {
            source = try FileReader(path: path)
        } catch {
            throw InputError(input: path, problem: error == .missing ? .format("no such file; check the name") : error)
        }
        let reader = StatedResultsReader(source, name: path)
        var results: [DocumentID: StatedResults] = [:]
        while true {
            do throws(InputError) {
                guard let next = try reader.next() else { break }
                results[next.id] = next
            } catch {
                context.diagnostics.failure(error)
            }
        }
        self.results = results
    }

    /// Compares a document, if its true results are known.
    func compare(_ document: StatedResults) {
        guard let gold = results[document.id] else { return }
        documentCount += 1
        scores.add(found: document.results.map(\.parts), gold: gold.results.map(\.parts))
    }

    /// F1 of each part.
    var report: String {
        var text = "\(documentCount) documents, \(scores.gold) results, \(scores.found) found\n"
        for part in ResultScores.parts {
            let name = part == "together" ? "value, endpoint, arm and comparator together" : part
            let number = String(Int((scores.f1(part) * 10_000).rounded()) + 10_000).dropFirst()
            let isOne = scores.f1(part) >= 1
            text += name + String(repeating: " ", count: max(1, 46 - name.count)) + (isOne ? "1.0000" : "0.\(number)") + "\n"
        }
        return text
    }
}

/// Makes the rows of summaries in one of the formats.
final class SummaryOutput {
    private let format: Summary.Format
    private let table: SummaryTableWriter
    private var isFirst = true
    /// Whether each table stands under the id of its document.
    var hasHeadings = true

    init(_ format: Summary.Format, _ context: CommandContext) {
        self.format = format
        table = SummaryTableWriter(width: context.terminal.isOutputTerminal ? context.terminal.width : nil)
    }

    /// The rows of a document; none where results are compared.
    func rows(_ document: SummaryDocument, _ gold: SummaryGold?) throws -> [UInt8] {
        if let gold {
            gold.compare(document.stated)
            return []
        }
        defer { isFirst = false }
        switch format {
        case .table:
            let rows = table.table(of: document, heading: hasHeadings ? document.id : nil)
            return isFirst ? rows : [UInt8(ascii: "\n")] + rows
        case .jsonl: return document.stated.line
        case .json:
            let writer = SummaryJSONWriter()
            return (isFirst ? writer.start : writer.separator) + writer.object(document)
        case .csv:
            let writer = SummaryCSVWriter()
            return (isFirst ? writer.header : []) + writer.rows(document)
        }
    }

    /// What stands behind the last document.
    func finish(_ gold: SummaryGold?) -> [UInt8] {
        if let gold { return Array(gold.report.utf8) }
        return format == .json ? SummaryJSONWriter().end : []
    }
}

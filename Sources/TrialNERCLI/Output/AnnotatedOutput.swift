import TrialNERFormats

/// The formats of annotated documents that are written.
enum AnnotatedOutputFormat: String, Sendable, CaseIterable {
    case jsonl
    case conll
    case brat
    case csv
    case tsv
    case html

    /// The format that a path tells, a folder being brat's; `nil` where it tells none.
    init?(path: String) {
        let name = path.lowercased()
        if let format = Self.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }), format != .brat {
            self = format
        } else if name.hasSuffix("/") || FileReader.kind(of: path) == .directory {
            self = .brat
        } else {
            return nil
        }
    }
}

/// Writes annotated documents in one format: what the output begins with, the rows of each document, what it ends with.
final class AnnotatedOutput {
    private enum Form {
        case jsonl(AnnotatedJSONLinesWriter)
        case conll(AnnotatedCoNLLWriter)
        case delimited(DelimitedWriter)
        case html(HTMLWriter)
        case brat(BratFolderWriter)
    }

    private var form: Form
    private let diagnostics: Diagnostics

    /// Makes an output.
    ///
    /// - Parameters:
    ///   - folder: The folder of brat's files.
    ///   - title: The title of a page.
    ///   - labels: Types in the order of a page's legend.
    init(
        _ format: AnnotatedOutputFormat, folder: String, title: String, labels: [String], _ diagnostics: Diagnostics
    ) throws(OutputError) {
        self.diagnostics = diagnostics
        form =
            switch format {
            case .jsonl: .jsonl(AnnotatedJSONLinesWriter())
            case .conll: .conll(AnnotatedCoNLLWriter())
            case .csv: .delimited(.csv)
            case .tsv: .delimited(.tsv)
            case .html: .html(HTMLWriter(title: title, labels: labels))
            case .brat: .brat(try BratFolderWriter(folder: folder))
            }
    }

    /// What the output begins with.
    var head: [UInt8] {
        switch form {
        case .delimited(let writer): writer.header
        case .html(let writer): writer.head
        case .jsonl, .conll, .brat: []
        }
    }

    /// The rows of a document; none where it goes into files of its own. What cannot be written is told.
    func rows(_ document: AnnotatedDocument) throws(OutputError) -> [UInt8] {
        switch form {
        case .jsonl(let writer): return writer.row(document)
        case .delimited(let writer): return writer.rows(document)
        case .conll(var writer):
            let (rows, notes) = writer.rows(document)
            form = .conll(writer)
            for note in notes { diagnostics.note("\(document.id): \(note)") }
            return rows
        case .html(var writer):
            let section = writer.section(document)
            form = .html(writer)
            return section
        case .brat(let writer):
            if let problem = writer.problem(with: document.id) {
                diagnostics.failure(ofDocument: document.id.description, reason: "\(problem)")
            } else {
                try writer.write(document)
            }
            return []
        }
    }

    /// What the output ends with.
    func finish() throws(OutputError) -> [UInt8] {
        switch form {
        case .html(let writer): return writer.foot
        case .brat(let writer):
            try writer.finish()
            return []
        case .jsonl, .conll, .delimited: return []
        }
    }
}

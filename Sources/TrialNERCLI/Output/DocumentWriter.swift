import TrialNER
import TrialNERFormats

/// Writes recognised documents in the form that was asked for.
enum DocumentWriter {
    case table(TableWriter, hasHeadings: Bool, isFirst: Bool)
    case jsonl(JSONLinesWriter)
    case conll(CoNLLWriter)
    case annotated(AnnotatedOutput, isFirst: Bool)
    case sqlite(SQLiteWriter)

    /// The lines of one document.
    mutating func rows(id: DocumentID, document: RecognizedDocument) throws(OutputError) -> [UInt8] {
        switch self {
        case .jsonl(let writer): return writer.row(id: id, document: document)
        case .conll(let writer): return writer.rows(id: id, document: document)
        case .sqlite(let writer):
            try writer.write(AnnotatedDocument(id: id, document: document))
            return []
        case .annotated(let output, let isFirst):
            self = .annotated(output, isFirst: false)
            let rows = try output.rows(AnnotatedDocument(id: id, document: document))
            return isFirst ? output.head + rows : rows
        case .table(let writer, let hasHeadings, let isFirst):
            self = .table(writer, hasHeadings: hasHeadings, isFirst: false)
            let gap = isFirst ? [] : [UInt8(ascii: "\n")]
            return gap + writer.table(of: document, heading: hasHeadings ? id : nil)
        }
    }

    /// What the output ends with.
    func finish() throws(OutputError) -> [UInt8] {
        if case .annotated(let output, _) = self { return try output.finish() }
        return []
    }
}

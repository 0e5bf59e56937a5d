import TrialNER
import TrialNERFormats

/// Writes recognised documents in the form that was asked for.
enum DocumentWriter {
    case table(TableWriter, hasHeadings: Bool, isFirst: Bool)
    case jsonl(JSONLinesWriter)
    case conll(CoNLLWriter)

    /// The lines of one document.
    mutating func rows(id: DocumentID, document: RecognizedDocument) -> [UInt8] {
        switch self {
        case .jsonl(let writer): return writer.row(id: id, document: document)
        case .conll(let writer): return writer.rows(id: id, document: document)
        case .table(let writer, let hasHeadings, let isFirst):
            self = .table(writer, hasHeadings: hasHeadings, isFirst: false)
            let gap = isFirst ? [] : [UInt8(ascii: "\n")]
            return gap + writer.table(of: document, heading: hasHeadings ? id : nil)
        }
    }
}

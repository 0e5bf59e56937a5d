import TrialNER

/// Writes the entities of documents as CSV or TSV, a row each: `document,begin,end,label,text,confidence`.
///
/// Offsets are Unicode scalars, `end` exclusive, as in JSONL. CSV follows RFC 4180: rows end in CRLF; a field with a comma, a quotation mark or a
/// line break stands in quotation marks, which are doubled inside it. TSV has tabs for commas and rows that end in a line feed.
public struct DelimitedWriter: Sendable {
    private let separator: UInt8
    private let lineEnd: [UInt8]

    /// Writes CSV.
    public static let csv = DelimitedWriter(separator: UInt8(ascii: ","), lineEnd: Array("\r\n".utf8))
    /// Writes TSV.
    public static let tsv = DelimitedWriter(separator: UInt8(ascii: "\t"), lineEnd: Array("\n".utf8))

    private init(separator: UInt8, lineEnd: [UInt8]) {
        self.separator = separator
        self.lineEnd = lineEnd
    }

    /// The row that names the columns.
    public var header: [UInt8] { row(["document", "begin", "end", "label", "text", "confidence"]) }

    /// The rows of one document.
    public func rows(_ document: AnnotatedDocument) -> [UInt8] {
        var offsets = document.text.scalarOffsetConverter
        var output: [UInt8] = []
        for entity in document.entities {
            let begin = offsets.offset(ofUTF8: entity.span.lowerBound)
            let end = offsets.offset(ofUTF8: entity.span.upperBound)
            let confidence = entity.confidence.map { $0.isFinite ? DecimalText.short($0) : "" } ?? ""
            output += row([document.id.description, String(begin), String(end), entity.label, document.text[entity.span], confidence])
        }
        return output
    }

    func row(_ fields: [String]) -> [UInt8] {
        var row: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { row.append(separator) }
            append(field, to: &row)
        }
        return row + lineEnd
    }

    private func append(_ field: String, to row: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let isQuoted = field.utf8.contains { $0 == separator || $0 == quote || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        if !isQuoted {
            row.append(contentsOf: field.utf8)
            return
        }
        row.append(quote)
        for byte in field.utf8 {
            if byte == quote { row.append(quote) }
            row.append(byte)
        }
        row.append(quote)
    }
}

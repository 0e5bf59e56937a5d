import TrialNER

/// Writes the concepts of a document as a table, as Spark NLP's `show` does:
///
///     +---------+-----+---+---------+----------+
///     |chunk    |begin|end|ner_label|confidence|
///     +---------+-----+---+---------+----------+
///     |June 2003|    3| 11|DATE     |    0.9869|
///     +---------+-----+---+---------+----------+
///
/// `begin` and `end` count characters (Unicode scalars) from 0, `end` being the last character, as in the pages of Spark NLP. (The
/// formats for programs have `end` exclusive.) A line break inside a chunk is shown as `⏎`.
public struct TableWriter: Sendable {
    private let colors: LabelColors?
    private let width: Int?
    /// The least that is left of a chunk in a narrow terminal, in columns.
    private static let narrowestChunk = 16

    /// Makes a writer; without `colors` the table is plain, with a `width` (in columns) long chunks are cut to fit it.
    public init(colors: LabelColors? = nil, width: Int? = nil) {
        self.colors = colors
        self.width = width
    }

    /// The table of one document, under a heading with its identifier if there is one.
    public func table(of document: RecognizedDocument, heading: DocumentID?) -> [UInt8] {
        var output = heading.map { "==> \(DisplayText.singleLine($0.description)) <==\n" } ?? ""
        let rows = rows(of: document)
        if rows.isEmpty {
            output += "No concepts found.\n"
        } else {
            appendTable(rows, to: &output)
        }
        return Array(output.utf8)
    }

    private static let header = Row(cells: ["chunk", "begin", "end", "ner_label", "confidence"], label: nil)
    /// Which columns hold numbers, which stand to the right.
    private static let isNumber = [false, true, true, false, true]

    private struct Row {
        var cells: [String]
        var label: String?
    }

    private func rows(of document: RecognizedDocument) -> [Row] {
        var offsets = OffsetConverter(document.text, to: .unicodeScalars)
        return document.entities.inTextOrder.map { entity in
            let begin = offsets.offset(ofUTF8: entity.span.lowerBound)
            let end = offsets.offset(ofUTF8: entity.span.upperBound) - 1
            let chunk = DisplayText.singleLine(document.text[entity.span])
            let confidence = DecimalText.fixed(entity.confidence)
            return Row(cells: [chunk, String(begin), String(end), DisplayText.singleLine(entity.label), confidence], label: entity.label)
        }
    }

    private func appendTable(_ rows: [Row], to output: inout String) {
        var widths = Self.header.cells.indices.map { column in
            ([Self.header] + rows).map { DisplayText.width(of: $0.cells[column]) }.max() ?? 0
        }
        if let width {
            let others = widths.dropFirst().reduce(0, +) + widths.count + 1
            widths[0] = max(min(widths[0], width - others), min(widths[0], Self.narrowestChunk))
        }
        let rule = "+" + widths.map { String(repeating: "-", count: $0) }.joined(separator: "+") + "+\n"
        output += rule
        append(Self.header, widths, to: &output)
        output += rule
        for row in rows { append(row, widths, to: &output) }
        output += rule
    }

    private func append(_ row: Row, _ widths: [Int], to output: inout String) {
        for (column, cell) in row.cells.enumerated() {
            let cut = column == 0 ? DisplayText.truncated(cell, to: widths[0]) : cell
            let isRight = Self.isNumber[column] && row.label != nil
            var text = DisplayText.padded(cut, to: widths[column], alignedRight: isRight)
            if let label = row.label, let colors, column == 0 || column == 3 { text = colors.painted(text, label: label) }
            output += "|" + text
        }
        output += "|\n"
    }
}

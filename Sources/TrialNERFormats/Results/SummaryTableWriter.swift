import TrialNER

/// Writes the summary of a document for people: the arms with their counts, then a table of end points and arms. A number behind `@` is
/// the character (Unicode scalar, from 0) at which the words before it begin.
public struct SummaryTableWriter: Sendable {
    private let width: Int?
    /// The least and the most columns that a cell is given in a narrow terminal.
    private static let cellWidths = 12...40

    /// Makes a writer; with a `width` (in columns) the table is cut to fit it as far as it can be.
    public init(width: Int? = nil) {
        self.width = width
    }

    /// The summary of one document, under a heading with its identifier if there is one.
    public func table(of document: SummaryDocument, heading: DocumentID?) -> [UInt8] {
        var output = heading.map { "==> \(DisplayText.singleLine($0.description)) <==\n" } ?? ""
        if document.summary.arms.isEmpty, document.summary.results.isEmpty, document.summary.counts.isEmpty {
            return Array((output + "No arms and no results found.\n").utf8)
        }
        output += arms(of: document)
        output += document.summary.results.isEmpty ? "No results found.\n" : results(of: document)
        return Array(output.utf8)
    }

    // MARK: Arms

    private func arms(of document: SummaryDocument) -> String {
        var rows = document.summary.arms.map { arm in
            [mark(document.cell(arm.name)), arm.counts.map { mark(document.cell($0)) }.joined(separator: ", ")]
        }
        let others = document.summary.counts
        if !others.isEmpty { rows.append(["(no arm)", others.map { mark(document.cell($0)) }.joined(separator: ", ")]) }
        return rows.isEmpty ? "" : grid([["arm", "people"]] + rows)
    }

    // MARK: Results

    private func results(of document: SummaryDocument) -> String {
        let summary = document.summary
        let values = summary.results.filter { $0.comparator == nil }
        let columns = summary.arms.indices.filter { arm in values.contains { $0.arm.flatMap(summary.arm) == arm } }
        let hasAll = values.contains { $0.arm == nil }
        let hasComparisons = summary.results.contains { $0.comparator != nil }
        var header = ["end point", "time"] + columns.map { document.cell(summary.arms[$0].name).text }
        if hasAll { header.append("all, or not said") }
        if hasComparisons { header.append("comparison") }
        header.append("p")
        var rows = [header]
        for endPoint in summary.endPoints {
            for row in Self.rows(of: endPoint, document) {
                var cells = [
                    endPoint.name.map { mark(document.cell($0)) } ?? "(not named)", row.time.map { mark(document.cell($0)) } ?? "",
                ]
                cells += columns.map { column in
                    self.values(row.results.filter { $0.comparator == nil && $0.arm.flatMap(summary.arm) == column }, document)
                }
                if hasAll { cells.append(self.values(row.results.filter { $0.comparator == nil && $0.arm == nil }, document)) }
                if hasComparisons { cells.append(comparisons(row.results.filter { $0.comparator != nil }, document)) }
                cells.append(row.pValue.map { mark(document.cell($0)) } ?? "")
                rows.append(cells)
            }
        }
        return grid(rows)
    }

    /// Results of one end point that share their time point and their p-value stand in one row.
    private static func rows(
        of endPoint: TrialSummary.EndPoint, _ document: SummaryDocument
    ) -> [(time: Int?, pValue: Int?, results: [TrialResult])] {
        var rows: [(time: Int?, pValue: Int?, results: [TrialResult])] = []
        for result in endPoint.results {
            if let row = rows.firstIndex(where: { $0.time == result.time && $0.pValue == result.pValue }) {
                rows[row].results.append(result)
            } else {
                rows.append((result.time, result.pValue, [result]))
            }
        }
        return rows
    }

    private func values(_ results: [TrialResult], _ document: SummaryDocument) -> String {
        results.map { value($0, document) }.joined(separator: "; ")
    }

    private func comparisons(_ results: [TrialResult], _ document: SummaryDocument) -> String {
        results.map { result in
            let arms = [result.arm, result.comparator].map { $0.map { document.cell($0).text } ?? "?" }
            return "\(value(result, document)) \(arms[0]) vs \(arms[1])"
        }.joined(separator: "; ")
    }

    private func value(_ result: TrialResult, _ document: SummaryDocument) -> String {
        let interval = result.interval.map { " [\(document.cell($0).text)]" } ?? ""
        let cell = document.cell(result.value)
        return "\(cell.text)\(interval) @\(cell.place.begin)"
    }

    private func mark(_ cell: SummaryDocument.Cell) -> String { "\(cell.text) @\(cell.place.begin)" }

    // MARK: Drawing

    /// Rows between rules, the first as a heading.
    private func grid(_ rows: [[String]]) -> String {
        let columns = rows[0].indices
        var widths = columns.map { column in rows.map { DisplayText.width(of: $0[column]) }.max() ?? 0 }
        if let width {
            let room = width - 3 * widths.count - 1
            while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
                widths[widest] > Self.cellWidths.lowerBound
            {
                widths[widest] -= 1
            }
        }
        let rule = "+" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+") + "+\n"
        var output = rule
        for (index, row) in rows.enumerated() {
            output += lines(row, widths)
            if index == 0 { output += rule }
        }
        return output + rule
    }

    /// A row, its cells broken between words to as many lines as they need.
    private func lines(_ row: [String], _ widths: [Int]) -> String {
        let cells = row.indices.map { Self.broken(row[$0], to: widths[$0]) }
        var output = ""
        for line in 0..<(cells.map(\.count).max() ?? 1) {
            for (column, cell) in cells.enumerated() {
                output += "| " + DisplayText.padded(line < cell.count ? cell[line] : "", to: widths[column]) + " "
            }
            output += "|\n"
        }
        return output
    }

    private static func broken(_ text: String, to columns: Int) -> [String] {
        guard DisplayText.width(of: text) > columns else { return [text] }
        var lines: [String] = []
        for word in text.split(separator: " ") {
            let word = DisplayText.truncated(String(word), to: columns)
            if let last = lines.last, DisplayText.width(of: last) + 1 + DisplayText.width(of: word) <= columns {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }
}

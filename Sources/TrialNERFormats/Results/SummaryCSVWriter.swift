import TrialNER

/// Writes results as CSV (RFC 4180), a row each: `document` and for each part its words, `_begin` and `_end`, in Unicode scalars with
/// `end` exclusive. A part that is missing is three empty fields.
public struct SummaryCSVWriter: Sendable {
    /// Makes a writer.
    public init() {}

    private static let parts = ["value", "endpoint", "arm", "comparator", "interval", "p", "time"]

    /// The row that names the columns.
    public var header: [UInt8] { DelimitedWriter.csv.row(["document"] + Self.parts.flatMap { [$0, "\($0)_begin", "\($0)_end"] }) }

    /// The rows of one document.
    public func rows(_ document: SummaryDocument) -> [UInt8] {
        document.summary.results.flatMap { result in
            let fields = document.parts(of: result).flatMap { part in
                part.cell.map { [$0.text, String($0.place.begin), String($0.place.end)] } ?? ["", "", ""]
            }
            return DelimitedWriter.csv.row([document.id.description] + fields)
        }
    }
}

import TrialNER

/// A document with its summary, as writers need it: with the words and the places of every concept.
public struct SummaryDocument: Sendable {
    /// A concept: its words, on one line, and where it stands (`end` exclusive).
    struct Cell {
        var text: String
        var place: StatedResults.Place
    }

    /// What names the document.
    public let id: DocumentID
    /// Its summary.
    public let summary: TrialSummary
    private let text: DocumentText
    private let entities: [Entity]
    private let positions: TextPositions

    /// Makes a document of its parts; `summary` refers to `entities` of `text`. Places are counted in `unit`.
    public init(id: DocumentID, text: DocumentText, entities: [Entity], summary: TrialSummary, unit: OffsetUnit = .unicodeScalars) {
        self.id = id
        self.text = text
        self.entities = entities
        self.summary = summary
        positions = TextPositions(text, in: unit)
    }

    /// The results by their places in the text.
    public var stated: StatedResults { StatedResults(id: id, results: summary.results, entities: entities, text: text) }

    /// The concept at a place among the entities.
    func cell(_ entity: Int) -> Cell {
        let span = entities[entity].span
        return Cell(
            text: DisplayText.singleLine(text[span]), place: .init(begin: positions[span.lowerBound], end: positions[span.upperBound]))
    }

    /// The parts of a result with the names that files give them.
    func parts(of result: TrialResult) -> [(name: String, cell: Cell?)] {
        let parts: [(String, Int?)] = [
            ("value", result.value), ("endpoint", result.endPoint), ("arm", result.arm), ("comparator", result.comparator),
            ("interval", result.interval), ("p", result.pValue), ("time", result.time),
        ]
        return parts.map { ($0.0, $0.1.map(cell)) }
    }
}

/// How well linked results agree with true ones: of each part, and of value, end point, arm and comparator together.
///
/// Results are the same if their value is; a part agrees if it is at the same entity, or missing in both. Each score is F1: twice the
/// results that agree by the number of results found and true.
public struct ResultScores: Sendable, Hashable {
    /// Results found.
    public private(set) var found = 0
    /// True results.
    public private(set) var gold = 0
    /// How many of the results whose value is in both agree in each part.
    public private(set) var agreeing: [String: Int] = [:]

    /// The parts, in the order of a report; `together` is value, end point, arm and comparator.
    public static let parts = ["together", "value", "endpoint", "arm", "comparator", "interval", "p", "time"]

    /// Starts with nothing compared.
    public init() {}

    /// Compares the results of a document; parts of both are told apart by `Reference`, an entity's place or span.
    public mutating func add<Reference: Hashable>(found: [[String: Reference]], gold: [[String: Reference]]) {
        self.found += found.count
        self.gold += gold.count
        let truth = Dictionary(gold.compactMap { row in row["value"].map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
        for row in found {
            guard let value = row["value"], let other = truth[value] else { continue }
            for part in Self.parts where part != "together" && row[part] == other[part] { agreeing[part, default: 0] += 1 }
            if ["endpoint", "arm", "comparator"].allSatisfy({ row[$0] == other[$0] }) { agreeing["together", default: 0] += 1 }
        }
    }

    /// The F1 of a part, from 0 to 1.
    public func f1(_ part: String) -> Double {
        found + gold == 0 ? 0 : 2 * Double(agreeing[part] ?? 0) / Double(found + gold)
    }
}

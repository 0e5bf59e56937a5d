/// An entity of the gold standard with what was found in its place: what is right, and each kind of mistake.
public struct EntityPair: Sendable, Hashable {
    /// What became of an entity.
    public enum Outcome: String, Sendable, CaseIterable {
        /// Found with the same beginning, end and type.
        case right
        /// In the gold standard, and nothing was found in its place.
        case missed
        /// Found where the gold standard has nothing.
        case spurious
        /// The same beginning and end, another type.
        case wrongType = "wrong type"
        /// The same type, another beginning or end.
        case wrongBounds = "wrong bounds"
        /// Another type, and another beginning or end.
        case wrongTypeAndBounds = "wrong type and bounds"
    }

    /// The entity of the gold standard; `nil` for one that is spurious.
    public let gold: LabelledSpan?
    /// The entity that was found; `nil` where one is missed.
    public let found: LabelledSpan?

    /// What became of it.
    public var outcome: Outcome {
        guard let gold else { return .spurious }
        guard let found else { return .missed }
        if gold.span == found.span { return gold.label == found.label ? .right : .wrongType }
        return gold.label == found.label ? .wrongBounds : .wrongTypeAndBounds
    }

    /// Pairs entities that share a byte, each with one other at the most: first what is the same, then what has the same bounds, then those
    /// that share most bytes, and of those that share as many the first in the text.
    ///
    /// - Parameters:
    ///   - gold: the entities of the gold standard, each once, in the order of the text.
    ///   - found: those that were found, likewise.
    /// - Returns: the pairs and the entities without a partner, in the order of the text.
    static func pairs(gold: [LabelledSpan], found: [LabelledSpan]) -> [EntityPair] {
        let index = SpanIndex(found.map(\.span))
        var candidates: [(gold: Int, found: Int, rank: Int, shared: Int)] = []
        for (place, entity) in gold.enumerated() {
            for other in index.overlapping(entity.span) {
                let partner = found[other]
                let rank = partner == entity ? 0 : partner.span == entity.span ? 1 : 2
                candidates.append((place, other, rank, partner.span.clamped(to: entity.span).count))
            }
        }
        candidates.sort { ($0.rank, -$0.shared, $0.gold, $0.found) < ($1.rank, -$1.shared, $1.gold, $1.found) }
        var partners = [Int?](repeating: nil, count: gold.count)
        var isFree = [Bool](repeating: true, count: found.count)
        for candidate in candidates where partners[candidate.gold] == nil && isFree[candidate.found] {
            partners[candidate.gold] = candidate.found
            isFree[candidate.found] = false
        }
        var pairs = zip(gold, partners).map { EntityPair(gold: $0, found: $1.map { found[$0] }) }
        pairs += found.indices.filter { isFree[$0] }.map { EntityPair(gold: nil, found: found[$0]) }
        return pairs.sorted { $0.place < $1.place }
    }

    private var place: Int { (gold ?? found)?.span.lowerBound ?? 0 }
}

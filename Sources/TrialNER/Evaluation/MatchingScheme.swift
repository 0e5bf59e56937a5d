/// The four ways in which `nervaluate` 1.2 (after SemEval-2013 task 9 and MUC-5) takes what was found for what is in the gold standard.
///
/// What was found is gone through in the order of the text, and each takes one entity of the gold standard that is still free: one that the
/// scheme calls correct, else the first that it overlaps by one hundredth of that one's characters or more.
public enum MatchingScheme: String, Sendable, CaseIterable {
    /// The same beginning, end and type; what else overlaps is incorrect.
    case strict
    /// The same beginning and end, whatever the type; what else overlaps is incorrect.
    case exact
    /// The same beginning and end, whatever the type; what else overlaps is half right.
    case partial
    /// The same type, and an overlap; of several the one whose bounds are nearest. What overlaps with another type is incorrect.
    case entityType = "ent_type"

    /// Counts.
    ///
    /// - Parameters:
    ///   - gold: the entities of the gold standard, in the order of the text, in Unicode scalars.
    ///   - found: those that were found, likewise.
    func counts(gold: [LabelledSpan], found: [LabelledSpan]) -> SchemeCounts {
        var counts = SchemeCounts()
        var isFree = [Bool](repeating: true, count: gold.count)
        let index = SpanIndex(gold.map(\.span))
        for entity in found {
            let places = index.overlapping(entity.span).filter { isFree[$0] }
            if let place = correct(entity, among: places, of: gold) {
                isFree[place] = false
                counts.correct += 1
            } else if let place = places.first(where: { Self.overlapCounts(entity.span, gold[$0].span) }) {
                isFree[place] = false
                if self == .partial { counts.partial += 1 } else { counts.incorrect += 1 }
            } else {
                counts.spurious += 1
            }
        }
        counts.missed = isFree.count { $0 }
        return counts
    }

    private func correct(_ entity: LabelledSpan, among places: [Int], of gold: [LabelledSpan]) -> Int? {
        switch self {
        case .strict: places.first { gold[$0] == entity }
        case .exact, .partial: places.first { gold[$0].span == entity.span }
        case .entityType:
            places.filter { gold[$0].label == entity.label && Self.overlapCounts(entity.span, gold[$0].span) }
                .min { Self.distance(entity.span, gold[$0].span) < Self.distance(entity.span, gold[$1].span) }
        }
    }

    private static func overlapCounts(_ found: Span, _ gold: Span) -> Bool {
        found.clamped(to: gold).count * 100 >= gold.count
    }

    private static func distance(_ left: Span, _ right: Span) -> Int {
        abs(left.lowerBound - right.lowerBound) + abs(left.upperBound - right.upperBound)
    }
}

/// What a scheme counts, in the words of MUC-5.
public struct SchemeCounts: Sendable, Hashable {
    /// Found as the scheme wants it.
    public var correct = 0
    /// Found in its place, but otherwise than the scheme wants it.
    public var incorrect = 0
    /// Found in part, which counts half.
    public var partial = 0
    /// Not found.
    public var missed = 0
    /// Found where there is nothing.
    public var spurious = 0

    /// Makes counts, of nothing at first.
    public init(correct: Int = 0, incorrect: Int = 0, partial: Int = 0, missed: Int = 0, spurious: Int = 0) {
        self.correct = correct
        self.incorrect = incorrect
        self.partial = partial
        self.missed = missed
        self.spurious = spurious
    }

    /// How many were found.
    public var actual: Int { correct + incorrect + partial + spurious }
    /// How many there are to find.
    public var possible: Int { correct + incorrect + partial + missed }
    /// The share of what was found that is right; 0 where nothing was found.
    public var precision: Double { share(of: actual) }
    /// The share of what there is to find that was found; 0 where there is nothing.
    public var recall: Double { share(of: possible) }
    /// The harmonic mean of precision and recall; 0 where both are.
    public var f1: Double {
        // Calculated as nervaluate does, so that the last digit is the same too.
        precision + recall > 0 ? 2 * (precision * recall) / (precision + recall) : 0
    }

    /// The sum of both.
    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.correct += right.correct
        sum.incorrect += right.incorrect
        sum.partial += right.partial
        sum.missed += right.missed
        sum.spurious += right.spurious
        return sum
    }

    private func share(of whole: Int) -> Double { whole == 0 ? 0 : (Double(correct) + 0.5 * Double(partial)) / Double(whole) }
}

/// What a scheme counts over all entities, and for each type by itself.
///
/// The counts of a type are those of its entities alone, as if there were no other type: they do not add up to those of all.
public struct SchemeTable: Sendable, Hashable {
    /// All types together, each seen by the others.
    public var all = SchemeCounts()
    /// Each type by itself, by its name.
    public var byType: [String: SchemeCounts] = [:]

    /// Makes an empty table.
    public init() {}

    /// Counts by a scheme; both lists are in the order of the text, in Unicode scalars.
    init(_ scheme: MatchingScheme, gold: [LabelledSpan], found: [LabelledSpan]) {
        all = scheme.counts(gold: gold, found: found)
        let goldByType = Dictionary(grouping: gold, by: \.label)
        let foundByType = Dictionary(grouping: found, by: \.label)
        for label in Set(goldByType.keys).union(foundByType.keys) {
            byType[label] = scheme.counts(gold: goldByType[label] ?? [], found: foundByType[label] ?? [])
        }
    }

    /// The types by name.
    public var types: [String] { byType.keys.sorted() }

    /// The sum of both tables.
    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.all = left.all + right.all
        sum.byType.merge(right.byType, uniquingKeysWith: +)
        return sum
    }
}

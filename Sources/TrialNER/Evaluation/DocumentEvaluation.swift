/// What was found in one document, held against its gold standard.
public struct DocumentEvaluation: Sendable {
    /// A stretch of the text with a type.
    public struct LabelledSpan: Sendable, Hashable {
        /// Where it stands, in UTF-8 offsets.
        public var span: Span
        /// Its type.
        public var label: String

        /// Makes one of its parts.
        public init(span: Span, label: String) {
            self.span = span
            self.label = label
        }
    }

    /// Entities with the same beginning, end and type.
    public let exact: ScoreTable
    /// Entities of the same type that share a byte, each counted once.
    public let overlapping: ScoreTable
    /// Tags of tokens, `O` left out.
    public let tokens: ScoreTable
    /// How many tokens have the right tag, and how many there are.
    public let tokenAccuracy: (right: Int, all: Int)
    /// How often each type of the gold standard was found as each type, by the pairs that share most bytes. `nil` as a type
    /// stands for nothing: missed where it is what was found, spurious where it is the gold standard.
    public let confusion: [Pair: Int]

    /// A type in the gold standard and one that was found in its place.
    public struct Pair: Sendable, Hashable {
        /// The type in the gold standard; `nil` for none.
        public var gold: String?
        /// The type that was found; `nil` for none.
        public var found: String?
    }

    /// Compares.
    ///
    /// - Parameters:
    ///   - gold: the entities that are right; doubles count as one.
    ///   - found: those that were found; doubles count as one.
    ///   - tokens: the tokens of the text, ascending.
    public init(gold: [LabelledSpan], found: [LabelledSpan], tokens: [Span]) {
        let gold = Self.distinct(gold)
        let found = Self.distinct(found)
        let right = Set(gold).intersection(found)
        var exact: [String: Scores] = [:]
        for entity in gold { exact[entity.label, default: Scores()].count(isRight: right.contains(entity)) }
        for entity in found where !right.contains(entity) { exact[entity.label, default: Scores()].falsePositives += 1 }
        self.exact = ScoreTable(byType: exact)
        overlapping = Self.overlap(gold, found)
        confusion = Self.confusion(gold, found)

        let goldTags = TokenTags(tokens: tokens, entities: gold.map { ($0.span, $0.label) }).tags
        let foundTags = TokenTags(tokens: tokens, entities: found.map { ($0.span, $0.label) }).tags
        var tags: [String: Scores] = [:]
        var rightCount = 0
        for (gold, found) in zip(goldTags, foundTags) {
            if gold == found { rightCount += 1 }
            if gold != "O" { tags[gold, default: Scores()].count(isRight: gold == found) }
            if found != "O", found != gold { tags[found, default: Scores()].falsePositives += 1 }
        }
        self.tokens = ScoreTable(byType: tags)
        tokenAccuracy = (rightCount, tokens.count)
    }

    private static func distinct(_ entities: [LabelledSpan]) -> [LabelledSpan] {
        Set(entities).sorted { ($0.span.lowerBound, $0.span.upperBound, $0.label) < ($1.span.lowerBound, $1.span.upperBound, $1.label) }
    }

    /// Pairs of the same type that overlap, first come, first served; each entity is in one pair at the most.
    private static func overlap(_ gold: [LabelledSpan], _ found: [LabelledSpan]) -> ScoreTable {
        var scores: [String: Scores] = [:]
        var taken = Set<Int>()
        for entity in found {
            let match = gold.indices.first { index in
                gold[index].label == entity.label && gold[index].span.overlaps(entity.span) && !taken.contains(index)
            }
            if let match { taken.insert(match) }
            if match == nil {
                scores[entity.label, default: Scores()].falsePositives += 1
            } else {
                scores[entity.label, default: Scores()].truePositives += 1
            }
        }
        for (index, entity) in gold.enumerated() where !taken.contains(index) {
            scores[entity.label, default: Scores()].falseNegatives += 1
        }
        return ScoreTable(byType: scores)
    }

    private static func confusion(_ gold: [LabelledSpan], _ found: [LabelledSpan]) -> [Pair: Int] {
        var pairs: [Pair: Int] = [:]
        var free = Set(found.indices)
        for entity in gold {
            let match = free.filter { found[$0].span.overlaps(entity.span) }
                .max { left, right in
                    let (a, b) = (found[left].span.clamped(to: entity.span).count, found[right].span.clamped(to: entity.span).count)
                    return a == b ? left > right : a < b
                }
            if let match { free.remove(match) }
            pairs[Pair(gold: entity.label, found: match.map { found[$0].label }), default: 0] += 1
        }
        for index in free { pairs[Pair(gold: nil, found: found[index].label), default: 0] += 1 }
        return pairs
    }
}

extension Scores {
    /// Counts one of the gold standard: found, or missed.
    fileprivate mutating func count(isRight: Bool) {
        if isRight { truePositives += 1 } else { falseNegatives += 1 }
    }
}

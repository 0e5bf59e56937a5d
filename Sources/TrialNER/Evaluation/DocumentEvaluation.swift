/// What was found in one document, held against its gold standard.
public struct DocumentEvaluation: Sendable {
    /// Entities with the same beginning, end and type.
    public let exact: ScoreTable
    /// Entities of the same type that share a byte, each counted once.
    public let overlapping: ScoreTable
    /// What each of nervaluate's schemes counts.
    public let schemes: [MatchingScheme: SchemeTable]
    /// Tags of tokens, `O` left out.
    public let tokens: ScoreTable
    /// The tag `O`.
    public let outside: Scores
    /// How many tokens have the right tag, and how many there are.
    public let tokenAccuracy: (right: Int, all: Int)
    /// Whether the confidences of what was found mean what they say.
    public let calibration: Calibration
    /// Each entity of the gold standard with what was found in its place, in the order of the text.
    public let pairs: [EntityPair]

    /// How often each type of the gold standard was found as each type. `nil` as a type stands for nothing: missed where it is what was
    /// found, spurious where it is the gold standard.
    public var confusion: [Pair: Int] {
        pairs.reduce(into: [:]) { $0[Pair(gold: $1.gold?.label, found: $1.found?.label), default: 0] += 1 }
    }

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
    ///   - confidences: how sure whoever found them was, from 0 to 1; those that are not here are without a confidence.
    ///   - tokens: the tokens of the text, ascending.
    ///   - text: the text.
    public init(
        gold: [LabelledSpan], found: [LabelledSpan], confidences: [LabelledSpan: Float] = [:], tokens: [Span], text: DocumentText
    ) {
        let gold = Self.distinct(gold)
        let found = Self.distinct(found)
        let right = Set(gold).intersection(found)
        var exact: [String: Scores] = [:]
        for entity in gold { exact[entity.label, default: Scores()].count(isRight: right.contains(entity)) }
        for entity in found where !right.contains(entity) { exact[entity.label, default: Scores()].falsePositives += 1 }
        self.exact = ScoreTable(byType: exact)
        overlapping = Self.overlap(gold, found)
        calibration = Calibration(goldCount: gold.count, found: found.map { (right.contains($0), confidences[$0]) })
        pairs = EntityPair.pairs(gold: gold, found: found)
        let (goldCharacters, foundCharacters) = (Self.inScalars(gold, of: text), Self.inScalars(found, of: text))
        schemes = MatchingScheme.allCases.reduce(into: [:]) { $0[$1] = SchemeTable($1, gold: goldCharacters, found: foundCharacters) }

        let goldTags = TokenTags(tokens: tokens, entities: gold.map { ($0.span, $0.label) }).tags
        let foundTags = TokenTags(tokens: tokens, entities: found.map { ($0.span, $0.label) }).tags
        var tags: [String: Scores] = [:]
        for (gold, found) in zip(goldTags, foundTags) {
            tags[gold, default: Scores()].count(isRight: gold == found)
            if found != gold { tags[found, default: Scores()].falsePositives += 1 }
        }
        tokenAccuracy = (tags.values.reduce(0) { $0 + $1.truePositives }, tokens.count)
        outside = tags.removeValue(forKey: "O") ?? Scores()
        self.tokens = ScoreTable(byType: tags)
    }

    private static func distinct(_ entities: [LabelledSpan]) -> [LabelledSpan] {
        Set(entities).sorted { ($0.span.lowerBound, $0.span.upperBound, $0.label) < ($1.span.lowerBound, $1.span.upperBound, $1.label) }
    }

    private static func inScalars(_ entities: [LabelledSpan], of text: DocumentText) -> [LabelledSpan] {
        var converter = OffsetConverter(text, to: .unicodeScalars)
        return entities.map { entity in
            let begin = converter.offset(ofUTF8: entity.span.lowerBound)
            return LabelledSpan(span: begin..<converter.offset(ofUTF8: entity.span.upperBound), label: entity.label)
        }
    }

    /// Pairs of the same type that overlap, first come, first served; each entity is in one pair at the most.
    private static func overlap(_ gold: [LabelledSpan], _ found: [LabelledSpan]) -> ScoreTable {
        var scores: [String: Scores] = [:]
        var taken = Set<Int>()
        let index = SpanIndex(gold.map(\.span))
        for entity in found {
            let match = index.overlapping(entity.span).first { gold[$0].label == entity.label && !taken.contains($0) }
            if let match {
                taken.insert(match)
                scores[entity.label, default: Scores()].truePositives += 1
            } else {
                scores[entity.label, default: Scores()].falsePositives += 1
            }
        }
        for (index, entity) in gold.enumerated() where !taken.contains(index) {
            scores[entity.label, default: Scores()].falseNegatives += 1
        }
        return ScoreTable(byType: scores)
    }
}

extension Scores {
    /// Counts one of the gold standard: found, or missed.
    fileprivate mutating func count(isRight: Bool) {
        if isRight { truePositives += 1 } else { falseNegatives += 1 }
    }
}

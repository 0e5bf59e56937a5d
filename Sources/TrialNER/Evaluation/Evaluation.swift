/// What was found in documents, held against their gold standard, all together.
///
/// Of each document only its counts are kept, three numbers, so that there may be many.
public struct Evaluation: Sendable {
    /// Entities with the same beginning, end and type.
    public private(set) var exact = ScoreTable()
    /// Entities of the same type that share a byte.
    public private(set) var overlapping = ScoreTable()
    /// What each of nervaluate's schemes counts.
    public private(set) var schemes: [MatchingScheme: SchemeTable] = [:]
    /// Tags of tokens, `O` left out.
    public private(set) var tokens = ScoreTable()
    /// The tag `O`.
    public private(set) var outside = Scores()
    /// Whether the confidences of what was found mean what they say.
    public private(set) var calibration = Calibration()
    /// How often each type was found as each type; see ``DocumentEvaluation/confusion``.
    public private(set) var confusion: [DocumentEvaluation.Pair: Int] = [:]
    private var tokenCounts = (right: 0, all: 0)
    /// The counts of exact entities of each document, for ``interval(rounds:seed:)``.
    private var documentScores: [Scores] = []

    /// Makes an evaluation of no documents.
    public init() {}

    /// Adds a document.
    public mutating func add(_ document: DocumentEvaluation) {
        exact = exact + document.exact
        overlapping = overlapping + document.overlapping
        schemes.merge(document.schemes, uniquingKeysWith: +)
        tokens = tokens + document.tokens
        outside = outside + document.outside
        calibration = calibration + document.calibration
        confusion.merge(document.confusion, uniquingKeysWith: +)
        tokenCounts = (tokenCounts.right + document.tokenAccuracy.right, tokenCounts.all + document.tokenAccuracy.all)
        documentScores.append(document.exact.micro)
    }

    /// How many documents there are.
    public var documentCount: Int { documentScores.count }
    /// How many tokens the documents have.
    public var tokenCount: Int { tokenCounts.all }
    /// The share of tokens with the right tag, `O` among them; 0 without tokens.
    public var tokenAccuracy: Double { tokenCounts.all == 0 ? 0 : Double(tokenCounts.right) / Double(tokenCounts.all) }

    /// A 95 % interval of the micro F1 of exact entities by the percentile bootstrap over documents (Efron 1979): as many documents are
    /// drawn with replacement as there are, again and again.
    ///
    /// - Parameters:
    ///   - rounds: how often.
    ///   - seed: where the random numbers begin; the same seed gives the same interval.
    /// - Returns: the bounds; `nil` without documents.
    public func interval(rounds: Int = 1_000, seed: UInt64 = 1) -> ClosedRange<Double>? {
        guard !documentScores.isEmpty, rounds > 0 else { return nil }
        var generator = SplitMix64(state: seed)
        let values = (0..<rounds).map { _ in
            documentScores.indices.reduce(Scores()) { sum, _ in
                sum + documentScores[Int(generator.next() % UInt64(documentScores.count))]
            }.f1
        }.sorted()
        return values[rounds * 25 / 1_000]...values[min(rounds - 1, rounds * 975 / 1_000)]
    }
}

/// Random numbers that are the same in every run and on every machine (Steele, Lea and Flood 2014).
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

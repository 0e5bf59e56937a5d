/// What was found in documents, held against their gold standard, all together.
public struct Evaluation: Sendable {
    /// The documents one by one.
    public private(set) var documents: [DocumentEvaluation] = []

    /// Makes an evaluation of no documents.
    public init() {}

    /// Adds a document.
    public mutating func add(_ document: DocumentEvaluation) { documents.append(document) }

    /// Entities with the same beginning, end and type.
    public var exact: ScoreTable { documents.reduce(ScoreTable()) { $0 + $1.exact } }
    /// Entities of the same type that share a byte.
    public var overlapping: ScoreTable { documents.reduce(ScoreTable()) { $0 + $1.overlapping } }
    /// Tags of tokens, `O` left out.
    public var tokens: ScoreTable { documents.reduce(ScoreTable()) { $0 + $1.tokens } }
    /// The share of tokens with the right tag, `O` among them; 0 without tokens.
    public var tokenAccuracy: Double {
        let (right, all) = documents.reduce((0, 0)) { ($0.0 + $1.tokenAccuracy.right, $0.1 + $1.tokenAccuracy.all) }
        return all == 0 ? 0 : Double(right) / Double(all)
    }
    /// How often each type was found as each type; see ``DocumentEvaluation/confusion``.
    public var confusion: [DocumentEvaluation.Pair: Int] {
        documents.reduce(into: [:]) { $0.merge($1.confusion, uniquingKeysWith: +) }
    }

    /// A 95 % interval of the micro F1 of exact entities by the percentile bootstrap over documents (Efron 1979): as many documents are
    /// drawn with replacement as there are, again and again.
    ///
    /// - Parameters:
    ///   - rounds: how often.
    ///   - seed: where the random numbers begin; the same seed gives the same interval.
    /// - Returns: the bounds; `nil` without documents.
    public func interval(rounds: Int = 1_000, seed: UInt64 = 1) -> ClosedRange<Double>? {
        guard !documents.isEmpty, rounds > 0 else { return nil }
        let counts = documents.map(\.exact.micro)
        var generator = SplitMix64(state: seed)
        let values = (0..<rounds).map { _ in
            (0..<counts.count).reduce(Scores()) { sum, _ in sum + counts[Int(generator.next() % UInt64(counts.count))] }.f1
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

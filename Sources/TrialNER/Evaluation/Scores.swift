/// How many things were found, and how many of them rightly.
public struct Scores: Sendable, Hashable {
    /// Found and in the gold standard.
    public var truePositives = 0
    /// Found and not in the gold standard.
    public var falsePositives = 0
    /// In the gold standard and not found.
    public var falseNegatives = 0

    /// Makes counts, of nothing at first.
    public init(truePositives: Int = 0, falsePositives: Int = 0, falseNegatives: Int = 0) {
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
    }

    /// How many there are in the gold standard.
    public var support: Int { truePositives + falseNegatives }
    /// The share of what was found that is right; 0 where nothing was found.
    public var precision: Double { ratio(truePositives, truePositives + falsePositives) }
    /// The share of the gold standard that was found; 0 where there is nothing to find.
    public var recall: Double { ratio(truePositives, support) }
    /// The harmonic mean of precision and recall; 0 where both are.
    public var f1: Double { ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }

    /// The sum of both.
    public static func + (left: Scores, right: Scores) -> Scores {
        Scores(
            truePositives: left.truePositives + right.truePositives, falsePositives: left.falsePositives + right.falsePositives,
            falseNegatives: left.falseNegatives + right.falseNegatives)
    }

    private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}

/// The scores of each type, and what they come to together.
public struct ScoreTable: Sendable, Hashable {
    /// The scores of each type by its name.
    public var byType: [String: Scores]

    /// Makes a table.
    public init(byType: [String: Scores] = [:]) {
        self.byType = byType
    }

    /// The types by name.
    public var types: [String] { byType.keys.sorted() }
    /// All types counted together.
    public var micro: Scores { byType.values.reduce(Scores(), +) }
    /// The mean over the types of precision, recall and F1, every type alike (as `seqeval` and scikit-learn have it).
    public var macro: (precision: Double, recall: Double, f1: Double) { mean { _ in 1 } }
    /// The mean over the types, each weighted by how many of it there are in the gold standard.
    public var weighted: (precision: Double, recall: Double, f1: Double) { mean { Double($0.support) } }

    /// The sum of both tables.
    public static func + (left: ScoreTable, right: ScoreTable) -> ScoreTable {
        ScoreTable(byType: left.byType.merging(right.byType, uniquingKeysWith: +))
    }

    private func mean(_ weight: (Scores) -> Double) -> (precision: Double, recall: Double, f1: Double) {
        // In the order of the names, so that the last digit does not depend on the order of a dictionary.
        let scores = types.compactMap { byType[$0] }
        let whole = scores.reduce(0) { $0 + weight($1) }
        func mean(_ value: (Scores) -> Double) -> Double {
            whole == 0 ? 0 : scores.reduce(0) { $0 + weight($1) * value($1) } / whole
        }
        return (mean(\.precision), mean(\.recall), mean(\.f1))
    }
}

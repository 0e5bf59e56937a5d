/// Weighs what speaks for and against candidates: the score of a candidate is the sum of the weights of its features.
package struct LinkScorer: Sendable {
    /// The weights of each decision, by the names of the features. A feature without a weight counts nothing.
    package var result: [String: Float]
    package var endPoint: [String: Float]
    package var arm: [String: Float]
    package var pValue: [String: Float]
    package var time: [String: Float]

    /// Makes a scorer of weights.
    package init(
        result: [String: Float], endPoint: [String: Float], arm: [String: Float], pValue: [String: Float], time: [String: Float]
    ) {
        self.result = result
        self.endPoint = endPoint
        self.arm = arm
        self.pValue = pValue
        self.time = time
    }

    /// The place of the best candidate, the first of equals; `nil` where there is none.
    static func best(_ candidates: [LinkFeatures], _ weights: [String: Float]) -> Int? {
        let scores = candidates.map { score($0.names, weights) }
        return scores.indices.max { scores[$0] < scores[$1] || scores[$0] == scores[$1] && $0 > $1 }
    }

    /// The score of a candidate.
    static func score(_ features: [String], _ weights: [String: Float]) -> Float {
        features.reduce(0) { $0 + (weights[$1] ?? 0) }
    }
}

import Testing

@testable import TrialNER

@Suite("Tag scores")
struct TagScoresTests {
    @Test("a row of logits becomes log-probabilities that sum to one, however large the logits")
    func softmax() {
        for logits: [Float] in [[0, 0, 0, 0], [1, 2, 3, 4], [-500, 500, 3, 0], [88_000, -88_000, 1, 2]] {
            var scores = TagScores(tokenCount: 2, tagCount: 4)
            logits.withUnsafeBufferPointer { scores.setRow(1, logits: $0) }
            let probabilities = (0..<4).map { scores.probability(token: 1, tag: $0) }
            #expect(abs(probabilities.reduce(0, +) - 1) < 1e-5)
            #expect(probabilities.firstIndex(of: probabilities.max() ?? 0) == logits.firstIndex(of: logits.max() ?? 0))
            #expect(scores.tokenCount == 2)
        }
    }
}

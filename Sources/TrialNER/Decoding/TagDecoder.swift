/// Chooses the tags of a sequence of tokens from their scores.
public struct TagDecoder: Sendable {
    /// How tags are chosen.
    public enum Method: String, Sendable, CaseIterable {
        /// The best sequence that is valid IOB2: `I-TYPE` follows `B-TYPE` or `I-TYPE` alone (Viterbi's algorithm).
        case viterbi
        /// The best tag of each token alone, as Spark NLP chooses.
        case bestTag = "best-tag"
    }

    /// The tags to choose from.
    public let tagSet: TagSet
    /// How they are chosen.
    public let method: Method

    private let outside: Int
    /// The label id of `B-` and `I-` of each entity type; `nil` where the model has none.
    private let begins: [Int?]
    private let insides: [Int?]

    /// Makes a decoder for the tags of a model.
    public init(tagSet: TagSet, method: Method = .viterbi) {
        self.tagSet = tagSet
        self.method = method
        outside = tagSet.roles.firstIndex(of: .outside) ?? 0
        begins = tagSet.entityTypes.indices.map { tagSet.roles.firstIndex(of: .begin(type: $0)) }
        insides = tagSet.entityTypes.indices.map { tagSet.roles.firstIndex(of: .inside(type: $0)) }
    }

    /// The label id of the tag of each token. No token of a text is given `PAD` by ``Method/viterbi``.
    public func tags(for scores: TagScores) -> [Int] {
        switch method {
        case .bestTag: bestTags(scores)
        case .viterbi: bestValidSequence(scores)
        }
    }

    private func bestTags(_ scores: TagScores) -> [Int] {
        scores.logProbabilities.withUnsafeBufferPointer { values in
            (0..<scores.tokenCount).map { token in
                var best = 0
                for tag in 1..<max(1, scores.tagCount) where values[token * scores.tagCount + tag] > values[token * scores.tagCount + best]
                {
                    best = tag
                }
                return best
            }
        }
    }

    /// Viterbi's algorithm, with the only two kinds of step that IOB2 knows: `O` and `B-` may follow anything, so their
    /// best predecessor is the best of all; `I-TYPE` may follow `B-TYPE` and `I-TYPE`. Time is tokens × tags.
    private func bestValidSequence(_ scores: TagScores) -> [Int] {
        let (tokenCount, tagCount) = (scores.tokenCount, scores.tagCount)
        guard tokenCount > 0 else { return [] }
        let impossible = -Double.infinity
        var best = [Double](repeating: impossible, count: tagCount)
        var next = best
        var predecessors = [UInt16](repeating: 0, count: tokenCount * tagCount)

        scores.logProbabilities.withUnsafeBufferPointer { values in
            for token in 0..<tokenCount {
                let row = token * tagCount
                let bestBefore = token == 0 ? outside : Self.argmax(best)
                let scoreBefore = token == 0 ? 0 : best[bestBefore]
                func set(_ tag: Int, after predecessor: Int, scoring score: Double) {
                    next[tag] = score + Double(values[row + tag])
                    predecessors[row + tag] = UInt16(predecessor)
                }
                set(outside, after: bestBefore, scoring: scoreBefore)
                for (begin, inside) in zip(begins, insides) {
                    if let begin { set(begin, after: bestBefore, scoring: scoreBefore) }
                    guard let inside else { continue }
                    guard let begin else {
                        // A model that has no B- tag for a type begins its entities with I-.
                        set(inside, after: bestBefore, scoring: scoreBefore)
                        continue
                    }
                    if token == 0 {
                        next[inside] = impossible
                    } else if best[begin] >= best[inside] {
                        set(inside, after: begin, scoring: best[begin])
                    } else {
                        set(inside, after: inside, scoring: best[inside])
                    }
                }
                swap(&best, &next)
            }
        }
        var tags = [Int](repeating: 0, count: tokenCount)
        var tag = Self.argmax(best)
        for token in stride(from: tokenCount - 1, through: 0, by: -1) {
            tags[token] = tag
            tag = Int(predecessors[token * tagCount + tag])
        }
        return tags
    }

    private static func argmax(_ values: [Double]) -> Int {
        var best = 0
        for index in values.indices where values[index] > values[best] { best = index }
        return best
    }
}

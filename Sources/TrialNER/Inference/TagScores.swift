#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The scores of the tags for a sequence of tokens: natural logarithms of probabilities, a row a token.
public struct TagScores: Sendable, Hashable {
    /// How many tags a row has.
    public let tagCount: Int
    /// The log-probabilities, row by row.
    public private(set) var logProbabilities: [Float]

    /// Makes rows of zeros, to be set one by one.
    init(tokenCount: Int, tagCount: Int) {
        self.tagCount = tagCount
        logProbabilities = [Float](repeating: 0, count: tokenCount * tagCount)
    }

    /// Takes log-probabilities, row by row; their number must be a multiple of the number of tags.
    public init(tagCount: Int, logProbabilities: [Float]) {
        precondition(tagCount > 0 && logProbabilities.count.isMultiple(of: tagCount), "rows of \(tagCount) scores")
        self.tagCount = tagCount
        self.logProbabilities = logProbabilities
    }

    /// How many tokens there are.
    public var tokenCount: Int { logProbabilities.count / tagCount }

    /// The probability of a tag for a token, from 0 to 1.
    public func probability(token: Int, tag: Int) -> Float {
        expf(logProbabilities[token * tagCount + tag])
    }

    /// Sets the row of a token from the logits of the model, by log-softmax in double precision of the logits divided by `temperature`.
    mutating func setRow(_ token: Int, logits: UnsafeBufferPointer<Float>, temperature: Double = 1) {
        var maximum = -Float.infinity
        for logit in logits { maximum = max(maximum, logit) }
        var sum = 0.0
        for logit in logits { sum += exp(Double(logit - maximum) / temperature) }
        let normaliser = Double(maximum) / temperature + log(sum)
        let row = token * tagCount
        for (tag, logit) in logits.enumerated() { logProbabilities[row + tag] = Float(Double(logit) / temperature - normaliser) }
    }

    /// Sets the rows from a token on to those of other scores.
    mutating func setRows(from token: Int, _ scores: TagScores) {
        let start = token * tagCount
        logProbabilities.replaceSubrange(start..<(start + scores.logProbabilities.count), with: scores.logProbabilities)
    }
}

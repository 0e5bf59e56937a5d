/// Whether confidences mean what they say: of what was found with a confidence of 0.8, 80 % should be right.
///
/// Right is what has the same beginning, end and type as an entity of the gold standard.
public struct Calibration: Sendable, Hashable {
    /// What was found with confidences of one tenth: from 0 up to 0.1, from 0.1 up to 0.2, …, from 0.9 to 1, which holds both its bounds.
    public struct Bin: Sendable, Hashable {
        /// How many there are.
        public var count = 0
        /// How many of them are right.
        public var right = 0
        /// The sum of their confidences.
        public var sum = 0.0

        /// The mean of their confidences; 0 where there are none.
        public var confidence: Double { count == 0 ? 0 : sum / Double(count) }
        /// The share of them that is right; 0 where there are none.
        public var precision: Double { count == 0 ? 0 : Double(right) / Double(count) }
    }

    /// How many bins there are.
    public static let binCount = 10
    /// The confidences from which ``atThreshold`` counts.
    public static let thresholds: [Float] = [0.5, 0.7, 0.9]

    /// The bins, from the lowest confidence up.
    public private(set) var bins = [Bin](repeating: Bin(), count: binCount)
    /// How well one would do who takes only what was found with each of the ``thresholds`` or more.
    public private(set) var atThreshold = [Scores](repeating: Scores(), count: thresholds.count)
    /// How many were found without a confidence from 0 to 1; they are in none of the counts.
    public private(set) var withoutConfidence = 0

    /// Makes a calibration of nothing.
    public init() {}

    /// How many were found with a confidence.
    public var count: Int { bins.reduce(0) { $0 + $1.count } }

    /// The expected calibration error (Naeini, Cooper and Hauskrecht 2015): how far the mean confidence of a bin is from the share of it that
    /// is right, each bin weighted by how much was found in it. `nil` where nothing was found with a confidence.
    public var expectedError: Double? {
        let count = count
        return count == 0 ? nil : bins.reduce(0) { $0 + abs($1.sum - Double($1.right)) } / Double(count)
    }

    /// Counts the entities of one document.
    ///
    /// - Parameters:
    ///   - goldCount: how many there are in the gold standard.
    ///   - found: what was found: whether it is right, and its confidence.
    init(goldCount: Int, found: [(isRight: Bool, confidence: Float?)]) {
        for (isRight, confidence) in found {
            guard let confidence, (0...1).contains(confidence) else {
                withoutConfidence += 1
                continue
            }
            // In single precision, where 0.7 times 10 is 7: a confidence that is written as 0.7 belongs to the bin that begins there.
            let bin = min(Self.binCount - 1, Int(confidence * Float(Self.binCount)))
            bins[bin].count += 1
            bins[bin].right += isRight ? 1 : 0
            bins[bin].sum += Double(confidence)
            for (place, threshold) in Self.thresholds.enumerated() where confidence >= threshold {
                if isRight { atThreshold[place].truePositives += 1 } else { atThreshold[place].falsePositives += 1 }
            }
        }
        for place in atThreshold.indices { atThreshold[place].falseNegatives = goldCount - atThreshold[place].truePositives }
    }

    /// The sum of both.
    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        for (place, bin) in right.bins.enumerated() {
            sum.bins[place].count += bin.count
            sum.bins[place].right += bin.right
            sum.bins[place].sum += bin.sum
        }
        sum.atThreshold = zip(left.atThreshold, right.atThreshold).map { $0 + $1 }
        sum.withoutConfidence += right.withoutConfidence
        return sum
    }
}

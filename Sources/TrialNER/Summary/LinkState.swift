/// What was decided for the results before, as far as it bears on the next.
struct LinkState {
    /// The last result, its end point and its arm.
    private(set) var previous: Int?
    private(set) var endPoint: Int?
    private(set) var arm: Int?
    /// The end points of the last unit, where they differ.
    private(set) var endPoints: [Int?]?
    /// The end points that results of this sentence, and of the last sentence with results, belong to, each once, in their order.
    private(set) var endPointsOfSentence: [Int] = []
    private(set) var endPointsOfSentenceBefore: [Int] = []
    /// The arms of the last unit that has one for each place.
    private(set) var arms: [Int]?
    /// The arms that results of this sentence belong to, in their order; the latest two, or those of its last list.
    private(set) var armsOfSentence: [Int] = []
    /// The last arm and comparator.
    private(set) var pair: (arm: Int, comparator: Int)?
    /// Whether any result had an arm.
    private(set) var hasArm = false
    private var sentence: Int?

    /// Gets ready for the next unit.
    mutating func enter(_ unit: ResultUnit, in context: LinkContext) {
        let sentence = context.sentence(of: unit.first)
        if self.sentence != sentence {
            armsOfSentence = []
            if !endPointsOfSentence.isEmpty { endPointsOfSentenceBefore = endPointsOfSentence }
            endPointsOfSentence = []
        }
        self.sentence = sentence
    }

    /// Takes note of what was decided for a unit.
    mutating func note(_ unit: ResultUnit, endPoints: [Int?], arms: [Int?], comparator: Int?, in context: LinkContext) {
        previous = unit.last
        endPoint = endPoints.last ?? nil
        arm = arms.last ?? nil
        self.endPoints = Set(endPoints).count > 1 ? endPoints : nil
        for case let endPoint? in endPoints where !endPointsOfSentence.contains(endPoint) { endPointsOfSentence.append(endPoint) }
        let named = arms.compactMap { $0 }
        hasArm = hasArm || !named.isEmpty
        if let first = arms.first ?? nil, let comparator { pair = (first, comparator) }
        guard !unit.isContrast else { return }
        if unit.count > 1, named.count == arms.count {
            if context.countOfArms(named) == unit.count { self.arms = named }
            armsOfSentence = named
        } else if let arm {
            armsOfSentence = Array((armsOfSentence.filter { !context.areSame($0, arm) } + [arm]).suffix(2))
        }
    }
}

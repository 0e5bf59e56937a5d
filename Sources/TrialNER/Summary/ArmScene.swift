/// The arms that stand around one unit of results, and what the words say of them: what all kinds of candidates for its arms look at.
struct ArmScene {
    let context: LinkContext
    let unit: ResultUnit
    let state: LinkState
    let sentence: Int
    /// The arms and groups that the sentence names, each mention.
    let own: [Int]
    /// How many different ones those are.
    let ownCount: Int
    /// The nearest mention of arms that only sentences before name, nearest first; at most six.
    let earlier: [Int]
    /// Whether the values are of different end points.
    let endPointsDiffer: Bool

    init(_ context: LinkContext, _ unit: ResultUnit, _ state: LinkState, endPoints: [Int?]) {
        self.context = context
        self.unit = unit
        self.state = state
        sentence = context.sentence(of: unit.first)
        own = context.arms[sentence: sentence]
        ownCount = context.countOfArms(own)
        let ids = Set(own.map(context.names.concept))
        earlier = Array(context.earlierArms(unit).prefix(8).filter { !ids.contains(context.names.concept(of: $0)) }.prefix(6))
        endPointsDiffer = Set(endPoints).count > 1
    }

    /// The mention of an arm that a result of this unit is given: one of the sentence, else the nearest before.
    func isOwn(_ arm: Int) -> Bool { context.sentence(of: arm) == sentence }

    /// Whether the words in front of an arm say that another is compared with it.
    func isComparedWith(_ arm: Int) -> Bool {
        let start = context.token(of: arm)
        for index in stride(from: start - 1, through: max(0, start - 7), by: -1) {
            let word = context.text.word(at: index)
            if LinkWords.comparing.contains(word) || word == "." && context.text.word(at: index - 1) == "vs" { return true }
            guard word.utf8.first.map(TokenBuilder.isWordByte) ?? false, !LinkWords.neverBeforeComparedArm.contains(word) else {
                return false
            }
        }
        return false
    }

    /// Whether an arm is what another is given with: the second of `memantine added to donepezil`.
    func isSecondary(_ arm: Int) -> Bool {
        let start = context.token(of: arm)
        var index = start - 1
        while index > 0, ["the", "to", "with", "of"].contains(context.text.word(at: index)) { index -= 1 }
        if LinkWords.joining.contains(context.text.word(at: index)) { return true }
        guard context.text.word(at: start - 1) == "with", start >= 2, let other = context.text.tokens[start - 2].mention else {
            return false
        }
        return context.kind(of: other).isArm
    }

    /// Whether a mention names several arms by one word, as `the dose groups`.
    func isPlural(_ arm: Int) -> Bool {
        context.arms.members(with: arm).count == 1 && context.text.words(of: arm).last.map(LinkWords.severalArms.contains) ?? false
    }

    /// Whether another value is attached to an arm: behind it, as in `placebo (5.1 ± 1.5)`.
    func hasValueBehind(_ arm: Int) -> Bool {
        let start = context.token(of: arm)
        for index in (start + 1)..<(start + 4) where index < context.text.tokens.count {
            let token = context.text.tokens[index]
            if let mention = token.mention { return isOtherResult(mention) }
            if !["(", "[", ":", "=", "was", ","].contains(token.word) { return false }
        }
        return false
    }

    /// Whether another value is attached to an arm: in front of it, as in `48.4% in the control group`.
    func hasValueBefore(_ arm: Int) -> Bool {
        let start = context.token(of: arm)
        for index in stride(from: start - 1, to: max(0, start - 7), by: -1) {
            let token = context.text.tokens[index]
            if let mention = token.mention { return isOtherResult(mention) }
            if !Self.betweenValueAndArm.contains(token.word) { return false }
        }
        return false
    }

    private static let betweenValueAndArm: Set<String> = [
        "in", "for", "with", "of", "the", "(", ")", "patients", "%", "those", "receiving", "among", "on", "under", "group", "subjects",
        "participants",
    ]

    private func isOtherResult(_ mention: Int) -> Bool { context.isResult(mention) && !unit.values.contains(mention) }

    /// The mentions of the sentence that are nearest to the unit, in their order.
    func nearest(_ count: Int) -> [Int] {
        guard own.count > count else { return own }
        let here = context.token(of: unit.first)
        return own.sorted { abs(context.token(of: $0) - here) < abs(context.token(of: $1) - here) }.prefix(count).sorted()
    }

    /// The arms of a list without those named before in it.
    func distinct(_ arms: [Int]) -> [Int] {
        var distinct: [Int] = []
        for arm in arms where !distinct.contains(where: { context.areSame($0, arm) }) { distinct.append(arm) }
        return distinct
    }
}

/// What speaks for and against one arm for all values of a unit, or none.
struct SingleArm {
    private let scene: ArmScene
    private let context: LinkContext
    private let unit: ResultUnit
    private let state: LinkState
    /// In front of the names of features of differences and ratios, which differ from those of values.
    private let prefix: String

    init(_ scene: ArmScene) {
        self.scene = scene
        context = scene.context
        unit = scene.unit
        state = scene.state
        prefix = unit.isContrast ? "contrast." : ""
    }

    private var isSameSentence: Bool { state.previous.map { context.sentence(of: $0) == scene.sentence } ?? false }

    /// The features of no arm.
    func featuresOfNone() -> LinkFeatures {
        var features = LinkFeatures()
        features.add("none")
        features.add("none.own\(LinkFeatures.upTo(3, scene.ownCount))")
        if state.previous != nil {
            features.add("none.previous\(state.arm == nil ? "None" : "Arm")\(isSameSentence ? "" : ".otherSentence")")
        }
        let isNear = (max(0, scene.sentence - 2)...scene.sentence).contains { !context.arms[sentence: $0].isEmpty }
        features.add("none.noArmNear", if: !isNear)
        features.add("none.noArmsInText", if: context.hasNoArms)
        features.add("none.armsBehind", if: !scene.own.isEmpty && scene.own.allSatisfy { $0 > unit.last })
        let isOnlyCompared = scene.ownCount == 1 && scene.own.allSatisfy { $0 < unit.first && scene.isComparedWith($0) }
        features.add("none.onlyCompared", if: isOnlyCompared)
        addWords(to: &features)
        return features
    }

    private func addWords(to features: inout LinkFeatures) {
        let (start, end) = (context.token(of: unit.first), context.token(of: unit.last))
        let before = context.text.words(before: start, within: 14)
        let behind = context.text.words(behind: end, within: 9)
        features.add("none.everybody", if: !LinkWords.everybody.isDisjoint(with: before + behind))
        features.add("none.overall", if: before.contains("overall"))
        let wide = context.text.words(before: start, within: 25)
        features.add("none.association", if: scene.own.isEmpty && !LinkWords.association.isDisjoint(with: wide))
        guard unit.count == 1 else { return }
        let tail = Set(context.text.words(behind: end, within: 5))
        let isOfGroups =
            !tail.isDisjoint(with: ["both", "either", "all", "each"])
            && !tail.isDisjoint(with: ["groups", "arms", "group", "arm", "treatments", "regimens", "patients"])
        features.add("none.bothGroups", if: isOfGroups)
        let isOfList = context.arms.lists(with: scene.own).contains {
            $0.count > 1 && ["both", "either"].contains(context.text.word(at: context.token(of: $0[0]) - 1))
        }
        features.add("none.bothOfList", if: isOfList)
    }

    /// The features of an arm.
    func features(of arm: Int) -> LinkFeatures {
        var features = LinkFeatures()
        features.add("one")
        features.add("plural", if: scene.isPlural(arm))
        features.add("secondary", if: scene.isSecondary(arm))
        features.add("group.butArm", if: context.isGroup(arm) && scene.own.contains { !context.isGroup($0) })
        if !scene.isOwn(arm) {
            addEarlier(arm, to: &features)
        } else {
            features.add("\(prefix)only", if: scene.ownCount == 1)
            features.add("group.only", if: context.isGroup(arm) && scene.ownCount == 1)
            features.add("inside", if: unit.first < arm && arm < unit.last && unit.count == 1)
            features.add("before.label", if: isLabel(arm))
            let isDirect = arm < unit.first ? addBefore(arm, to: &features) : addBehind(arm, to: &features)
            if scene.isComparedWith(arm) {
                features.add("\(prefix)compared")
                features.add("\(prefix)compared.far", if: !isDirect)
            }
        }
        addPrevious(arm, to: &features)
        return features
    }

    private func addEarlier(_ arm: Int, to features: inout LinkFeatures) {
        let rank = LinkFeatures.upTo(3, scene.earlier.firstIndex(of: arm) ?? 0)
        features.add("\(prefix)earlier")
        features.add("\(prefix)earlier.rank\(rank).own\(LinkFeatures.upTo(2, scene.ownCount))")
        features.add("earlier.by\(LinkFeatures.upTo(3, scene.sentence - context.sentence(of: arm)))")
        features.add("earlier.group", if: context.isGroup(arm))
        features.add("earlier.\(context.arms.members(with: arm).count > 1 ? "inList" : "alone")")
    }

    /// What stands between the unit and an arm: other arms, other values that are no differences, and words.
    private func between(_ value: Int, _ arm: Int) -> (arms: [Int], values: [Int], words: [String], endPoint: Bool) {
        let mentions = context.mentions(between: value, arm)
        return (
            mentions.filter { context.kind(of: $0).isArm }, mentions.filter { context.isResult($0) && !context.isContrast($0) },
            context.words(between: value, arm), mentions.contains { context.kind(of: $0).isEndPoint }
        )
    }

    private func addBefore(_ arm: Int, to features: inout LinkFeatures) -> Bool {
        let between = between(unit.first, arm)
        let isDirect = between.arms.isEmpty && between.values.isEmpty
        features.add("\(prefix)before")
        features.add("\(prefix)before.rank\(LinkFeatures.upTo(3, between.arms.count))")
        features.add("\(prefix)before.values\(LinkFeatures.upTo(2, between.values.count))")
        let list = context.arms.members(with: arm)
        if isDirect {
            features.add("\(prefix)before.\(Self.length(between.words))")
            if unit.count == 1 || list.count == 1 && unit.connection != .versus {
                let next = context.text.word(at: context.token(of: arm) + 1)
                let opens = (next == "(" || next == "[") && context.isInOtherBracket(unit.first, than: arm)
                features.add("\(prefix)before.opensBracket", if: opens)
                features.add("\(prefix)before.touches", if: between.words.allSatisfy { [":", "=", ",", "was", "were"].contains($0) })
            }
        }
        features.add("before.closed", if: context.isInOtherBracket(arm, than: unit.first))
        features.add("before.stop", if: !LinkWords.stops.isDisjoint(with: between.words))
        features.add("before.clause", if: !Set(between.words).isDisjoint(with: ["while", "whereas", "but"]))
        addTurn(isNext: between.arms.isEmpty, side: .before, to: &features)
        addListPlace(arm, side: "before", others: between.arms, to: &features)
        return isDirect
    }

    private func addBehind(_ arm: Int, to features: inout LinkFeatures) -> Bool {
        let between = between(unit.last, arm)
        let isDirect = between.arms.isEmpty && between.values.isEmpty
        features.add("\(prefix)behind")
        features.add("\(prefix)behind.rank\(LinkFeatures.upTo(2, between.arms.count))")
        features.add("\(prefix)behind.values\(LinkFeatures.upTo(2, between.values.count))")
        if isDirect {
            features.add("\(prefix)behind.\(Self.length(between.words))")
            features.add("\(prefix)behind.preposition", if: hasPreposition(before: arm))
            let touches = context.token(of: arm) == context.token(of: unit.last) + 1 || ["(", "[", "%"].contains(between.words.joined())
            features.add("behind.touches", if: touches)
            features.add("behind.overEndPoint", if: between.endPoint)
            features.add("behind.closed", if: !touches && context.isInOtherBracket(arm, than: unit.last))
        }
        features.add("\(prefix)behind.outOfBracket", if: context.isInOtherBracket(unit.last, than: arm))
        features.add("behind.clause", if: !LinkWords.clause.isDisjoint(with: between.words))
        features.add("behind.stop", if: !LinkWords.stops.isDisjoint(with: between.words))
        addTurn(isNext: between.arms.isEmpty, side: .behind, to: &features)
        addListPlace(arm, side: "behind", others: between.arms, to: &features)
        return isDirect
    }

    /// `(supervised: n = 12 vs n = 15; unsupervised: …)`: whether a colon behind an arm leads to the unit.
    private func isLabel(_ arm: Int) -> Bool {
        let start = context.token(of: arm)
        guard arm < unit.first, context.text.word(at: start + 1) == ":" else { return false }
        let between = context.text.tokens[(start + 2)..<context.token(of: unit.first)]
        return between.allSatisfy { $0.mention == nil && ["n", "=", "(", "[", "from"].contains($0.word) }
    }

    private func hasPreposition(before arm: Int) -> Bool {
        var index = context.token(of: arm) - 1
        while index > 0, ["the", "a", "those", "patients", "group"].contains(context.text.word(at: index)) { index -= 1 }
        return LinkWords.beforeArm.contains(context.text.word(at: index))
    }

    private static func length(_ words: [String]) -> String { words.count <= 3 ? "short" : words.count <= 9 ? "middling" : "long" }

    private func addTurn(isNext: Bool, side: LinkContext.Turn, to features: inout LinkFeatures) {
        guard isNext, !unit.isContrast, let (turn, _) = context.turn(of: unit, among: scene.own, isMerging: false) else { return }
        let fit = turn == side ? "fits" : turn == .before || turn == .behind ? "differs" : turn.rawValue
        features.add("turn.\(fit).\(side.rawValue)")
    }

    private func addListPlace(_ arm: Int, side: String, others: [Int], to features: inout LinkFeatures) {
        let list = context.arms.members(with: arm)
        guard list.count > 1, others.allSatisfy(list.contains) else { return }
        let place = arm == list.first ? "first" : arm == list.last ? "last" : "middle"
        features.add("\(prefix)\(side).list.\(place)")
    }

    private func addPrevious(_ arm: Int, to features: inout LinkFeatures) {
        guard let previous = state.previous else { return }
        let isSame = state.arm.map { context.areSame($0, arm) } ?? false
        if isSameSentence {
            let isNamed = context.mentions(between: previous, unit.first).contains { context.kind(of: $0).isArm }
            let relation = isSame ? "same" : state.arm == nil ? "none" : "other"
            features.add("\(prefix)previous.\(relation)\(isNamed ? ".named" : "")")
        } else {
            let relation = isSame ? "same" : state.arm == nil ? "none" : "other"
            features.add("\(prefix)sentenceBefore.\(relation).\(scene.isOwn(arm) ? "own" : "earlier")")
        }
    }
}

/// What speaks for and against an arm together with the one that it is compared with.
struct ArmPair {
    private let scene: ArmScene
    private let context: LinkContext
    private let unit: ResultUnit
    private let state: LinkState

    init(_ scene: ArmScene) {
        self.scene = scene
        context = scene.context
        unit = scene.unit
        state = scene.state
    }

    /// The features of a result of `arm` compared with `other`.
    func features(_ arm: Int, _ other: Int) -> LinkFeatures {
        var features = LinkFeatures()
        let (isOwn, isOtherOwn) = (scene.isOwn(arm), scene.isOwn(other))
        features.add("pair")
        features.add("pair.several\(unit.isContrast ? ".contrast" : "")", if: unit.count > 1)
        features.add("pair.\(isOwn ? "own" : "earlier").\(isOtherOwn ? "own" : "earlier").\(LinkFeatures.upTo(3, scene.ownCount))")
        features.add("pair.rivals", if: context.areRivals(arm, other))
        features.add("pair.signed", if: context.text.hasSign(unit.first))
        features.add("pair.betweenGroups", if: scene.own.isEmpty && isBetweenGroups)
        features.add("pair.noArmYet", if: !isOwn && !isOtherOwn && !state.hasArm)
        features.add("secondary", if: scene.isSecondary(arm) || scene.isSecondary(other))
        features.add("pair.plural", if: scene.isPlural(arm) || scene.isPlural(other))
        features.add("pair.kinds", if: context.kind(of: arm) != context.kind(of: other))
        features.add("pair.group", if: context.isGroup(arm) || context.isGroup(other))
        features.add("pair.otherFar", if: !isOtherOwn && scene.sentence - context.sentence(of: other) > 3)
        let isCompared = scene.isComparedWith(other)
        features.add("pair.contrast.otherCompared", if: unit.isContrast && isCompared && isOtherOwn)
        features.add("pair.onlyCompared", if: !isOwn && isOtherOwn && isCompared && scene.ownCount == 1)
        features.add("pair.otherHasValue\(unit.isContrast ? ".contrast" : "")", if: scene.hasValueBehind(other))
        addOrder(arm, other, to: &features)
        add(arm, "arm", beside: other, to: &features)
        add(other, "other", beside: arm, to: &features)
        addState(arm, other, to: &features)
        return features
    }

    private func addOrder(_ arm: Int, _ other: Int, to features: inout LinkFeatures) {
        let isList = context.arms.members(with: arm).contains(other)
        // `difference A-B` says which is first.
        let between = context.words(between: arm, other)
        let isMinus = between.count == 1 && ["-", "–", "−", "minus"].contains(between[0])
        features.add("pair.minus", if: arm < other && isMinus)
        features.add("pair.\(isList ? "list" : "order").\(arm < other ? "forward" : "back")")
    }

    /// What holds for one of the two.
    private func add(_ arm: Int, _ role: String, beside other: Int, to features: inout LinkFeatures) {
        features.add("pair.\(role).compared", if: scene.isComparedWith(arm))
        features.add("pair.\(role).control", if: !LinkWords.control.isDisjoint(with: context.text.words(of: arm)))
        guard scene.isOwn(arm) else {
            return features.add("pair.\(role).earlier\(LinkFeatures.upTo(3, scene.earlier.firstIndex(of: arm) ?? 0))")
        }
        let (start, value) = (context.token(of: arm), context.token(of: unit.first))
        let span = min(start, value)..<max(start, value)
        features.add("pair.stop", if: context.text.tokens[span].contains { $0.word == ";" })
        features.add("pair.\(role).behind", if: arm > unit.first)
        let isNearest = !scene.own.contains {
            context.areSame($0, arm) && abs(context.token(of: $0) - value) < abs(start - value)
        }
        features.add("pair.\(role).notNearest", if: !isNearest)
        let between = scene.own.filter {
            span.contains(context.token(of: $0)) && $0 != arm && !context.areSame($0, arm) && !context.areSame($0, other)
        }
        features.add("pair.\(role).others\(LinkFeatures.upTo(2, context.countOfArms(between)))")
    }

    private func addState(_ arm: Int, _ other: Int, to features: inout LinkFeatures) {
        let isSameSentence = state.previous.map { context.sentence(of: $0) == scene.sentence } ?? false
        let before = state.armsOfSentence
        if let first = before.first {
            let second = before.count > 1 ? before[1] : nil
            let (isFirst, isSecond) = (context.areSame(first, arm), second.map { context.areSame($0, arm) } ?? false)
            let relation =
                if isFirst, let second, context.areSame(second, other) { "forward" } else if isSecond, context.areSame(first, other) {
                    "back"
                } else if isFirst || isSecond { "part" } else { "none" }
            features.add("pair.values.\(relation)")
            features.add("pair.values.mentions", if: arm == first && other == second)
        }
        if let pair = state.pair {
            let isSame = context.areSame(pair.arm, arm) && context.areSame(pair.comparator, other)
            let isBack = context.areSame(pair.comparator, arm) && context.areSame(pair.arm, other)
            features.add("pair.last.\(isSame ? "same" : isBack ? "back" : "other")\(isSameSentence ? ".sentence" : "")")
        }
        if isSameSentence {
            let relation = state.arm.map { context.areSame($0, arm) ? "arm" : context.areSame($0, other) ? "other" : "none" } ?? "none"
            features.add("pair.previous.\(relation)")
        }
    }

    /// `between groups`, `in both arms`.
    private var isBetweenGroups: Bool {
        let token = context.token(of: unit.first)
        let words = Set(context.text.words(before: token, within: 30) + context.text.words(behind: token, within: 11))
        return !words.isDisjoint(with: ["between", "both", "two"]) && !words.isDisjoint(with: ["groups", "arms", "treatments", "group"])
    }
}

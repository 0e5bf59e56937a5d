/// A list of arms that the values of a unit may go through in order.
struct ArmList {
    /// How a list of arms meets the places of a unit.
    enum Fit: String {
        /// An arm for each place.
        case one
        /// Each arm for some places in turn: the first half, the second half.
        case inTurn
        /// The arms over and over.
        case again
    }

    /// The arm of each place.
    let arms: [Int]
    /// Where the list is from.
    let origin: String
    let fit: Fit

    /// Whether it is a list of the text with no other arm between it and the unit.
    var isNextList: Bool { origin == "list.before" || origin == "list.behind" }

    /// What speaks for and against the list.
    func features(arms: [Int], isReversed: Bool, among lists: [ArmList], in scene: ArmScene) -> LinkFeatures {
        let (context, unit) = (scene.context, scene.unit)
        var features = LinkFeatures()
        let endPoints = scene.endPointsDiffer ? "endPoints" : "endPoint"
        features.add("spread")
        features.add("spread.\(unit.connection.rawValue).\(endPoints)\(fit == .one ? "" : ".\(fit.rawValue)")")
        features.add("spread.\(origin)")
        features.add("spread.fit.\(fit.rawValue)")
        if origin == "around" { features.add(lists.contains(where: \.isNextList) ? "around.butList" : "around.only") }
        features.add("spread.near", if: isNextList && fit == .one && distance(in: scene) <= 6)
        features.add("reversed", if: isReversed)
        if let first = arms.first, let last = arms.last {
            let isFirst = scene.isOwn(first) && scene.isComparedWith(first)
            let isLast = scene.isOwn(last) && scene.isComparedWith(last)
            features.add("spread.comparedFirst", if: isFirst && !isLast)
            features.add("spread.comparedLast", if: isLast && !isFirst)
        }
        features.add("spread.elsewhere", if: scene.ownCount > 1 && !arms.allSatisfy(scene.isOwn))
        features.add("spread.three", if: unit.count > 2)
        if fit != .one { addGroups(arms, to: &features, in: scene) }
        if let agrees = ValueOrder(scene).agrees(with: arms) { features.add("order.\(agrees ? "agrees" : "differs")") }
        if let before = scene.state.arms, before.count == unit.count {
            let (old, new) = (before.map(context.names.concept), arms.map(context.names.concept))
            features.add("spread.newOrder", if: old != new && Set(old) == Set(new))
        }
        features.add("spread.group", if: arms.contains(where: context.isGroup))
        return features
    }

    /// How many tokens stand between the list and the unit.
    private func distance(in scene: ArmScene) -> Int {
        guard let first = arms.first, let last = arms.last else { return 0 }
        let (context, unit) = (scene.context, scene.unit)
        return last < unit.first
            ? context.token(of: unit.first) - context.token(of: last) - 1 : context.token(of: first) - context.token(of: unit.last) - 1
    }

    /// `94% and 82% (P), and 17% and 0% (P), in A and B`: p-values part the values to groups, which go through all arms each;
    /// `from 15 to 11 (P), and from 18 to 13 (P) in A and B`: each group is of one arm.
    private func addGroups(_ arms: [Int], to features: inout LinkFeatures, in scene: ArmScene) {
        let (context, slots) = (scene.context, scene.unit.slots)
        if scene.unit.connection == .to { return features.add("groups.to.\(fit.rawValue)") }
        let parted = slots.indices.dropLast().first { index in
            guard let last = slots[index].last, let next = slots[index + 1].first else { return false }
            return context.mentions(between: last, next).contains { context.kind(of: $0) == .pValue }
        }
        guard let parted else { return }
        features.add("groups.\(parted + 1 == Set(arms).count ? "fit" : "differ").\(fit.rawValue)")
    }
}

/// Finds the lists of arms that the values of a unit may go through.
struct ArmLists {
    private let scene: ArmScene
    private let context: LinkContext
    private let unit: ResultUnit
    private var found: [ArmList] = []

    init(_ scene: ArmScene) {
        self.scene = scene
        context = scene.context
        unit = scene.unit
    }

    /// The lists.
    func lists() -> [ArmList] {
        var lists = self
        lists.addOfSentence()
        lists.addOfDistinctArms()
        lists.addWithAndWithout()
        lists.addInside()
        if scene.ownCount < 2 { lists.addEarlier() }
        lists.addAsBefore()
        return lists.found
    }

    private mutating func add(_ list: [Int], _ origin: String) {
        let (length, count) = (list.count, unit.count)
        if length == count {
            if context.countOfArms(list) == length { found.append(ArmList(arms: list, origin: origin, fit: .one)) }
        } else if length > 1, count % length == 0 {
            found.append(ArmList(arms: (0..<count).map { list[$0 / (count / length)] }, origin: origin, fit: .inTurn))
            found.append(ArmList(arms: (0..<count).map { list[$0 % length] }, origin: origin, fit: .again))
        }
    }

    private mutating func addOfSentence() {
        for list in context.arms.lists(with: scene.own) where list.count > 1 {
            let (first, last) = (list[0], list[list.count - 1])
            let isBefore = last < unit.first
            let isFar = scene.own.contains { isBefore ? last < $0 && $0 < unit.first : unit.last < $0 && $0 < first }
            add(list, "list.\(isBefore ? "before" : "behind")\(isFar ? ".far" : "")")
        }
    }

    /// Arms of the sentence that are in no list: `lower in A than in B (1 vs 2)`, and with one of a sentence before.
    private mutating func addOfDistinctArms() {
        let before = scene.own.filter { $0 < unit.first && !scene.isSecondary($0) }
        let behind = scene.own.filter { $0 > unit.last }
        let nearest = Array(scene.distinct(before.reversed()).reversed().suffix(unit.count))
        if nearest.count == unit.count { add(nearest, "distinct") }
        guard unit.count == 2 else { return }
        if let last = scene.own.last(where: { $0 < unit.first && !scene.isSecondary($0) }), let next = behind.first {
            add([last, next], "around")
        }
        if behind.isEmpty, nearest.count == 1 {
            for (rank, other) in scene.earlier.prefix(3).enumerated() {
                add([nearest[0], other], "withEarlier\(LinkFeatures.upTo(2, rank))")
            }
        }
        if before.isEmpty, scene.distinct(behind).count == 1, let other = scene.earlier.first {
            add([behind[0], other], "behindWithEarlier")
        }
    }

    /// `with and without topotecan`: the first is topotecan, wherever the text names it.
    private mutating func addWithAndWithout() {
        guard unit.count == 2 else { return }
        for arm in scene.own {
            var words = context.text.words(of: arm)
            let start = context.token(of: arm)
            guard words.first == "without", context.text.word(at: start - 1) == "and", context.text.word(at: start - 2) == "with" else {
                continue
            }
            words.removeFirst()
            let names = ConceptNames.names(of: words)
            let (before, behind) = (context.arms.before(sentence: scene.sentence), context.arms.behind(sentence: scene.sentence))
            let near = before.suffix(LinkContext.reach) + scene.own + behind.prefix(LinkContext.reach)
            let mentions = near.filter { !Set(ConceptNames.names(of: context.text.words(of: $0))).isDisjoint(with: names) }
            if let with = mentions.last(where: { $0 < arm }) ?? mentions.first { add([with, arm], "withAndWithout") }
        }
    }

    /// `20 control patients (50%) and 14 study patients (40%)`: each place has its arm inside.
    private mutating func addInside() {
        let arms = unit.slots.compactMap { slot in
            scene.own.first { arm in slot.count > 1 && slot[0] < arm && arm < slot[slot.count - 1] }
        }
        if arms.count == unit.count { add(arms, "inside") }
    }

    /// Arms of sentences before, in the order in which they stand there.
    private mutating func addEarlier() {
        let suffix = scene.own.isEmpty ? "" : ".butOwn"
        let nearest = scene.earlier.prefix(unit.count).sorted()
        if nearest.count == unit.count { add(nearest, "earlier\(suffix)") }
        let context = self.context
        let earlier = context.arms.before(sentence: scene.sentence).suffix(LinkContext.reach)
        let lists = earlier.reversed().lazy.map { context.arms.members(with: $0) }
        guard let list = lists.first(where: { $0.count == unit.count }) else { return }
        let mentions = context.earlierArms(unit)
        add(list.map { arm in mentions.first { context.areSame($0, arm) } ?? arm }, "earlierList\(suffix)")
    }

    /// The arms of the unit before, by the mentions that count here.
    private mutating func addAsBefore() {
        guard let arms = scene.state.arms, arms.count == unit.count else { return }
        let mentions = arms.map { arm in
            scene.own.contains(arm) ? arm : (scene.own + scene.earlier).first { context.areSame($0, arm) }
        }
        let known = mentions.compactMap { $0 }
        if known.count == unit.count { add(known, "asBefore") }
    }
}

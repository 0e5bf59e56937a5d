/// The arms that a unit can have, with what speaks for and against each.
///
/// A candidate is one arm for all values or none, a list of arms that the values go through in order, or an arm with the one that it is
/// compared with.
struct ArmCandidates {
    /// An arm for each place of the unit (`nil` for none) and what they are compared with.
    struct Candidate {
        let arms: [Int?]
        let comparator: Int?
        var features: LinkFeatures
    }

    /// How many mentions of a sentence are tried in pairs.
    private static let mostOfPairs = 20

    private let scene: ArmScene
    private let unit: ResultUnit
    private var found: [Candidate] = []

    /// The candidates for a unit whose end points are decided.
    static func candidates(_ context: LinkContext, _ unit: ResultUnit, _ state: LinkState, endPoints: [Int?]) -> [Candidate] {
        let scene = ArmScene(context, unit, state, endPoints: endPoints)
        var candidates = ArmCandidates(scene: scene, unit: unit)
        candidates.addSingle()
        if unit.count > 1 { candidates.addSpread() }
        candidates.addPairs()
        return candidates.found
    }

    private init(scene: ArmScene, unit: ResultUnit) {
        self.scene = scene
        self.unit = unit
    }

    /// Adds a candidate; what was found in several ways has the features of all.
    private mutating func add(_ arms: [Int?], comparator: Int? = nil, _ features: LinkFeatures) {
        if let index = found.firstIndex(where: { $0.arms == arms && $0.comparator == comparator }) {
            found[index].features.add(features)
        } else {
            found.append(Candidate(arms: arms, comparator: comparator, features: features))
        }
    }

    private mutating func addSingle() {
        let single = SingleArm(scene)
        for arm in (scene.own + scene.earlier).map(Optional.some) + [nil] {
            var features = arm.map(single.features) ?? single.featuresOfNone()
            if unit.count > 1 {
                features.add("all")
                features.add("all.\(unit.connection.rawValue).\(scene.endPointsDiffer ? "endPoints" : "endPoint")")
            }
            add(Array(repeating: arm, count: unit.count), features)
        }
    }

    private mutating func addSpread() {
        let lists = ArmLists(scene).lists()
        for list in lists {
            for isReversed in list.fit == .one && unit.count == 2 ? [false, true] : [false] {
                let arms = isReversed ? Array(list.arms.reversed()) : list.arms
                add(arms, list.features(arms: arms, isReversed: isReversed, among: lists, in: scene))
            }
        }
    }

    private mutating func addPairs() {
        let cue = ComparisonCue(scene).name
        let pool = scene.nearest(Self.mostOfPairs) + scene.earlier
        if unit.isContrast || cue != "none" {
            let pairs = ArmPair(scene)
            for arm in pool {
                for other in pool where !scene.context.areSame(arm, other) {
                    if !scene.isOwn(arm), !scene.isOwn(other), scene.ownCount > 0, !unit.isContrast { continue }
                    add(Array(repeating: arm, count: unit.count), comparator: other, pairs.features(arm, other))
                }
            }
            if unit.count > 1 { addSpreadPairs(pool, cue: cue) }
        }
        for index in found.indices { found[index].features.add(features(of: found[index], cue: cue)) }
    }

    /// Several arms compared with one.
    private mutating func addSpreadPairs(_ pool: [Int], cue: String) {
        for list in scene.context.arms.lists(with: scene.own) where list.count == unit.count {
            for other in pool where !list.contains(where: { scene.context.areSame($0, other) }) {
                var features = LinkFeatures()
                features.add("pairs")
                features.add("pairs.\(unit.isContrast ? "contrast" : cue)")
                add(list, comparator: other, features)
            }
        }
    }

    /// What holds for a candidate whatever way it was found.
    private func features(of candidate: Candidate, cue: String) -> LinkFeatures {
        var features = LinkFeatures()
        let kind = unit.isContrast ? "contrast" : "value"
        let isGroup = candidate.arms.first.flatMap { $0 }.map(scene.context.isGroup) ?? false
        if candidate.comparator != nil {
            features.add("with.\(unit.isContrast ? kind : cue)")
        } else {
            features.add("without.\(unit.isContrast ? kind : cue)")
            let hasArm = candidate.arms.first.flatMap { $0 } != nil
            features.add("without.\(kind).\(hasArm ? "arm" : "none").own\(LinkFeatures.upTo(3, scene.ownCount))")
            features.add("without.contrast.group", if: unit.isContrast && isGroup)
        }
        features.add("group", if: isGroup)
        return features
    }
}

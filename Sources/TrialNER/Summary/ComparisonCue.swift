/// Words beside values that say that they are a difference from another arm: `29% improvement … compared to`, `more … than`.
struct ComparisonCue {
    private let scene: ArmScene
    private let context: LinkContext
    private let unit: ResultUnit

    init(_ scene: ArmScene) {
        self.scene = scene
        context = scene.context
        unit = scene.unit
    }

    /// What the words say, as part of the name of a feature: `none`, a word of change alone, or which words of comparison stand where
    /// (`than…`, with `change` where a word of change stands by the value). `alone`: the arm compared with has no value of its own;
    /// `again`: the clause has another value before.
    var name: String {
        let behind = wordsBehind
        let before = wordsBefore
        if unit.count > 1, unit.connection == .versus || unit.connection == .to {
            return before.contains("adjusted") ? "adjusted" : "none"
        }
        let near = Set(behind.prefix(3) + before.prefix(6))
        let (clause, isAgain) = wordsOfClause
        // `greater than 75%` is a bound, no comparison.
        if clause.first == "than" { return "none" }
        let isChange = !near.isDisjoint(with: LinkWords.change)
        let isBehind = !Self.comparison.isDisjoint(with: behind)
        let isBefore = !Self.comparison.isDisjoint(with: clause)
        let hasOwnValue = scene.own.contains { arm in
            scene.isComparedWith(arm) && (scene.hasValueBehind(arm) || scene.hasValueBefore(arm))
        }
        let suffix = "\(hasOwnValue ? "other" : "alone")\(isAgain ? ".again" : "")"
        if isChange, isBehind { return "changeThan.\(suffix)" }
        if isBefore, isChange || !LinkWords.change.isDisjoint(with: clause) { return "thanBefore.\(suffix)" }
        if isBehind { return "than.\(suffix)" }
        if !isChange { return "none" }
        return near.isDisjoint(with: Self.more) ? "changeOnly" : "change"
    }

    private static let comparison: Set<String> = ["than", "compared", "versus", "comparison", "rather", "relative"]
    private static let more: Set<String> = ["more", "fewer", "less", "higher", "lower", "greater", "exceed", "larger", "smaller"]

    /// The words behind the unit, up to the next result.
    private var wordsBehind: [String] {
        var words: [String] = []
        for token in context.text.tokens[(context.token(of: unit.last) + 1)...].prefix(25) {
            if token.sentence != scene.sentence || token.word == ";" { break }
            if let mention = token.mention, context.isResult(mention) { break }
            words.append(token.word)
        }
        return words
    }

    /// The words in front of the unit, back to the result before it, nearest first.
    private var wordsBefore: [String] {
        var words: [String] = []
        for token in context.text.tokens[..<context.token(of: unit.first)].reversed() {
            if words.count == 10 || token.sentence != scene.sentence || LinkWords.stops.contains(token.word) { break }
            if let mention = token.mention {
                if context.isResult(mention) { break }
                if [.confidenceLevel, .confidenceInterval].contains(context.kind(of: mention)) { continue }
            }
            words.append(token.word)
        }
        return words
    }

    /// The words of the clause in front of the unit, nearest first, and whether it has another value.
    private var wordsOfClause: (words: [String], isAgain: Bool) {
        var words: [String] = []
        var isAgain = false
        for token in context.text.tokens[..<context.token(of: unit.first)].reversed() {
            if token.sentence != scene.sentence || LinkWords.clause.contains(token.word) || LinkWords.stops.contains(token.word) { break }
            if let mention = token.mention, context.isResult(mention), !context.isContrast(mention) { isAgain = true }
            words.append(token.word)
        }
        return (words, isAgain)
    }
}

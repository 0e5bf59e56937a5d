/// What is known of a text before any result is linked.
struct LinkContext {
    /// How values and concepts take turns in a sentence: whether each value follows its concept or goes before it.
    enum Turn: String {
        /// The stretch begins with a concept and ends with a value: a concept stands before its value.
        case before
        /// It begins with a value and ends with a concept.
        case behind
        /// It begins and ends with a concept.
        case openConcept
        /// It begins and ends with a value.
        case openValue
    }

    let text: LinkedText
    let names: ConceptNames
    let arms: ConceptLists
    let endPoints: ConceptLists
    let units: [ResultUnit]
    /// Whether fewer than two different arms are named, groups of patients aside.
    let hasNoArms: Bool
    private let unitsOfSentence: [Int: [ResultUnit]]
    private let results: Set<Int>
    private let contrasts: Set<Int>
    /// Arms that stand side by side in a list somewhere.
    private let rivals: Set<[Int]>

    /// Reads a text whose results are known.
    init(_ text: LinkedText, results: [Int]) {
        self.text = text
        let names = ConceptNames(text, where: { $0.isArm })
        self.names = names
        arms = ConceptLists(
            in: text, connectors: LinkWords.betweenArms, skipping: [.patientCount, .pValue], where: { $0.isArm })
        endPoints = ConceptLists(in: text, connectors: LinkWords.betweenEndPoints, skipping: [.pValue], where: { $0.isEndPoint })
        (units, contrasts) = UnitBuilder.units(of: results, in: text)
        self.results = Set(results)
        unitsOfSentence = Dictionary(grouping: units) { text.mentions[$0.first].sentence }
        hasNoArms = Set(arms.all.filter { text.mentions[$0].kind == .trialGroup }.map(names.concept)).count < 2
        let lists = arms.lists(with: arms.all)
        rivals = Set(lists.flatMap { list in zip(list, list.dropFirst()).map { [names.concept(of: $0), names.concept(of: $1)] } })
    }

    func token(of mention: Int) -> Int { text.mentions[mention].token }
    func sentence(of mention: Int) -> Int { text.mentions[mention].sentence }
    func kind(of mention: Int) -> ConceptKind { text.mentions[mention].kind }
    func isResult(_ mention: Int) -> Bool { results.contains(mention) }
    func isContrast(_ mention: Int) -> Bool { contrasts.contains(mention) }
    func isGroup(_ mention: Int) -> Bool { kind(of: mention) == .patientGroup }
    func areSame(_ first: Int?, _ second: Int?) -> Bool {
        guard let first, let second else { return first == second }
        return names.concept(of: first) == names.concept(of: second)
    }

    /// How many different arms the mentions name.
    func countOfArms(_ mentions: [Int]) -> Int { Set(mentions.map(names.concept)).count }

    /// The tokens between two concepts, whichever comes first.
    func words(between first: Int, _ second: Int) -> [String] {
        text.words(after: min(token(of: first), token(of: second)), before: max(token(of: first), token(of: second)))
    }

    /// The concepts between two concepts.
    func mentions(between first: Int, _ second: Int) -> [Int] {
        text.mentions(after: min(token(of: first), token(of: second)), before: max(token(of: first), token(of: second)))
    }

    /// Whether `inner` stands in a bracket that `outer` does not.
    func isInOtherBracket(_ inner: Int, than outer: Int) -> Bool { text.isInOtherBracket(token(of: inner), than: token(of: outer)) }

    /// Whether two arms stand side by side in a list somewhere in the text.
    func areRivals(_ first: Int, _ second: Int) -> Bool {
        rivals.contains([names.concept(of: first), names.concept(of: second)])
            || rivals.contains([names.concept(of: second), names.concept(of: first)])
    }

    /// The nearest mention of every arm that a sentence before names, nearest first. Far away the text is of something else: it looks
    /// back over ``reach`` mentions.
    func earlierArms(_ unit: ResultUnit) -> [Int] {
        var nearest: [Int] = []
        var seen: Set<Int> = []
        for arm in arms.before(sentence: sentence(of: unit.first)).suffix(Self.reach).reversed() {
            if seen.insert(names.concept(of: arm)).inserted { nearest.append(arm) }
        }
        return nearest
    }

    /// Over how many mentions of arms the linker looks back.
    static let reach = 200

    /// The unit that a result stands in.
    func unit(with result: Int) -> ResultUnit? { unitsOfSentence[sentence(of: result)]?.first { $0.values.contains(result) } }

    /// The longest stretch around a unit in which values and concepts take turns, and whether it is longer than two.
    ///
    /// - Parameter isMerging: Whether units that follow each other count as one, differences and ratios too; else each counts, and
    ///   those are left out.
    func turn(of unit: ResultUnit, among concepts: [Int], isMerging: Bool) -> (turn: Turn, isLong: Bool)? {
        let here = sentence(of: unit.first)
        var events = concepts.map { (token: token(of: $0), isValue: false, first: $0) }
        events += (unitsOfSentence[here] ?? []).filter { isMerging || !$0.isContrast }
            .map { (token: token(of: $0.first), isValue: true, first: $0.first) }
        events.sort { $0.token < $1.token }
        events.removeAll { isAside($0.token, from: unit) }
        var line: [Bool] = []
        var place: Int?
        for event in events {
            if !(isMerging && event.isValue && line.last == true) { line.append(event.isValue) }
            if event.isValue, event.first == unit.first { place = line.count - 1 }
        }
        guard let place else { return nil }
        var (start, end) = (place, place)
        while start > 0, line[start - 1] != line[start] { start -= 1 }
        while end + 1 < line.count, line[end + 1] != line[end] { end += 1 }
        guard start < end else { return nil }
        let turn: Turn =
            switch (line[start], line[end]) {
            case (false, true): .before
            case (true, false): .behind
            case (false, false): .openConcept
            case (true, true): .openValue
            }
        return (turn, end - start > 1)
    }

    /// Whether a token stands in a bracket that says something by itself, away from a unit: with an end point or arm and a value of its
    /// own, as `(complete remission 60%)`.
    private func isAside(_ token: Int, from unit: ResultUnit) -> Bool {
        let here = self.token(of: unit.first)
        guard let bracket = text.tokens[token].brackets.first(where: { !text.tokens[here].brackets.contains($0) }) else { return false }
        let inside = text.tokens[bracket...].prefix { $0.brackets.contains(bracket) }.compactMap(\.mention)
        return inside.contains(where: isResult) && inside.contains { kind(of: $0).isEndPoint || kind(of: $0).isArm }
    }
}

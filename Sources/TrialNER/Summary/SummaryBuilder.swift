extension ResultLinker {
    /// The summary of a document.
    public func summary(of document: RecognizedDocument) -> TrialSummary {
        summary(of: document.text, sentences: document.sentences, entities: document.entities)
    }

    /// The summary of a text whose concepts are known.
    ///
    /// - Parameter sentences: The sentences; where empty, they are found.
    public func summary(of text: DocumentText, sentences: [Span] = [], entities: [Entity]) -> TrialSummary {
        let results = results(in: text, sentences: sentences, entities: entities)
        return SummaryBuilder(LinkedText(text: text, sentences: sentences, entities: entities), results).summary
    }
}

/// Gathers linked results to arms and end points.
struct SummaryBuilder {
    private let text: LinkedText
    private let results: [TrialResult]

    init(_ text: LinkedText, _ results: [TrialResult]) {
        self.text = text
        self.results = results
    }

    var summary: TrialSummary {
        let (counts, others) = counts
        return TrialSummary(arms: arms(counts: counts), counts: others.map(source), endPoints: endPoints, results: results)
    }

    private func source(_ mention: Int) -> Int { text.mentions[mention].source }

    // MARK: Arms

    private func arms(counts: [Int: [Int]]) -> [TrialSummary.Arm] {
        let names = ConceptNames(text, where: { $0.isArm })
        let mentions = text.mentions.indices.filter { text.mentions[$0].kind.isArm }
        let used = Set(results.flatMap { [$0.arm, $0.comparator].compactMap { $0 } })
        let groups = Dictionary(grouping: mentions, by: names.concept)
        let all = groups.keys.sorted().compactMap { groups[$0] }
        let telling = all.filter { group in group.contains { used.contains(source($0)) || counts[$0] != nil } }
        let trialGroups = all.filter { group in group.contains { text.mentions[$0].kind == .trialGroup } }
        return (telling.isEmpty ? trialGroups : telling).map { group in
            let named = group.first { text.words(of: $0).contains("(") } ?? group.first
            return TrialSummary.Arm(
                name: named.map(source) ?? 0, mentions: group.map(source), counts: group.flatMap { counts[$0] ?? [] }.map(source))
        }
    }

    // MARK: Counts

    /// The counts of people, by the mention of the arm that each is said of, and those of none.
    private var counts: (byArm: [Int: [Int]], others: [Int]) {
        let reported = Set(results.map(\.value))
        var byArm: [Int: [Int]] = [:]
        var others: [Int] = []
        for mention in text.mentions.indices where text.mentions[mention].kind == .patientCount && !reported.contains(source(mention)) {
            if let arm = armInFront(of: mention) ?? armBehind(mention) {
                byArm[arm, default: []].append(mention)
            } else {
                others.append(mention)
            }
        }
        return (byArm, others)
    }

    /// `placebo (n = 301)`.
    private func armInFront(of count: Int) -> Int? {
        guard count > 0, text.mentions[count - 1].kind.isArm else { return nil }
        let words = text.words(after: text.mentions[count - 1].token, before: text.mentions[count].token)
        let isBracket = words.contains { $0 == "(" || $0 == "[" || $0 == "=" }
        return isBracket && words.allSatisfy { ["(", "[", "n", "=", ":", ",", ";"].contains($0) } ? count - 1 : nil
    }

    /// `46 patients received clopidogrel`, `17 in the placebo group`: the next concept is an arm, at most six words behind.
    private func armBehind(_ count: Int) -> Int? {
        let next = count + 1
        guard next < text.mentions.count, text.mentions[next].kind == .trialGroup,
            text.mentions[next].sentence == text.mentions[count].sentence
        else { return nil }
        let words = text.words(after: text.mentions[count].token, before: text.mentions[next].token)
        return words.count <= 6 && LinkWords.stops.isDisjoint(with: words) && !words.contains(")") ? next : nil
    }

    // MARK: End points

    private var endPoints: [TrialSummary.EndPoint] {
        let names = ConceptNames(text, where: { $0.isEndPoint })
        let mentions = Dictionary(text.mentions.indices.map { (source($0), $0) }, uniquingKeysWith: { first, _ in first })
        var order: [Int?] = []
        var byName: [Int?: [TrialResult]] = [:]
        for result in results {
            let name = result.endPoint.flatMap { mentions[$0] }.map(names.concept)
            if byName[name] == nil { order.append(name) }
            byName[name, default: []].append(result)
        }
        return order.map { TrialSummary.EndPoint(name: $0.map(source), results: byName[$0] ?? []) }
    }
}

/// What a scorer is trained with: the decisions of a text whose links are known, each with its candidates.
package struct LinkExample: Sendable {
    /// Which weights it is for: `result`, `endPoint`, `arm`, `pValue` or `time`.
    package let decision: String
    /// The features of each candidate.
    package let candidates: [[String]]
    /// The place of the right candidate; -1 where none is right.
    package let right: Int

    /// The examples of a text, each decision made as if all before it were right.
    ///
    /// - Parameter results: The true results, by places among `entities`.
    package static func examples(
        in text: DocumentText, sentences: [Span] = [], entities: [Entity], results: [TrialResult], hasStatistics: Bool
    ) -> [LinkExample] {
        let text = LinkedText(text: text, sentences: sentences, entities: entities)
        let mentions = Dictionary(text.mentions.indices.map { (text.mentions[$0].source, $0) }, uniquingKeysWith: { first, _ in first })
        let known = results.filter { mentions[$0.value] != nil }.map { result in result.mapped { mentions[$0] ?? -1 } }
        let truth = Dictionary(known.map { ($0.value, $0) }, uniquingKeysWith: { first, _ in first })
        var examples = resultExamples(text, truth)
        let context = LinkContext(text, results: truth.keys.sorted())
        examples += linkExamples(context, truth)
        if hasStatistics { examples += statisticsExamples(context, truth) }
        return examples
    }

    private static func resultExamples(_ text: LinkedText, _ truth: [Int: TrialResult]) -> [LinkExample] {
        let filter = ResultFilter(text)
        return filter.candidates.map { mention in
            LinkExample(decision: "result", candidates: [filter.features(of: mention), []], right: truth[mention] == nil ? 1 : 0)
        }
    }

    private static func linkExamples(_ context: LinkContext, _ truth: [Int: TrialResult]) -> [LinkExample] {
        var examples: [LinkExample] = []
        var state = LinkState()
        for unit in context.units {
            state.enter(unit, in: context)
            let slots = unit.slots.map { slot in slot.last.flatMap { truth[$0] } }
            let (endPoints, arms) = (slots.map { $0?.endPoint }, slots.map { $0?.arm })
            let comparator = slots.lazy.compactMap { $0?.comparator }.first
            let candidates = EndPointCandidates(context, unit, state).candidates()
            let right = candidates.firstIndex { $0.endPoints == endPoints }
            examples.append(LinkExample(decision: "endPoint", candidates: candidates.map(\.features.names), right: right ?? -1))
            let armCandidates = ArmCandidates.candidates(context, unit, state, endPoints: endPoints)
            let rightArm = armCandidates.firstIndex { $0.arms == arms && $0.comparator == comparator }
            examples.append(LinkExample(decision: "arm", candidates: armCandidates.map(\.features.names), right: rightArm ?? -1))
            state.note(unit, endPoints: endPoints, arms: arms, comparator: comparator, in: context)
        }
        return examples
    }

    private static func statisticsExamples(_ context: LinkContext, _ truth: [Int: TrialResult]) -> [LinkExample] {
        let links = StatisticsLinks(context)
        var examples: [LinkExample] = []
        var previous: (value: Int, time: Int?)?
        for unit in context.units {
            for value in unit.values {
                guard let result = truth[value] else { continue }
                let pValues = links.pValues(for: value)
                if let right = pValues.firstIndex(of: result.pValue) {
                    let features = pValues.map { links.features(ofPValue: $0, for: value, in: unit, isOnly: pValues.count == 1).names }
                    examples.append(LinkExample(decision: "pValue", candidates: features, right: right))
                }
                let times = links.times(for: value)
                if let right = times.firstIndex(of: result.time) {
                    let features = times.map { links.features(ofTime: $0, for: value, in: unit, previous: previous).names }
                    examples.append(LinkExample(decision: "time", candidates: features, right: right))
                }
                previous = (value, result.time)
            }
        }
        return examples
    }
}

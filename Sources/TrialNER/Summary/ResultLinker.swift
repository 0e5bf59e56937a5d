/// Finds which end point, arm, comparator, interval, p-value and time point each result of a text belongs to.
///
/// It goes through the results in the order of the text. Values that stand in one list are decided together; for each such unit first
/// the end points, then the arms. Every decision is a choice among a few candidates that rules make (the concepts of the sentence, the
/// nearest before, lists gone through in order); the candidate with the greatest sum of weights is taken. What is weighed is said in the
/// types that make the candidates (``EndPointCandidates``, ``ArmCandidates``, ``StatisticsLinks``), the weights stand in
/// ``LinkScorer/standard``. No word of any trial is among them, so that any entities will do, a model's or a person's.
public struct ResultLinker: Sendable {
    private let scorer: LinkScorer

    /// Makes a linker with the weights that come with TrialNER.
    public init() { self.init(scorer: .standard) }

    /// Makes a linker with other weights.
    package init(scorer: LinkScorer) { self.scorer = scorer }

    /// The results of a document, in the order of the text.
    public func results(in document: RecognizedDocument) -> [TrialResult] {
        results(in: document.text, sentences: document.sentences, entities: document.entities)
    }

    /// The results of a text whose concepts are known, in the order of the text.
    ///
    /// Any entities will do: none, unsorted, overlapping (of two the first counts), with labels that are not TrialNER's (left out).
    ///
    /// - Parameter sentences: The sentences; where empty, they are found.
    public func results(in text: DocumentText, sentences: [Span] = [], entities: [Entity]) -> [TrialResult] {
        let text = LinkedText(text: text, sentences: sentences, entities: entities)
        let context = LinkContext(text, results: results(of: text))
        var linked: [TrialResult] = []
        var state = LinkState()
        for unit in context.units {
            state.enter(unit, in: context)
            let endPoints = endPoints(of: unit, context, state)
            let (arms, comparator) = arms(of: unit, context, state, endPoints: endPoints)
            for (place, slot) in unit.slots.enumerated() {
                for value in slot {
                    linked.append(
                        TrialResult(value: value, endPoint: endPoints[place], arm: arms[place], comparator: comparator))
                }
            }
            state.note(unit, endPoints: endPoints, arms: arms, comparator: comparator, in: context)
        }
        return addStatistics(to: linked, context).map { $0.mapped { text.mentions[$0].source } }
    }

    private func results(of text: LinkedText) -> [Int] {
        let filter = ResultFilter(text)
        return filter.results { LinkScorer.score(filter.features(of: $0), scorer.result) }
    }

    private func endPoints(of unit: ResultUnit, _ context: LinkContext, _ state: LinkState) -> [Int?] {
        let candidates = EndPointCandidates(context, unit, state).candidates()
        guard let best = LinkScorer.best(candidates.map(\.features), scorer.endPoint) else { return unit.slots.map { _ in nil } }
        return candidates[best].endPoints
    }

    private func arms(
        of unit: ResultUnit, _ context: LinkContext, _ state: LinkState, endPoints: [Int?]
    ) -> (arms: [Int?], comparator: Int?) {
        let candidates = ArmCandidates.candidates(context, unit, state, endPoints: endPoints)
        guard let best = LinkScorer.best(candidates.map(\.features), scorer.arm) else { return (unit.slots.map { _ in nil }, nil) }
        return (candidates[best].arms, candidates[best].comparator)
    }

    private func addStatistics(to results: [TrialResult], _ context: LinkContext) -> [TrialResult] {
        let links = StatisticsLinks(context)
        let units = Dictionary(context.units.flatMap { unit in unit.values.map { ($0, unit) } }, uniquingKeysWith: { first, _ in first })
        var previous: (value: Int, time: Int?)?
        return results.map { result in
            guard let unit = units[result.value] else { return result }
            var result = result
            result.interval = links.interval(of: result.value)
            let pValues = links.pValues(for: result.value)
            let pFeatures = pValues.map {
                links.features(ofPValue: $0, for: result.value, in: unit, isOnly: pValues.count == 1)
            }
            result.pValue = LinkScorer.best(pFeatures, scorer.pValue).flatMap { pValues[$0] }
            let times = links.times(for: result.value)
            let timeFeatures = times.map { links.features(ofTime: $0, for: result.value, in: unit, previous: previous) }
            result.time = LinkScorer.best(timeFeatures, scorer.time).flatMap { times[$0] }
            previous = (result.value, result.time)
            return result
        }
    }
}

extension TrialResult {
    /// The result with every reference changed.
    func mapped(_ change: (Int) -> Int) -> TrialResult {
        TrialResult(
            value: change(value), endPoint: endPoint.map(change), arm: arm.map(change), comparator: comparator.map(change),
            interval: interval.map(change), pValue: pValue.map(change), time: time.map(change))
    }
}

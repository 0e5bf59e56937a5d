import Testing

@testable import TrialNER

@Suite("linking any entities")
struct LinkingAnyEntitiesTests {
    private let linker = ResultLinker()
    private let text = DocumentText("Survival (n = 12) was 4.0 vs. 3.6 µg/L [95% CI 2–5], p = 0.4; with A, B and 名前 (C).")

    @Test("no text and no entities give no results")
    func empty() {
        #expect(linker.results(in: DocumentText(""), entities: []).isEmpty)
        #expect(linker.results(in: text, entities: []).isEmpty)
        #expect(linker.summary(of: DocumentText(""), entities: []).endPoints.isEmpty)
    }

    @Test("unsorted, overlapping and unknown entities, and sentences that do not fit, do no harm")
    func anything() {
        var random = Scrambled(seed: 7)
        let labels = ConceptKind.allCases.map(\.rawValue) + ["Unknown", ""]
        for _ in 0..<2000 {
            let entities = (0..<random.below(16)).map { _ in
                let begin = random.below(text.utf8.count)
                return Entity(
                    span: begin..<min(text.utf8.count, begin + random.below(9)), label: labels[random.below(labels.count)], confidence: 1)
            }
            let sentences = random.below(2) == 0 ? [] : [0..<random.below(40), 40..<text.utf8.count]
            let results = linker.results(in: text, sentences: sentences, entities: entities)
            let values = results.map(\.value)
            #expect(Set(values).count == values.count)
            #expect(values.map { entities[$0].span.lowerBound } == values.map { entities[$0].span.lowerBound }.sorted())
            for result in results {
                let kinds: [(Int?, (ConceptKind) -> Bool)] = [
                    (result.value, \.isResult), (result.endPoint, \.isEndPoint), (result.arm, \.isArm), (result.comparator, \.isArm),
                    (result.interval, { $0 == .confidenceRange }), (result.pValue, { $0 == .pValue }), (result.time, { $0 == .followUp }),
                ]
                for (entity, isRight) in kinds {
                    guard let entity else { continue }
                    let kind = ConceptKind(rawValue: entities[entity].label)
                    #expect(kind.map(isRight) == true)
                }
                #expect(result.comparator == nil || result.arm != nil)
            }
        }
    }

    @Test("a text without a full stop and with brackets that nobody closes is cut, so that no sentence holds it all")
    func endless() {
        let part = "([Pain|E] was ([3|V] with [drug|A] and [4|V] with [placebo|A], "
        let marked = MarkedText(String(repeating: part, count: 100))
        let whole = [0..<marked.text.utf8.count]
        let read = LinkedText(text: marked.text, sentences: whole, entities: marked.entities)
        #expect(read.mentions.count == 500 && read.sentences.allSatisfy { $0.count <= 150 })
        #expect(read.tokens.allSatisfy { $0.brackets.count <= 8 })
        let results = linker.results(in: marked.text, sentences: whole, entities: marked.entities)
        #expect(results.count == 200)
        #expect(results.allSatisfy { $0.endPoint != nil })
    }

    @Test("the order in which entities are given does not matter")
    func order() {
        let marked = MarkedText("[Pain|E] was [3|V] with [A|A] and [4|V] with [B|A] ([p = 0.1|P]).")
        let forward = linker.results(in: marked.text, entities: marked.entities)
        let backward = linker.results(in: marked.text, entities: marked.entities.reversed())
        let last = marked.entities.count - 1
        #expect(forward.count == 2 && forward == backward.map { $0.mapped { last - $0 } })
    }
}

/// Numbers that look random and are the same in every run.
struct Scrambled {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(bound, 1)
    }
}

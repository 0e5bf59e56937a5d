import Testing

@testable import TrialNER

@Suite("a trial at a glance")
struct TrialSummaryTests {
    private let marked = MarkedText(
        """
        [Everolimus (EVE)|A] was compared with [placebo|A]. [85 patients|N] were randomized: [42|N] to the [EVE group|A] and [43|N] to \
        [placebo|A]. [Progression-free survival (PFS)|E] was [11.0|V] vs [3.9 months|V]. [PFS|E] was longer with [EVE|A] than with \
        [placebo|A] (hazard ratio [0.48|HR]).
        """)

    @Test("mentions of one arm are gathered, with the counts said of it")
    func arms() {
        let summary = ResultLinker().summary(of: marked.text, entities: marked.entities)
        #expect(summary.arms.map { marked.words($0.name) } == ["Everolimus (EVE)", "placebo"])
        #expect(summary.arms.map { $0.counts.map { marked.words($0) } } == [["42"], ["43"]])
        #expect(summary.arms.map(\.mentions.count) == [3, 3])
        #expect(summary.counts.map { marked.words($0) } == ["85 patients"])
    }

    @Test("results of one end point are gathered by its name and its abbreviation")
    func endPoints() {
        let summary = ResultLinker().summary(of: marked.text, entities: marked.entities)
        #expect(summary.endPoints.map { marked.words($0.name) } == ["Progression-free survival (PFS)"])
        #expect(summary.endPoints.first?.results.map { marked.words($0.value) } == ["11.0", "3.9 months", "0.48"])
    }

    @Test(
        "names that are the same but for how a drug is given, a plural or a word for arm",
        arguments: [
            ("everolimus (EVE)", "EVE"), ("the control group", "controls"), ("oral morphine", "morphine"), ("zinc arms", "Zinc"),
        ])
    func names(first: String, second: String) {
        func names(_ text: String) -> Set<String> {
            Set(ConceptNames.names(of: TokenBuilder.words(in: Array(text.utf8), 0..<text.utf8.count)))
        }
        #expect(!names(first).isDisjoint(with: names(second)))
        #expect(names("placebo").isDisjoint(with: names(first)))
    }

    @Test("scores are F1 of what agrees, a value that is missing or too much counting against all parts")
    func scores() {
        var scores = ResultScores()
        scores.add(
            found: [["value": 1, "endpoint": 2, "arm": 3], ["value": 4, "endpoint": 2]],
            gold: [["value": 1, "endpoint": 2, "arm": 3], ["value": 4, "endpoint": 2, "arm": 5], ["value": 6]])
        #expect(scores.f1("value") == 0.8 && scores.f1("endpoint") == 0.8)
        #expect(scores.f1("arm") == 0.4 && scores.f1("together") == 0.4)
        #expect(ResultScores().f1("together") == 0)
    }
}

import Testing

@testable import TrialNER

@Suite("Evaluation")
struct EvaluationTests {
    typealias LabelledSpan = DocumentEvaluation.LabelledSpan

    private let tokens: [Span] = (0..<10).map { $0 * 2..<$0 * 2 + 1 }

    private func evaluate(_ gold: [(Span, String)], _ found: [(Span, String)]) -> DocumentEvaluation {
        DocumentEvaluation(
            gold: gold.map { LabelledSpan(span: $0.0, label: $0.1) }, found: found.map { LabelledSpan(span: $0.0, label: $0.1) },
            tokens: tokens)
    }

    @Test("only the same beginning, end and type is exact")
    func exact() {
        let table = evaluate(
            [(0..<3, "A"), (4..<5, "A"), (6..<9, "B")], [(0..<3, "A"), (4..<7, "A"), (6..<9, "A"), (10..<11, "B")]
        ).exact
        #expect(table.byType["A"] == Scores(truePositives: 1, falsePositives: 2, falseNegatives: 1))
        #expect(table.byType["B"] == Scores(truePositives: 0, falsePositives: 1, falseNegatives: 1))
        #expect(table.micro == Scores(truePositives: 1, falsePositives: 3, falseNegatives: 2))
        #expect(table.micro.precision == 0.25 && table.micro.f1 == 2.0 / 7)
        #expect(abs(table.macro.f1 - 0.2) < 1e-12)
        #expect(abs(table.weighted.recall - 1.0 / 3) < 1e-12)
    }

    @Test("an entity overlaps another once at the most, and only of its own type")
    func overlapping() {
        let table = evaluate([(0..<9, "A"), (10..<13, "B")], [(0..<3, "A"), (4..<9, "A"), (10..<11, "C")]).overlapping
        #expect(table.byType["A"] == Scores(truePositives: 1, falsePositives: 1, falseNegatives: 0))
        #expect(table.byType["B"] == Scores(falseNegatives: 1))
        #expect(table.byType["C"] == Scores(falsePositives: 1))
    }

    @Test("tags are compared token by token")
    func tags() {
        let document = evaluate([(0..<5, "A")], [(2..<5, "A")])
        // Gold B I I O…, found O B I O…
        #expect(document.tokens.byType["B-A"] == Scores(truePositives: 0, falsePositives: 1, falseNegatives: 1))
        #expect(document.tokens.byType["I-A"] == Scores(truePositives: 1, falsePositives: 0, falseNegatives: 1))
        #expect(document.tokenAccuracy == (8, 10))
    }

    @Test("a type is confused with the one that shares most with it; the rest is missed or spurious")
    func confusion() {
        let pairs = evaluate([(0..<5, "A"), (10..<11, "B")], [(0..<1, "B"), (2..<5, "C"), (14..<15, "D")]).confusion
        #expect(
            pairs == [
                .init(gold: "A", found: "C"): 1, .init(gold: "B", found: nil): 1, .init(gold: nil, found: "B"): 1,
                .init(gold: nil, found: "D"): 1,
            ])
    }

    @Test("doubles count once, and nothing against nothing is no mistake")
    func edges() {
        #expect(evaluate([(0..<1, "A"), (0..<1, "A")], [(0..<1, "A"), (0..<1, "A")]).exact.micro == Scores(truePositives: 1))
        let nothing = evaluate([], [])
        #expect(nothing.exact.micro == Scores() && nothing.exact.micro.f1 == 0 && nothing.tokenAccuracy == (10, 10))
        #expect(Evaluation().interval() == nil && Evaluation().tokenAccuracy == 0)
    }

    @Test("sums over documents, and an interval that holds the score and comes out the same again")
    func interval() throws {
        var evaluation = Evaluation()
        for index in 0..<40 {
            evaluation.add(evaluate([(0..<1, "A"), (2..<3, "B")], index % 4 == 0 ? [(0..<1, "A")] : [(0..<1, "A"), (2..<3, "B")]))
        }
        #expect(evaluation.exact.micro == Scores(truePositives: 70, falsePositives: 0, falseNegatives: 10))
        let interval = try #require(evaluation.interval())
        #expect(interval.contains(evaluation.exact.micro.f1))
        #expect(interval.lowerBound < evaluation.exact.micro.f1 && interval.upperBound < 1)
        #expect(evaluation.interval() == interval)
    }
}

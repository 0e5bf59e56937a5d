import Testing

@testable import TrialNER

@Suite("Evaluation")
struct EvaluationTests {
    private let tokens: [Span] = (0..<10).map { $0 * 2..<$0 * 2 + 1 }

    private let text = DocumentText(String(repeating: "x ", count: 10))

    private func evaluate(_ gold: [(Span, String)], _ found: [(Span, String)]) -> DocumentEvaluation {
        DocumentEvaluation(
            gold: gold.map { LabelledSpan(span: $0.0, label: $0.1) }, found: found.map { LabelledSpan(span: $0.0, label: $0.1) },
            tokens: tokens, text: text)
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

    @Test("mistakes are told apart: type, bounds, both, missed, spurious")
    func outcomes() {
        let pairs = evaluate(
            [(0..<1, "A"), (2..<3, "A"), (4..<7, "A"), (8..<11, "A"), (12..<13, "A")],
            [(0..<1, "A"), (2..<3, "B"), (4..<5, "A"), (10..<13, "B"), (16..<17, "B")]
        ).pairs
        #expect(pairs.map(\.outcome) == [.right, .wrongType, .wrongBounds, .wrongTypeAndBounds, .missed, .spurious])
    }

    @Test("what is right is never taken for a mistake because something else overlaps it")
    func rightFirst() {
        let pairs = evaluate([(0..<9, "A"), (8..<11, "B")], [(0..<11, "C"), (8..<11, "B")]).pairs
        #expect(pairs.map(\.outcome) == [.wrongTypeAndBounds, .right])
    }

    private func counts(_ scheme: MatchingScheme, _ gold: [(Span, String)], _ found: [(Span, String)]) -> [Int] {
        let all = evaluate(gold, found).schemes[scheme]?.all ?? SchemeCounts()
        return [all.correct, all.incorrect, all.partial, all.missed, all.spurious]
    }

    @Test(
        "nervaluate's schemes differ in what they forgive",
        arguments: [
            (MatchingScheme.strict, [1, 3, 0, 1, 1]), (.exact, [2, 2, 0, 1, 1]), (.partial, [2, 0, 2, 1, 1]),
            (.entityType, [2, 2, 0, 1, 1]),
        ])
    func schemes(scheme: MatchingScheme, expected: [Int]) {
        let gold: [(Span, String)] = [(0..<1, "A"), (2..<3, "A"), (4..<7, "A"), (8..<11, "A"), (16..<17, "A")]
        let found: [(Span, String)] = [(0..<1, "A"), (2..<3, "B"), (4..<5, "A"), (10..<11, "B"), (12..<13, "A")]
        #expect(counts(scheme, gold, found) == expected)
        let type = evaluate(gold, found).schemes[scheme]?.byType["B"]
        #expect(type?.spurious == 2 && type?.possible == 0)
    }

    @Test("an overlap of less than one hundredth of the entity's characters, not bytes, is none")
    func hundredth() {
        let long = DocumentText(String(repeating: "é", count: 100) + "x" + String(repeating: " ", count: 10))
        let found = [LabelledSpan(span: 198..<206, label: "A")]
        for (gold, partial) in [(0..<200, 1), (0..<202, 1)] {
            let result = DocumentEvaluation(gold: [LabelledSpan(span: gold, label: "A")], found: found, tokens: [], text: long)
            #expect(result.schemes[.partial]?.all.partial == partial)
        }
        // 101 characters, of which one is shared.
        let one = DocumentEvaluation(
            gold: [LabelledSpan(span: 0..<201, label: "A")], found: [LabelledSpan(span: 200..<206, label: "A")], tokens: [], text: long)
        #expect(one.schemes[.partial]?.all == SchemeCounts(correct: 0, incorrect: 0, partial: 0, missed: 1, spurious: 1))
    }

    @Test("a partial match counts half")
    func half() {
        let scores = evaluate([(0..<3, "A"), (4..<5, "A")], [(0..<1, "B"), (4..<5, "A")]).schemes[.partial]?.all
        #expect(scores?.precision == 0.75 && scores?.recall == 0.75 && scores?.f1 == 0.75)
    }

    @Test("confidences are held against what is right, in tenths; those without one are counted apart")
    func calibration() throws {
        let found = (0..<6).map { LabelledSpan(span: $0 * 2..<$0 * 2 + 1, label: "A") }
        let confidences: [Float?] = [0.7, 1, 0.75, 0.1, nil, 75]
        let evaluation = DocumentEvaluation(
            gold: [found[0], found[1], found[4], LabelledSpan(span: 16..<17, label: "A")], found: found,
            confidences: zip(found, confidences).reduce(into: [:]) { $0[$1.0] = $1.1 }, tokens: tokens, text: text)
        let calibration = evaluation.calibration
        #expect(calibration.bins.map(\.count) == [0, 1, 0, 0, 0, 0, 0, 2, 0, 1])
        #expect(calibration.bins.map(\.right) == [0, 0, 0, 0, 0, 0, 0, 1, 0, 1])
        #expect(calibration.withoutConfidence == 2 && calibration.count == 4)
        let error = try #require(calibration.expectedError)
        // (0.1 + |0.7 + 0.75 − 1| + 0) / 4
        #expect(abs(error - 0.1375) < 1e-7)
        #expect(calibration.atThreshold[1] == Scores(truePositives: 2, falsePositives: 1, falseNegatives: 2))
        #expect(calibration.atThreshold[2] == Scores(truePositives: 1, falsePositives: 0, falseNegatives: 3))
        #expect(Calibration().expectedError == nil)
    }
}

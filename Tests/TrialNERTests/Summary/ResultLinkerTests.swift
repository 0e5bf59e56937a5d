import Testing

@testable import TrialNER

@Suite("linking results")
struct ResultLinkerTests {
    @Test("values that go through two arms in order, respectively")
    func respectively() {
        let text = MarkedText(
            "Median [overall survival|E] was [4.0|V] and [3.6 months|V] with [topotecan|A] and [placebo|A], respectively ([p = 0.4|P]).")
        #expect(text.links == ["4.0: overall survival, topotecan", "3.6 months: overall survival, placebo"])
        #expect(text.statistics == ["4.0: -, p = 0.4, -", "3.6 months: -, p = 0.4, -"])
    }

    @Test("the reference example of the model's page")
    func reference() {
        let text = MarkedText(
            """
            In [June 2003|DATE], the [median|D] [overall survival|E]  with and [without topotecan|A] were [4.0|V] and [3.6 months|V], \
            respectively. The best [complete response  ( CR )|E] , [partial response  ( PR )|E] , [stable disease|E] and [progressive \
            disease|E] were observed in [23|N], [63|N], [55|N] and [33 patients|N], respectively, with  [topotecan|A],  and [11|N], [61|N], \
            [66|N] and [32 patients|N], respectively, [without topotecan|A].
            """)
        #expect(
            text.links == [
                "4.0: overall survival, topotecan", "3.6 months: overall survival, without topotecan",
                "23: complete response  ( CR ), topotecan", "63: partial response  ( PR ), topotecan", "55: stable disease, topotecan",
                "33 patients: progressive disease, topotecan", "11: complete response  ( CR ), without topotecan",
                "61: partial response  ( PR ), without topotecan", "66: stable disease, without topotecan",
                "32 patients: progressive disease, without topotecan",
            ])
    }

    @Test("parallel parts, each value before its arm or behind it")
    func parallel() {
        #expect(
            MarkedText("[Mortality|E] was [12%|V] in the [early group|A] and [18%|V] in the [late group|A].").links
                == ["12%: Mortality, early group", "18%: Mortality, late group"])
        #expect(
            MarkedText("There was no difference in [mortality|E] between the [early group|A] ([12%|V]) and the [late group|A] ([18%|V]).")
                .links
                == ["12%: mortality, early group", "18%: mortality, late group"])
    }

    @Test("a pair in brackets goes through the arms in front of it")
    func pair() {
        #expect(
            MarkedText("[Pain|E] was lower with [ketamine|A] than with [saline|A] ([3.1|V] vs [4.5|V]; [p = 0.01|P]).").links
                == ["3.1: pain, ketamine", "4.5: pain, saline"].map { $0.replacing("pain", with: "Pain") })
    }

    @Test("each end point has its own pair, whose arms are those named at the head")
    func severalEndPoints() {
        let text = MarkedText(
            """
            Compared with [placebo|A], [drug X|A] reduced [pain|E] ([2.0|V] vs [3.0|V]) and [fatigue|E] ([4.0|V] vs [5.0|V]).
            """)
        #expect(
            text.links == ["2.0: pain, drug X", "3.0: pain, placebo", "4.0: fatigue, drug X", "5.0: fatigue, placebo"])
    }

    @Test("a hazard ratio is of the first arm against the second, with its interval and p-value")
    func hazardRatio() {
        let text = MarkedText(
            """
            [Progression-free survival|E] was longer with [olaparib|A] than with [placebo|A] ([7.0|V] vs [4.3 months|V]; hazard ratio \
            [0.62|HR]; [95%|CL] [CI|CI], [0.41 to 0.94|R]; [P = 0.02|P]).
            """)
        #expect(text.links.last == "0.62: Progression-free survival, olaparib vs placebo")
        #expect(text.statistics.last == "0.62: 0.41 to 0.94, P = 0.02, -")
        #expect(text.links.first == "7.0: Progression-free survival, olaparib")
    }

    @Test("values from one time to another are of one arm")
    func change() {
        #expect(
            MarkedText("In the [exercise group|A], [body weight|E] fell from [82.1|V] to [79.8 kg|V] ([p < 0.01|P]).").links
                == ["82.1: body weight, exercise group", "79.8 kg: body weight, exercise group"])
    }

    @Test("a result of both groups has no arm")
    func both() {
        let text = MarkedText(
            "[Pain|E] was [4.1|V] with [ketamine|A] and [4.4|V] with [saline|A]. [Satisfaction|E] was [95%|V] in both groups.")
        #expect(text.links.last == "95%: Satisfaction, -")
    }

    @Test("people who take part are no results, people with an outcome are; what they are out of is not")
    func counts() {
        let text = MarkedText(
            """
            We randomized [120 patients|N] to [drug X|A] (n = [60|N]) or [placebo|A] (n = [60|N]). [Nausea|S] occurred in [12|N]/[60|N] \
            ([20%|V]) patients with [drug X|A] and [3|N]/[60|N] ([5%|V]) with [placebo|A].
            """)
        #expect(text.links.map { $0.prefix { $0 != ":" } } == ["12", "20%", "3", "5%"])
        #expect(text.links == ["12: Nausea, drug X", "20%: Nausea, drug X", "3: Nausea, placebo", "5%: Nausea, placebo"])
    }

    @Test("values of several time points keep their arm, each with its time")
    func times() {
        let text = MarkedText("[Response|E] with [drug X|A] was [20%|V] at [4 weeks|T] and [35%|V] at [8 weeks|T].")
        #expect(text.links == ["20%: Response, drug X", "35%: Response, drug X"])
        #expect(text.statistics == ["20%: -, -, 4 weeks", "35%: -, -, 8 weeks"])
    }

    @Test("an end point or arm that the sentence does not name is the nearest before")
    func carriedOver() {
        let text = MarkedText(
            """
            [HbA1c|E] fell more with [metformin|A] than with [placebo|A] ([7.1|V] vs [7.9%|V]). After a year the values were [7.3|V] vs [8.0%|V].
            """)
        #expect(text.links.suffix(2) == ["7.3: HbA1c, metformin", "8.0%: HbA1c, placebo"])
    }

    @Test("the comparative says whose value is the greater one")
    func order() {
        let text = MarkedText(
            "[Hospital stay|E] was longer in the [open group|A] than the [keyhole group|A] ([3.0|V] versus [5.0 days|V]).")
        #expect(text.links == ["3.0: Hospital stay, keyhole group", "5.0 days: Hospital stay, open group"])
    }

    @Test("a comparative behind the values says whose is the smaller one")
    func orderBehind() {
        let text = MarkedText(
            """
            [Ten patients|N] had [fixation|A] and [ten|N] were [controls|A]. [Ventilator time|E] ([142|V] versus [74 hours|V]) was significantly \
            lower in the [fixation group|A] than in the [control group|A].
            """)
        #expect(text.links.suffix(2) == ["142: Ventilator time, control group", "74 hours: Ventilator time, fixation group"])
    }

    @Test("an arm between a count and its percentage has both")
    func namedCount() {
        let text = MarkedText("[20|N] [control|A] patients ([50%|V]) and [14|N] [study|A] patients ([40%|V]) had [relapses|E].")
        #expect(text.links == ["20: relapses, control", "50%: relapses, control", "14: relapses, study", "40%: relapses, study"])
    }

    @Test("a count in the bracket behind a percentage is a result like the percentage")
    func countOfPercentage() {
        let text = MarkedText(
            "[Cough|S] was reported in [6.2%|V] (n = [39|N]) after [mannitol|A] and [4.7%|V] (n = [30|N]) after [saline|A].")
        #expect(text.links == ["6.2%: Cough, mannitol", "39: Cough, mannitol", "4.7%: Cough, saline", "30: Cough, saline"])
    }

    @Test("an odds ratio behind a comma is of the arm against what it is compared with")
    func oddsRatio() {
        let text = MarkedText(
            "Those in the [drug arm|A] had higher [abstinence|E] (OR, [2.01|V]; [CI|CI], [1.20–3.36|R]) than those in the [patch group|A].")
        #expect(text.links == ["2.01: abstinence, drug arm vs patch group"])
    }
}

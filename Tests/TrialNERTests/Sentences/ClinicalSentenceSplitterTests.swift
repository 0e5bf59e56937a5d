import Testing

@testable import TrialNER

@Suite struct ClinicalSentenceSplitterTests {
    private func split(_ text: String, _ splitter: ClinicalSentenceSplitter = ClinicalSentenceSplitter()) -> [String] {
        let document = DocumentText(text)
        return splitter.sentences(in: document).map { document[$0] }
    }

    @Test(
        "a full stop inside a sentence does not end it",
        arguments: [
            "Median OS was 12.1 vs. 9.3 months (HR 0.50; 95% CI 0.39-0.65; p<.001).",
            "PFS was 3·6 months vs. Placebo 2·1 months.", "The flow is shown in Fig. 2 and in Figs. S1 and S2.",
            "Some drugs, e.g. Xeloda, i.e. capecitabine, were given p.o. b.i.d. on days 1-14.",
            "Smith et al. reported that approx. 5 mg was enough.", "Dr. Smith of St. Louis saw No. 3 again.",
            "The U.S. Food and Drug Administration approved it.", "J. P. Smith and E. coli and S. aureus were there.",
            "It rose to 5 min. 3 s after ca. 2 hr. of rest.", "They waited ... and waited.",
            "Aspergillus spp. were found in L. bulgaricus subsp. lactis.",
            "See clinicaltrials.gov NCT01234567 or www.example.org for more.",
            "Started on Jan. 5, ended on Dec. 12.", "Is p < 0.05 (two-sided?) enough, or 0.01?", "Version 1.2.3 of v1.0 was used.",
            "The rates were 4.5%, resp. 3.2%.",
        ])
    func inside(text: String) {
        #expect(split(text) == [text])
    }

    @Test(
        "a sentence ends where one does",
        arguments: [
            ["It fell by 0.5.", "The rest did not."], ["We saw no effect [12].", "Others did."],
            ["We saw no effect.[12, 13]", "Others did."], ["We saw an effect.12,13", "Others did not."],
            ["We saw an effect.¹²", "Others did not."],
            ["(It was stopped early.)", "The rest went on."], ["He said \"stop.\"", "She went on."], ["“It stopped.”", "Then it went on."],
            ["What?!", "Really??", "Yes!!!"], ["The dose was 5.", "12 patients stopped."],
            ["Patients were treated at 8 a.m.", "Blood was drawn at 9 p.m."],
            ["There were falls, fractures, etc.", "Most were mild."], ["It was given to group A.", "Patients in group B got placebo."],
            ["As shown by Smith et al.", "The effect lasts."], ["They lived in the U.S.", "We saw them there."],
            ["It was given b.i.d.", "Patients got it for a week."], ["They waited...", "Then they left."],
            ["Levels were measured weekly.", "mRNA levels fell."], ["It had hepatitis C.", "Median age was 50."],
            ["It was 1.3 (0.1).", "The rest was lower."],
        ])
    func between(sentences: [String]) {
        #expect(split(sentences.joined(separator: " ")) == sentences)
    }

    @Test("a sentence begins without a space only where a word of prose begins")
    func noSpace() {
        #expect(split("The dose was 5.The next has no space.It goes on.") == ["The dose was 5.", "The next has no space.", "It goes on."])
        #expect(split("At example.Org and joe.Smith@example.Com it is.").count == 1)
    }

    @Test("a section label begins a sentence")
    func sections() {
        #expect(
            split("A trial of aspirin BACKGROUND: It helps. MAIN OUTCOME MEASURES: Pain. RESULTS: It did.")
                == ["A trial of aspirin", "BACKGROUND: It helps.", "MAIN OUTCOME MEASURES: Pain.", "RESULTS: It did."])
    }

    @Test("list items are sentences, and their labels belong to them", arguments: ["\n", "\r\n", "\u{2028}", "\u{85}"])
    func lists(lineBreak: String) {
        let lines = [
            "Inclusion Criteria:", "1. Age 18-75", "2) ECOG 0 or 1", "(3) no prior therapy", "- signed consent", "• adequate function",
            "* pregnant",
            "a. first", "iv. fourth", "Exclusion", "12. Other",
        ]
        #expect(split(lines.joined(separator: lineBreak)) == lines)
        #expect(split("First: • bullet one • bullet two") == ["First:", "• bullet one", "• bullet two"])
    }

    @Test("a line break inside a wrapped sentence does not end it")
    func wrapped() {
        let wrapped = """
            Patients must have histologically or cytologically confirmed carcinoma of the
            United States type that was treated with first line chemotherapy in the past
            Twelve months and have measurable disease as defined by the usual criteria of
            response. Second sentence here.
            """
        #expect(split(wrapped).count == 2)
        #expect(split("the response to\ntreatment was good") == ["the response to\ntreatment was good"])
        #expect(split("A title of a trial\nBackground: it helps") == ["A title of a trial", "Background: it helps"])
        #expect(split("one\n\ntwo\u{2029}three") == ["one", "two", "three"])
        #expect(split("5 mg vs.\n10 mg of it") == ["5 mg vs.\n10 mg of it"])
    }

    @Test("full-width stops end sentences without a space after them")
    func wide() {
        #expect(split("患者は120人です。安全性！本当？はい。") == ["患者は120人です。", "安全性！", "本当？", "はい。"])
        #expect(split("ＦＵＬＬ １２．３") == ["ＦＵＬＬ １２．３"])
    }

    @Test("without abbreviations or lists their rules do not apply")
    func switches() {
        #expect(split("See Fig. 2 of it.", ClinicalSentenceSplitter(useAbbreviations: false)) == ["See Fig.", "2 of it."])
        #expect(split("Drugs: • one • two", ClinicalSentenceSplitter(detectLists: false)) == ["Drugs: • one • two"])
    }

    @Test("nothing but white space gives no sentence", arguments: ["", " ", "\n\r\n\t\u{A0}\u{3000}\u{2028}"])
    func empty(text: String) {
        #expect(split(text) == [])
    }

    @Test("spans ascend, lie on scalars, have no white space at their edges and leave out nothing else", arguments: 0..<200)
    func properties(seed: Int) {
        let text = RandomText(seed: UInt64(seed)).make(length: 400)
        let document = DocumentText(text)
        let detached = ClinicalSentenceSplitter(useAbbreviations: seed % 2 == 0, detectLists: seed % 3 > 0)
        var covered = 0
        for span in detached.sentences(in: document) {
            #expect(span.lowerBound >= covered && !span.isEmpty)
            #expect(document[covered..<span.lowerBound].unicodeScalars.allSatisfy { $0.properties.isWhitespace })
            #expect(String(validating: document.utf8[span], as: UTF8.self) != nil)
            let scalars = document[span].unicodeScalars
            #expect(scalars.first?.properties.isWhitespace == false && scalars.last?.properties.isWhitespace == false)
            covered = span.upperBound
        }
        #expect(document[covered..<document.utf8.count].unicodeScalars.allSatisfy { $0.properties.isWhitespace })
    }
}

/// Random texts of the things that make sentences hard.
struct RandomText {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private static let parts = [
        ".", ".", "?", "!", "...", ":", ";", ",", " ", " ", " ", "\n", "\r\n", "\n\n", "\t", "\u{A0}", "\u{2028}", "\u{85}", "\u{3000}",
        "\u{C}",
        "(", ")", "[12]", "\"", "’", "”", "•", "- ", "1. ", "a)", "·", "–", "±", "。", "．", "！", "e\u{301}", "👩‍⚕️", "😀", "🇬🇧", "患者", "β", "é",
        "the", "The", "vs",
        "e.g", "U.S", "et al", "Fig", "0.05", "12", "METHODS:", "p", "A", "patients", "Dr", "\u{FEFF}", "\u{200B}", "²", "\u{F050}",
        "\u{F056}", "\u{F057}", "╞", "╦", "\\",
        "'", "$",
    ]

    func make(length: Int) -> String {
        var copy = self
        return (0..<length).map { _ in copy.next() }.joined()
    }

    private mutating func next() -> String {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Self.parts[Int(state % UInt64(Self.parts.count))]
    }
}

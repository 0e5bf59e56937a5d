import Testing

@testable import TrialNER

@Suite struct SentenceDetectorTests {
    static let settings: [(file: String, detector: SentenceDetector)] = [
        ("default", SentenceDetector()), ("custom-bounds", SentenceDetector().setCustomBounds([";", "\\n\\n"])),
        ("custom-bounds-only", SentenceDetector().setCustomBounds([";"]).setUseCustomBoundsOnly(true)),
        ("custom-append", SentenceDetector().setCustomBounds([";"]).setCustomBoundsStrategy(.append)),
        ("custom-prepend", SentenceDetector().setCustomBounds([";"]).setCustomBoundsStrategy(.prepend)),
        ("no-abbreviations", SentenceDetector().setUseAbbreviations(false)), ("no-lists", SentenceDetector().setDetectLists(false)),
        ("split-length", SentenceDetector().setSplitLength(20)), ("min-max-length", SentenceDetector().setMinLength(10).setMaxLength(80)),
        ("explode", SentenceDetector().setExplodeSentences(true)),
    ]

    @Test("every row of Spark NLP comes out, for every setting", arguments: settings)
    func reference(setting: (file: String, detector: SentenceDetector)) throws {
        let detector = try setting.detector.compatibility(.sparkNLP).fitted()
        for folder in SparkNLPReference.all {
            let texts = try folder.texts()
            let expected = try folder.rows("sentence-\(setting.file)", column: "sentence", type: "document")
            // Each text once: exploded rows repeat their id, and texts without sentences have none.
            let ids =
                setting.file == "explode" ? texts.keys.filter { $0.hasPrefix("t") }.sorted() : expected.map(\.id)
            let data = DataFrame(
                columnNames: ["id", "text"], rows: try ids.map { ["id": .string($0), "text": .string(try #require(texts[$0]))] })
            let result = try detector.transform(DocumentAssembler().transform(data))
            let rows = try result.rows.map { row in
                guard case (.string(let id), .annotations(let sentences)) = (row["id"], row["sentence"]) else {
                    throw PipelineError.unsetParameter(stage: "test", parameter: "sentence")
                }
                return (id, sentences)
            }
            #expect(rows.map(\.0) == expected.map(\.id))
            for (row, expected) in zip(rows, expected) { #expect(row.1 == expected.annotations, "\(row.0)") }
        }
    }

    @Test("our own sentences are exact parts of the text, whatever the setting", arguments: settings.dropLast())
    func own(setting: (file: String, detector: SentenceDetector)) throws {
        for seed in 0..<20 {
            let text = RandomText(seed: UInt64(seed)).make(length: 300)
            let utf16 = Array(text.utf16)
            let data = try setting.detector.transform(DocumentAssembler().transform(DataFrame(texts: [text])))
            guard case .annotations(let sentences)? = data["sentence"]?.first else {
                Issue.record("no sentences")
                return
            }
            var end = -1
            for (number, sentence) in sentences.enumerated() {
                #expect(String(decoding: utf16[sentence.begin...sentence.end], as: UTF16.self) == sentence.result)
                #expect(sentence.begin > end && sentence.metadata["sentence"] == String(number))
                end = sentence.end
            }
        }
    }

    @Test("bounds and lengths of one's own shape the sentences")
    func parameters() throws {
        let text = "Dose of 5 mg vs. 10 mg; then rest. Next one."
        func results(_ detector: SentenceDetector) throws -> [String] {
            guard
                case .annotations(let sentences)? = try detector.transform(DocumentAssembler().transform(DataFrame(texts: [text])))[
                    "sentence"]?
                    .first
            else { return [] }
            return sentences.map(\.result)
        }
        let detector = SentenceDetector()
        let bounded = detector.setCustomBounds([";"])
        #expect(try results(detector) == ["Dose of 5 mg vs. 10 mg; then rest.", "Next one."])
        #expect(try results(bounded) == ["Dose of 5 mg vs. 10 mg", "then rest.", "Next one."])
        #expect(try results(bounded.setCustomBoundsStrategy(.append)) == ["Dose of 5 mg vs. 10 mg;", "then rest.", "Next one."])
        #expect(try results(bounded.setCustomBoundsStrategy(.prepend)) == ["Dose of 5 mg vs. 10 mg", "; then rest.", "Next one."])
        #expect(try results(bounded.setUseCustomBoundsOnly(true)) == ["Dose of 5 mg vs. 10 mg", "then rest. Next one."])
        #expect(try results(detector.setSplitLength(12)) == ["Dose of 5 mg", "vs. 10 mg;", "then rest.", "Next one."])
        #expect(try results(detector.setSplitLength(2)).joined(separator: " ") == text)
        #expect(try results(detector.setMinLength(10)) == ["Dose of 5 mg vs. 10 mg; then rest."])
        #expect(try results(detector.setMaxLength(10)) == ["Next one."])
    }

    @Test("metadata of the document stay, and several documents of a row are numbered through")
    func documents() throws {
        let data = DataFrame(columnNames: ["text"], rows: [["text": .strings(["One. Two.", "Three."])]])
        let documents = try DocumentAssembler().transform(data)
        for mode in Compatibility.allCases {
            guard case .annotations(let sentences)? = try SentenceDetector().compatibility(mode).transform(documents)["sentence"]?.first
            else {
                Issue.record("no sentences")
                return
            }
            #expect(sentences.map(\.result) == ["One.", "Three.", "Two."])
            #expect(sentences.map { $0.metadata["sentence"] } == ["0", "1", "2"])
        }
    }

    @Test("what cannot be used is refused with what to change")
    func refused() throws {
        let documents = try DocumentAssembler().transform(DataFrame(texts: ["One."]))
        #expect(throws: PipelineError.missingColumn(stage: "SentenceDetector", column: "docs", available: ["text", "document"])) {
            try SentenceDetector().setInputCols("docs").transform(documents)
        }
        #expect(throws: PipelineError.invalidParameter(stage: "SentenceDetector", parameter: "minLength", reason: "it is below 0")) {
            try SentenceDetector().setMinLength(-1).fitted()
        }
        #expect(
            throws: PipelineError.invalidParameter(stage: "SentenceDetector", parameter: "maxLength", reason: "it is below minLength (9)")
        ) {
            try SentenceDetector().setMinLength(9).setMaxLength(8).transform(documents)
        }
        for mode in Compatibility.allCases {
            #expect {
                try SentenceDetector().setCustomBounds(["("]).compatibility(mode).fitted()
            } throws: { error in
                "\(error)".contains("`customBounds`") && "\(error)".contains("character 2")
            }
        }
    }

    @Test("a description makes the stage again")
    func description() throws {
        let detector = SentenceDetector().setInputCols(["document"]).setCustomBounds([";"]).setCustomBoundsStrategy(.append).setMaxLength(
            80)
        let description = detector.stageDescription
        #expect(description["customBoundsStrategy"] == .string("append"))
        #expect(description["minLength"] == nil)
        #expect(try SentenceDetector(description).stageDescription == description)
    }
}

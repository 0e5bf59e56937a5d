import Testing

@testable import TrialNER

@Suite struct PragmaticSentenceSplitterTests {
    private static func parameters(_ change: (inout SentenceParameters) -> Void) -> SentenceParameters {
        var parameters = SentenceParameters()
        change(&parameters)
        return parameters
    }

    static let settings: [(file: String, parameters: SentenceParameters)] = [
        ("default", parameters { _ in }),
        ("custom-bounds", parameters { $0.customBounds = [";", "\\n\\n"] }),
        (
            "custom-bounds-only",
            parameters {
                $0.customBounds = [";"]
                $0.useCustomBoundsOnly = true
            }
        ),
        (
            "custom-append",
            parameters {
                $0.customBounds = [";"]
                $0.customBoundsStrategy = .append
            }
        ),
        (
            "custom-prepend",
            parameters {
                $0.customBounds = [";"]
                $0.customBoundsStrategy = .prepend
            }
        ),
        ("no-abbreviations", parameters { $0.useAbbreviations = false }),
        ("no-lists", parameters { $0.detectLists = false }),
        ("split-length", parameters { $0.splitLength = 20 }),
        (
            "min-max-length",
            parameters {
                $0.minLength = 10
                $0.maxLength = 80
            }
        ),
    ]

    @Test("every row of Spark NLP comes out, for every setting", arguments: settings)
    func reference(setting: (file: String, parameters: SentenceParameters)) throws {
        let splitter = try PragmaticSentenceSplitter(setting.parameters)
        for folder in SparkNLPReference.all {
            let texts = try folder.texts()
            for row in try folder.rows("sentence-\(setting.file)", column: "sentence", type: "document") {
                let sentences = try splitter.detect(in: DocumentText(try #require(texts[row.id])))
                let expected = row.annotations.map {
                    PragmaticSentenceSplitter.Sentence(content: $0.result, begin: $0.begin, end: $0.end)
                }
                #expect(sentences == expected, "\(row.id)")
            }
        }
    }
}

import Testing

@testable import TrialNER

@Suite("Rows that cannot be read")
struct RowFailuresTests {
    /// Reads every text but those with an `x` in them.
    private struct Fussy: DescribedStage {
        struct Refusal: Error, CustomStringConvertible { var description: String { "there is an x" } }

        static let classNames = ["Fussy"]
        static let parameterNames: [String] = []
        init() {}
        init(_ description: StageDescription) throws {}
        var inputColumns: [String] { ["document"] }
        var outputColumns: [String] { ["fussy"] }
        var outputAnnotatorType: String? { "fussy" }
        var stageDescription: StageDescription { StageDescription(className: "Fussy") }
        func compatibility(_ compatibility: Compatibility) -> Fussy { self }
        func transform(_ data: DataFrame) throws -> DataFrame {
            let rows = try data.annotations(in: inputColumns, for: "Fussy")
            guard !rows.joined().contains(where: { $0.result.contains("x") }) else { throw Refusal() }
            return data.adding("fussy", rows.map { .annotations($0) })
        }
    }

    private let texts = ["one.", "two x.", "three."]

    @Test("tell why in their place, and cost no other row")
    func others() throws {
        let model = try Pipeline(stages: [DocumentAssembler(), Fussy()]).fit(DataFrame(texts: texts))
        #expect(throws: Fussy.Refusal.self) { try model.transform(DataFrame(texts: texts)) }
        let column = try #require(try model.transformReportingFailures(DataFrame(texts: texts))["fussy"])
        let alone = try #require(try model.transform(DataFrame(texts: ["one."]))["fussy"])
        #expect(column.count == 3)
        #expect(column[0] == alone[0])
        #expect(
            column[1]
                == .annotations([
                    Annotation(annotatorType: "fussy", begin: 0, end: -1, result: "", metadata: ["exception": "there is an x"])
                ]))
        #expect(try model.transformReportingFailures(DataFrame(texts: ["one."])).rows == model.transform(DataFrame(texts: ["one."])).rows)
    }

    @Test("are told by every stage behind, whatever it does to the rows between")
    func stagesBehind() throws {
        let stages: [any DescribedStage] = [
            DocumentAssembler(), Fussy(), SentenceDetector().setInputCols("document", "fussy").setExplodeSentences(true),
            Tokenizer().setInputCols("sentence"),
        ]
        let model = try Pipeline(stages: stages).fit(DataFrame(texts: texts))
        let data = try model.transformReportingFailures(DataFrame(texts: texts))
        let tokens = try #require(data["token"]).map { value -> [String] in
            if case .annotations(let tokens) = value { tokens.map { $0.metadata["exception"] ?? $0.result } } else { [] }
        }
        #expect(tokens.contains(["there is an x"]))
        #expect(tokens.filter { $0 == ["one", "."] }.count == 2, "the text is a document and what Fussy made of it")
    }

    @Test("are not what a column that is missing makes of them")
    func wrongTable() throws {
        let model = try Pipeline(stages: [DocumentAssembler()]).fit(DataFrame(texts: texts))
        #expect(throws: PipelineError.self) { try model.transformReportingFailures(DataFrame(texts: texts, column: "other")) }
    }
}

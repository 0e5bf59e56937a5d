import Testing

@testable import TrialNER

@Suite("The answers of Spark NLP's LightPipeline", .enabled(if: SparkNLPReference.shared != nil, "needs ../shared/reference"))
struct LightPipelineReferenceTests {
    @Test("have the same columns, annotations and texts")
    func rows() throws {
        let reference = try #require(SparkNLPReference.shared)
        let texts = try reference.texts()
        func byText(_ column: [String: [Annotation]]) -> [String: [Annotation]] {
            Dictionary(uniqueKeysWithValues: column.map { (texts[$0.key]!, $0.value) })
        }
        let document = texts.mapValues { [Annotation.document($0)] }
        let ner = try reference.column("ner", of: "ner-document", type: "named_entity")
        let pipeline = Pipeline(stages: [
            Replay("document", byText(document)), Tokenizer().setInputCols("document"),
            Replay("ner", byText(ner), reading: ["token", "document"]), NerConverter(),
        ])
        let light = LightPipeline(try pipeline.compatibility(.sparkNLP).fit(DataFrame(texts: [])))
        let rows = try reference.rows("light-pipeline")
        let answers = try light.annotate(rows.map { texts[$0["id"] as! String]! })
        for (row, answer) in zip(rows, answers) {
            let full = row["fullAnnotate"] as! [String: [[Any]]]
            let text = texts[row["id"] as! String]!
            #expect(answer == row["annotate"] as! [String: [String]], "\(row["id"]!)")
            #expect(try light.annotate(text) == answer)
            #expect(
                try light.fullAnnotate(text) == full.mapValues { SparkNLPReference.annotations($0, type: "") }, "\(row["id"]!)")
        }
        #expect(light.columnNames == ["document", "token", "ner", "ner_chunk"])
    }
}

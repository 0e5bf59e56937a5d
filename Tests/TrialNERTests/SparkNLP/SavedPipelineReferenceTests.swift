import Foundation
import Testing

@testable import TrialNER

@Suite("The pipeline that Spark NLP 5.5.3 saved", .enabled(if: SparkNLPReference.shared != nil, "needs ../shared/reference"))
struct SavedPipelineReferenceTests {
    private func folder() throws -> String { try #require(SparkNLPReference.shared).folder.appending(path: "saved-pipeline").path }

    @Test("is described as it was set")
    func description() throws {
        let description = try SavedPipeline.description(of: folder(), classes: StageClasses.all)
        #expect(
            description.stages.map(\.className) == ["DocumentAssembler", "TokenizerModel", "BertForTokenClassification", "NerConverter"])
        #expect(description.stages[1]["contextChars"] == nil)
        #expect(description.stages[2]["maxSentenceLength"] == .int(128))
    }

    @Test("holds the model, the labels and the vocabulary of the other folder, byte for byte")
    func model() throws {
        let reference = try #require(SparkNLPReference.shared)
        let original = try ModelFolder(path: reference.folder.appending(path: "model").path)
        let classifier = try SavedClassifier(path: folder() + "/stages/2_BERT_FOR_TOKEN_CLASSIFICATION_f117c81321ba")
        #expect(try Data(classifier.model()) == Data(contentsOf: URL(fileURLWithPath: original.modelPath)))
        #expect(try Data(classifier.vocabulary) == Data(contentsOf: URL(fileURLWithPath: original.vocabularyPath)))
        #expect(classifier.labels == original.labels)
    }

    @Test("gives the tokens, tags and chunks of the reference")
    func rows() throws {
        let reference = try #require(SparkNLPReference.shared)
        let texts = try reference.texts()
        let rows = try reference.rows("ner-document").filter { ($0["id"] as? String)?.hasPrefix("t") == true }
        let ids = rows.map { $0["id"] as! String }
        let found = try PipelineModel.load(from: folder()).transform(DataFrame(texts: ids.map { texts[$0]! }))
        for column in ["ner", "ner_chunk"] {
            let cells = try #require(found[column])
            for (row, cell) in zip(rows, cells) {
                guard case .annotations(let annotations) = cell else { throw SavedFixtures.NotThere(text: column) }
                let wanted = SparkNLPReference.annotations(try #require(row[column]), type: "x")
                #expect(annotations.map { "\($0.begin) \($0.end) \($0.result)" } == wanted.map { "\($0.begin) \($0.end) \($0.result)" })
            }
        }
    }
}

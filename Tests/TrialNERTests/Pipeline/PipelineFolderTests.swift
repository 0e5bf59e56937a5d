import Foundation
import Testing

@testable import TrialNER

@Suite("A saved pipeline with its model")
struct PipelineFolderTests {
    private func pipeline() throws -> PipelineModel {
        let folder = FixtureModels.folder("tiny")
        let classifier = try MedicalBertForTokenClassifier.loadSavedModel(folder)
            .setInputCols("token", "document").setOutputCol("ner").setMaxSentenceLength(16)
        let data = DataFrame(texts: [])
        return try Pipeline(stages: [
            DocumentAssembler().setInputCol("text").setOutputCol("document"),
            Tokenizer().setInputCols("document").setOutputCol("token"), classifier,
            NerConverter().setInputCols("document", "token", "ner").setOutputCol("ner_chunk"),
        ]).fit(data)
    }

    @Test("a folder holds the model, can be moved, and gives the same rows")
    func movedFolder() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "trialner-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let model = try pipeline()
        let saved = root.appending(path: "saved")
        try model.save(to: saved.path)
        try model.save(to: saved.path)
        let moved = root.appending(path: "moved")
        try FileManager.default.moveItem(at: saved, to: moved)

        let data = DataFrame(texts: ["In June 2003, overall survival was 4.0 months (95% CI 3.1–5.2; p<0.001).", ""])
        let expected = try model.transform(data)
        let found = try PipelineModel.load(from: moved.path).transform(data)
        #expect(found.columnNames == expected.columnNames)
        for column in expected.columnNames { #expect(found[column] == expected[column], "\(column)") }
        guard case .annotations(let tags)? = expected["ner"]?[0], case .annotations(let tokens)? = expected["token"]?[0] else {
            Issue.record("no tags")
            return
        }
        #expect(tags.count == tokens.count && tags.count > 16)
    }

    @Test("a file names the model where it is")
    func file() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "trialner-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try pipeline().save(to: file.path)
        let loaded = try PipelineModel.load(from: file.path)
        #expect(loaded.stages.count == 4)
        #expect(try String(contentsOf: file, encoding: .utf8).contains("\"maxSentenceLength\": 16"))
    }
}

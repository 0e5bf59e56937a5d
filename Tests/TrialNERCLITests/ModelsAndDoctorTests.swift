import Foundation
import Testing

@testable import TrialNERCLI

@Suite("The commands models and doctor")
struct ModelsAndDoctorTests {
    @Test("the bundled model is listed and shown")
    func bundledModel() {
        #expect(RunOfTool(["models"]).output.contains("trialner-base"))
        let shown = RunOfTool(["models", "show", "trialner-base"])
        #expect(shown.status == .success)
        #expect(shown.output.contains("Hazard_Ratio") && shown.output.contains("int8"))
    }

    @Test("what is asked wrongly is answered with what can be asked")
    func usage() {
        let misspelt = RunOfTool(["models", "lst"])
        #expect(misspelt.status == .usage && misspelt.errors.contains("did you mean list?"))
        #expect(RunOfTool(["models", "show"]).status == .usage)
        #expect(RunOfTool(["models", "list", "x"]).status == .usage)
        let removed = RunOfTool(["models", "remove", "trialner-base"])
        #expect(removed.status == .failure && removed.errors.contains("only downloaded models can be removed"))
    }

    @Test("doctor says what is wrong, and fails")
    func faultyModel() {
        let run = RunOfTool(["doctor", "--model", "/nowhere/model"])
        #expect(run.status == .failure)
        #expect(run.output.contains("FAIL  model: ") && run.output.contains("/nowhere/model"))
    }

    @Test("a model that Spark NLP saved is shown as one, with what it is read with, and passes the checks")
    func savedModel() {
        let folder = SavedFixtures.classifier
        let shown = RunOfTool(["models", "show", folder])
        #expect(shown.status == .success)
        #expect(shown.output.contains("made by              Spark NLP (BertForTokenClassification, saved with Spark 3.5.5)\n"))
        #expect(shown.output.contains("files                fp32 (0 MB)\n"))
        #expect(shown.output.contains("read by default      windows of 32 word pieces, 8 windows together, in lower case\n"))
        let run = RunOfTool(["doctor", "--model", folder], engine: TrialEngine())
        #expect(run.status == .success, "\(run.output)")
        #expect(run.output.contains("of Spark NLP (BertForTokenClassification"))
    }

    @Test("a pipeline in place of a model is told, and the other way round, with what to do")
    func mistaken() {
        let model = RunOfTool(["annotate", "--model", SavedFixtures.pipeline, "x"], engine: TrialEngine())
        #expect(model.status == .failure && model.errors.contains("open it with --pipeline"))
        let pipeline = RunOfTool(["annotate", "--pipeline", SavedFixtures.classifier, "x"], engine: TrialEngine())
        #expect(pipeline.status == .failure && pipeline.errors.contains("open it with --model"))
    }
}

/// What Spark NLP saved, among the fixtures of the library's own tests.
enum SavedFixtures {
    static let pipeline = folder("pipeline")
    static let classifier = folder("pipeline/stages/3_BERT_FOR_TOKEN_CLASSIFICATION_04")

    private static func folder(_ name: String) -> String {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return tests.appending(path: "TrialNERTests/Fixtures/saved/" + name).path
    }
}

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
}

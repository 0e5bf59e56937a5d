import Testing

@testable import TrialNERCLI

@Suite("evaluate")
struct EvaluateTests {
    private let gold = """
        {"id": "a", "text": "In June 2003 and May 2004", "entities": [[3, 12, "DATE"], [17, 25, "DATE"]]}
        {"id": "b", "text": "4.0 months", "entities": [[0, 10, "Value"]]}

        """

    private func run(_ predictions: String, _ options: [String] = []) throws -> RunOfTool {
        let folder = try TemporaryFolder(["gold.jsonl": gold, "found.jsonl": predictions])
        return RunOfTool(["evaluate", folder.path("gold.jsonl"), "--predictions", folder.path("found.jsonl")] + options)
    }

    @Test("the gold standard against itself is perfect")
    func perfect() throws {
        let run = try run(gold)
        #expect(run.status == .success)
        #expect(run.output.contains("micro                       1.0000    1.0000    1.0000         3"))
        #expect(run.output.contains("no confusions"))
    }

    @Test("JSON has every number")
    func json() throws {
        let run = try run(
            """
            {"id": "b", "text": "4.0 months", "entities": [{"begin": 0, "end": 3, "label": "Value"}]}
            {"id": "a", "text": "In June 2003 and May 2004", "entities": [[3, 12, "DATE"]]}

            """, ["--format", "json"])
        #expect(run.status == .success)
        #expect(run.output.contains(#""DATE": {"precision": 1.0, "recall": 0.5"#))
        #expect(run.output.contains(#"{"gold": "DATE", "found": null, "times": 1}"#))
    }

    @Test("documents that the predictions lack, or have with another text, are told and left out")
    func missing() throws {
        let run = try run(#"{"id": "b", "text": "5.0 months", "entities": []}"# + "\n")
        #expect(run.status == .failure)
        #expect(run.errors.contains("a: no predictions have this id") && run.errors.contains("b: the predictions have another text"))
    }

    @Test("the model's own findings are compared where no predictions are named")
    func model() throws {
        let folder = try TemporaryFolder(["gold.jsonl": gold])
        let run = RunOfTool(["evaluate", folder.path("gold.jsonl")])
        #expect(run.status == .success && run.output.hasPrefix("2 documents\n"))
    }

    @Test("a gold standard has to be named, and to be there")
    func usage() {
        #expect(RunOfTool(["evaluate"]).status == .usage)
        let run = RunOfTool(["evaluate", "nowhere.jsonl"])
        #expect(run.status == .failure && run.errors.contains("nowhere.jsonl"))
    }
}

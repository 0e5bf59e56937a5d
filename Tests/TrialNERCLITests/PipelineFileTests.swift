import Foundation
import Testing

@testable import TrialNERCLI

@Suite("Saved pipelines on the command line, with the library's own engine")
struct PipelineFileTests {
    private func run(_ stages: [String], _ options: [String]) throws -> RunOfTool {
        let folder = try TemporaryFolder(["p.json": "{\"stages\": [\(stages.joined(separator: ","))]}"])
        return RunOfTool(["annotate", "--pipeline", folder.path("p.json"), "4.0 months"] + options, engine: TrialEngine())
    }

    private let document = #"{"class": "DocumentAssembler", "inputCol": "text", "outputCol": "document"}"#
    private let token = #"{"class": "Tokenizer", "inputCols": ["document"], "outputCol": "token"}"#
    private let finisher = #"{"class": "Finisher", "inputCols": ["token"]}"#

    @Test("the columns of any pipeline are shown as annotations")
    func annotations() throws {
        #expect(
            try run([document, token], ["--format", "annotations"]).output
                == #"{"id": "text-1", "document": [[0, 9, "4.0 months", {"sentence": "0"}]], "#
                + #""token": [[0, 2, "4.0", {"sentence": "0"}], [4, 9, "months", {"sentence": "0"}]]}"# + "\n")
        #expect(
            try run([document, token, finisher], ["--format", "annotations"]).output.contains(#""finished_token": ["4.0", "months"]"#))
    }

    @Test("a pipeline without concepts cannot be a table, and says how it can be shown", arguments: ["table", "jsonl", "conll"])
    func noConcepts(format: String) throws {
        let run = try run([document, token, finisher], ["--format", format])
        #expect(run.status == .usage && run.output.isEmpty)
        #expect(run.errors.contains("--format annotations"))
    }

    @Test("a pipeline that Spark NLP saved runs by its own rules, as a table too, and keeps its own settings")
    func savedBySpark() {
        let text = "In June 2003, overall survival was 4.0 months; 3."
        let run = RunOfTool(["annotate", "--pipeline", SavedFixtures.pipeline, text], engine: TrialEngine())
        #expect(run.status == .success, "\(run.errors)")
        #expect(run.output.contains("June 2003") && run.output.contains("4.0 months"))
        let rows = RunOfTool(
            ["annotate", "--pipeline", SavedFixtures.pipeline, "--format", "annotations", text], engine: TrialEngine())
        #expect(rows.output.contains(#""finished_ner_chunk": ["June 2003", "4.0 months""#))
        #expect(rows.output.contains(#"[14, 29, "overall survival""#))
        let set = RunOfTool(["annotate", "--pipeline", SavedFixtures.pipeline, "--threshold", "0.5", text], engine: TrialEngine())
        #expect(set.status == .usage)
    }
}

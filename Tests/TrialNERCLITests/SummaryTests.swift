import Testing

@testable import TrialNERCLI

@Suite("summary")
struct SummaryTests {
    private let text = "Pain was 3.1 with ketamine and 4.5 with saline (p = 0.01)."
    private var entities: String {
        """
        {"id": "a", "text": "\(text)", "entities": [[0, 4, "End_Point"], {"begin": 9, "end": 12, "label": "Value"}, [18, 26, "Trial_Group"], \
        [31, 34, "Value"], [40, 46, "Trial_Group"], [48, 56, "P_Value"]]}

        """
    }
    private let line =
        #"{"id": "a", "results": [{"value": [9, 12], "endpoint": [0, 4], "arm": [18, 26], "comparator": null, "interval": null, "p": [48, 56], "time": null}, {"value": [31, 34], "endpoint": [0, 4], "arm": [40, 46], "comparator": null, "interval": null, "p": [48, 56], "time": null}]}"#

    private func run(_ options: [String], files: [String: String] = [:]) throws -> RunOfTool {
        let folder = try TemporaryFolder(["gold.jsonl": entities].merging(files) { $1 })
        return RunOfTool(["summary"] + options.map { $0.hasSuffix(".jsonl") ? folder.path($0) : $0 })
    }

    @Test("a table has the arms as columns, each cell with the place of its words")
    func table() throws {
        let run = try run(["--entities", "gold.jsonl"])
        #expect(run.status == .success)
        #expect(run.output.contains("==> a <=="))
        #expect(run.output.contains("| end point | time | ketamine | saline  | p            |"))
        #expect(run.output.contains("| Pain @0   |      | 3.1 @9   | 4.5 @31 | p = 0.01 @48 |"))
    }

    @Test("JSONL has spans in Unicode scalars, null for what is missing")
    func jsonl() throws {
        #expect(try run(["--entities", "gold.jsonl", "--format", "jsonl"]).output == line + "\n")
    }

    @Test("CSV has a row a result")
    func csv() throws {
        let rows = try run(["--entities", "gold.jsonl", "-f", "csv"]).output.split(separator: "\r\n")
        #expect(rows.count == 3 && rows[0].hasPrefix("document,value,value_begin,value_end,endpoint,"))
        #expect(rows[2] == "a,4.5,31,34,Pain,0,4,saline,40,46,,,,,,,p = 0.01,48,56,,,")
    }

    @Test("JSON of several documents is one list")
    func json() throws {
        let two = entities + entities.replacing(#""id": "a""#, with: #""id": "b""#)
        let run = try run(["--entities", "gold.jsonl", "-f", "json"], files: ["gold.jsonl": two])
        #expect(run.output.hasPrefix("[\n{\"id\": \"a\", \"arms\": [{\"name\": {\"text\": \"ketamine\", \"begin\": 18, \"end\": 26}"))
        #expect(run.output.contains("},\n{\"id\": \"b\"") || run.output.contains("]},\n{\"id\": \"b\""))
        #expect(run.output.hasSuffix("\n]\n"))
    }

    @Test("entities of a file are taken for the documents that are named")
    func entitiesOfInputs() throws {
        let documents = "{\"id\": \"a\", \"text\": \"\(text)\"}\n{\"id\": \"z\", \"text\": \"other\"}\n"
        let run = try run(["docs.jsonl", "--entities", "gold.jsonl", "-f", "jsonl"], files: ["docs.jsonl": documents])
        #expect(run.status == .failure && run.output == line + "\n")
        #expect(run.errors.contains("z: the file of --entities has no document with this id"))
    }

    @Test("results are compared with true ones")
    func gold() throws {
        let wrong = line.replacing(#""arm": [40, 46]"#, with: #""arm": [18, 26]"#) + "\n"
        let run = try run(["--entities", "gold.jsonl", "--gold", "results.jsonl"], files: ["results.jsonl": wrong])
        #expect(run.status == .success && run.output.hasPrefix("1 documents, 2 results, 2 found\n"))
        #expect(run.output.contains("value, endpoint, arm and comparator together  0.5000"))
        #expect(run.output.contains("endpoint                                      1.0000"))
    }

    @Test("without --entities a model finds the concepts")
    func model() throws {
        let run = RunOfTool(["summary", "--format", "jsonl", "It was 4.0 in the Group."])
        #expect(run.status == .success)
        #expect(run.output.contains(#""value": [7, 10], "endpoint": null, "arm": null"#))
    }

    @Test("files that are missing are named")
    func missing() {
        #expect(RunOfTool(["summary", "--entities", "nowhere.jsonl"]).errors.contains("nowhere.jsonl"))
        #expect(RunOfTool(["summary", "--gold", "nowhere.jsonl", "text"]).errors.contains("nowhere.jsonl"))
    }
}

import Testing

@testable import TrialNERCLI

/// What the commands that read annotated documents do with files that are not what they should be.
@Suite("Annotated files that do not fit")
struct BadAnnotationsTests {
    private static let good = #"{"id": "good", "text": "4.0 months", "entities": [[0, 10, "Value"]]}"# + "\n"

    /// A file, what it holds, and what the message must have in it.
    static let files: [(name: String, text: String, message: String)] = [
        ("a.jsonl", "{\"id\": \"a\", \"text\": ", "a.jsonl, line 1: "),
        ("a.jsonl", "[1, 2]", "a.jsonl, line 1: not a JSON object"),
        ("a.jsonl", #"{"id": "a", "entities": []}"#, "a.jsonl, line 1: has no \"text\""),
        ("a.jsonl", #"{"id": "a", "text": "x"}"#, "a.jsonl, line 1: has no \"entities\""),
        ("a.jsonl", #"{"id": "a", "text": "x", "entities": [[0, 7, "A"]]}"#, "lies at 0 to 7, outside the text, which has 1 characters"),
        ("a.jsonl", #"{"id": "a", "text": "x", "entities": [[0, "A"]]}"#, "a.jsonl, line 1: "),
        ("a.jsonl", #"{"id": "a", "text": "x", "entities": [{"begin": 0, "end": 1}]}"#, "needs \"begin\", \"end\" and \"label\""),
        ("a.conll", "months\n", "a.conll, line 1: has one column"),
        ("a.conll", "4.0 B-Value\nmonths X\n", "a.conll, line 2: the last column, 'X', is no tag"),
        ("a.conll", "4.0 NN B-Value\nmonths I-Value\n", "a.conll, line 2: has 2 columns"),
        ("a.ann", "T1\tValue 0 3\t4.0\n", "a.txt"),
        ("a.jsonl.gz", "not packed at all", "a.jsonl.gz"),
        ("a.jsonl.gz", "\u{1F}", "a.jsonl.gz"),
    ]

    @Test("are told with their line, and everything else is converted", arguments: files)
    func convert(file: (name: String, text: String, message: String)) throws {
        let folder = try TemporaryFolder([file.name: file.text, "good.jsonl": Self.good])
        let run = RunOfTool(["convert", folder.path(file.name), folder.path("good.jsonl"), "--to", "csv"])
        #expect(run.status == .failure)
        #expect(run.errors.contains(file.message) && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        #expect(run.output == "document,begin,end,label,text,confidence\r\ngood,0,10,Value,4.0 months,\r\n", "\(run.output)")
    }

    @Test("are told with their line as gold standard, and everything else is compared", arguments: files)
    func evaluate(file: (name: String, text: String, message: String)) throws {
        let folder = try TemporaryFolder([file.name: file.text, "good.jsonl": Self.good])
        let run = RunOfTool(["evaluate", folder.path(file.name), folder.path("good.jsonl"), "--show", "exact"])
        #expect(run.status == .failure)
        #expect(run.errors.contains(file.message) && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        #expect(run.output.hasPrefix("1 documents\n"))
    }

    @Test("are told with their line as predictions, and what they lack is counted", arguments: files)
    func predictions(file: (name: String, text: String, message: String)) throws {
        let folder = try TemporaryFolder([file.name: file.text, "good.jsonl": Self.good])
        let run = RunOfTool(["evaluate", folder.path("good.jsonl"), "--predictions", folder.path(file.name)])
        #expect(run.status == .failure && run.output == "")
        #expect(run.errors.contains(file.message) && run.errors.contains("good: no predictions have this id"), "\(run.errors)")
    }

    @Test("a line in the middle of a file takes no other with it")
    func middle() throws {
        let folder = try TemporaryFolder(["a.jsonl": Self.good + "{\n" + Self.good.replacing("good", with: "better")])
        let run = RunOfTool(["convert", folder.path("a.jsonl"), "--to", "jsonl"])
        #expect(run.status == .failure && run.errors.contains("a.jsonl, line 2: "))
        #expect(run.output.split(separator: "\n").count == 2)
    }

    @Test("folders without brat documents, files that are not there and formats that are not known are told")
    func nothing() throws {
        let folder = try TemporaryFolder(["a.txt": "4.0 months"])
        #expect(RunOfTool(["convert", folder.path(""), "--to", "csv"]).errors.contains("holds no brat document"))
        let missing = RunOfTool(["convert", folder.path("b.jsonl"), "--to", "csv"])
        #expect(missing.status == .failure && missing.errors.contains("b.jsonl: no such file; check the name") && missing.output == "")
        let unknown = RunOfTool(["convert", folder.path("a.txt"), "--to", "csv"])
        #expect(unknown.status == .usage && unknown.errors.contains("say --from jsonl, conll or brat"))
        #expect(RunOfTool(["convert", folder.path("a.jsonl")]).errors.contains("say --to jsonl, conll, brat, csv, tsv or html"))
    }
}

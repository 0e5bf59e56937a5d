import Foundation
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
            {"id": "b", "text": "4.0 months", "entities": [{"begin": 0, "end": 3, "label": "Value", "confidence": 0.75}]}
            {"id": "a", "text": "In June 2003 and May 2004", "entities": [[3, 12, "DATE"]]}

            """, ["--format", "json"])
        #expect(run.status == .success)
        #expect(run.output.contains(#""DATE": {"precision": 1.0, "recall": 0.5"#))
        #expect(run.output.contains(#"{"gold": "DATE", "found": null, "times": 1}"#))
        #expect(
            run.output.contains(
                #""partial": {"all": {"correct": 1, "incorrect": 0, "partial": 1, "missed": 1, "spurious": 0, "precision": 0.75"#))
        #expect(run.output.contains(#""calibration": {"expectedError": 0.75, "withoutConfidence": 1, "#))
        #expect(run.output.contains(#"{"from": 0.7, "to": 0.8, "found": 1, "right": 0, "meanConfidence": 0.75}"#))
        #expect((try? JSONSerialization.jsonObject(with: Data(run.output.utf8))) != nil)
    }

    @Test("the report is as it is remembered: every table, types by a scheme, calibration, confusions")
    func tables() throws {
        let run = try run(
            """
            {"id": "a", "text": "In June 2003 and May 2004", "entities": [{"begin": 3, "end": 12, "label": "DATE", "confidence": 0.9}, \
            {"begin": 17, "end": 20, "label": "DATE", "confidence": 0.55}, {"begin": 0, "end": 2, "label": "ADE"}]}
            {"id": "b", "text": "4.0 months", "entities": [{"begin": 0, "end": 10, "label": "Duration", "confidence": 0.8}]}

            """, ["--show", "exact,overlap,schemes,tags,calibration,confusion", "--scheme", "strict,ent_type"])
        #expect(run.status == .success && run.errors == "")
        #expect(try snapshot("evaluate.txt", of: run.output) == run.output)
    }

    @Test("without confidences there is no calibration, and that is said")
    func noConfidences() throws {
        let run = try run(gold, ["--show", "calibration"])
        #expect(run.output == "2 documents\n\ncalibration: nothing was found with a confidence from 0 to 1\n")
        #expect(try self.run(gold, ["--format", "json"]).output.contains(#""expectedError": null, "withoutConfidence": 3"#))
    }

    @Test("documents that the predictions lack, or have with another text, are told and left out")
    func missing() throws {
        let run = try run(#"{"id": "b", "text": "5.0 months", "entities": []}"# + "\n")
        #expect(run.status == .failure)
        #expect(run.errors.contains("a: no predictions have this id") && run.errors.contains("b: the predictions have another text"))
    }

    @Test("documents in one file and not in the other are counted, and the rest is compared")
    func counted() throws {
        let others = (0..<3).map { #"{"id": "x\#($0)", "text": "x", "entities": []}"# + "\n" }.joined()
        let run = try run(others + #"{"id": "b", "text": "4.0 months", "entities": []}"# + "\n")
        #expect(run.status == .failure)
        #expect(run.output.hasPrefix("1 documents\nleft out: 1 without predictions, 3 that are not in the gold standard\n"))
        #expect(run.errors.contains("3 documents are not in the gold standard, as x0, and left out"))
        let json = try self.run(others + gold, ["-f", "json"])
        #expect(json.status == .success && json.output.contains(#""documentsWithoutPredictions": 0, "documentsWithoutGold": 3"#))
    }

    @Test("an id that stands twice is told, in the predictions and in the gold standard, and the first is taken")
    func twice() throws {
        let run = try run(gold + #"{"id": "b", "text": "4.0 months", "entities": []}"# + "\n")
        #expect(run.status == .failure && run.errors.contains("b: stands twice in the predictions; the first is taken"))
        #expect(run.output.contains("micro                       1.0000    1.0000    1.0000         3"))
        let folder = try TemporaryFolder(["gold.jsonl": gold + gold, "found.jsonl": gold])
        let doubled = RunOfTool(["evaluate", folder.path("gold.jsonl"), "--predictions", folder.path("found.jsonl")])
        #expect(doubled.status == .failure && doubled.errors.contains("a: stands twice in the gold standard"))
        #expect(doubled.output.hasPrefix("2 documents\n"))
    }

    @Test(
        "gold standard and predictions may be in any of the formats, packed or not, and in different ones",
        arguments: ["gold.jsonl", "gold.conll", "brat", "packed.jsonl.gz", "packed.conll.gz"],
        ["gold.jsonl", "gold.conll", "brat", "packed.jsonl.gz", "packed.conll.gz"])
    func formats(goldName: String, foundName: String) throws {
        let folder = try TemporaryFolder(["gold.jsonl": gold])
        for name in ["gold.conll", "brat/"] {
            #expect(RunOfTool(["convert", folder.path("gold.jsonl"), "-o", folder.path("") + "/" + name]).status == .success)
        }
        // CoNLL keeps the ids of documents, but not the white space between tokens.
        for ending in ["jsonl", "conll"] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "gzip -c \(folder.path("gold.\(ending)")) > \(folder.path("packed.\(ending).gz"))"]
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }
        let run = RunOfTool(["evaluate", folder.path(goldName), "--predictions", folder.path(foundName), "--show", "exact"])
        #expect(run.status == .success && run.errors == "")
        #expect(
            run.output.hasPrefix("2 documents\n\nexact")
                && run.output.contains("micro                       1.0000    1.0000    1.0000         3"))
    }

    @Test("documents without ids belong together by their place in the file, and by the ids that annotate gives them")
    func places() throws {
        let text =
            #"{"text": "4.0 months", "entities": [[0, 10, "Value"]]}"# + "\n" + #"{"text": "May 2004", "entities": [[0, 8, "DATE"]]}"#
            + "\n"
        let folder = try TemporaryFolder([
            "gold.jsonl": text, "found.jsonl": text, "gold.conll": "4.0 B-Value\nmonths I-Value\n",
            "found.tsv": "4.0\tB-Value\nmonths\tO\n",
        ])
        let run = RunOfTool(["evaluate", folder.path("gold.jsonl"), "--predictions", folder.path("found.jsonl")])
        #expect(run.status == .success && run.output.hasPrefix("2 documents\n\n"))
        let conll = RunOfTool(
            ["evaluate", folder.path("gold.conll"), "--predictions", folder.path("found.tsv"), "--predictions-from", "conll"])
        #expect(conll.status == .success && conll.output.contains("Value                       0.0000    0.0000    0.0000         1"))
        let annotated = RunOfTool(["annotate", folder.path("gold.jsonl"), "--format", "jsonl", "-o", folder.path("annotated.jsonl")])
        #expect(annotated.status == .success)
        let model = RunOfTool(["evaluate", folder.path("gold.jsonl"), "--predictions", folder.path("annotated.jsonl")])
        #expect(model.status == .success && model.output.hasPrefix("2 documents\n\n"))
    }

    @Test("the format of the predictions has to be known")
    func unknownFormat() throws {
        let folder = try TemporaryFolder(["gold.jsonl": gold, "found.txt": gold])
        let run = RunOfTool(["evaluate", folder.path("gold.jsonl"), "--predictions", folder.path("found.txt")])
        #expect(run.status == .usage && run.errors.contains("say --predictions-from jsonl, conll or brat"))
    }

    @Test("the model's own findings are compared where no predictions are named")
    func model() throws {
        let folder = try TemporaryFolder(["gold.jsonl": gold])
        let run = RunOfTool(["evaluate", folder.path("gold.jsonl")])
        #expect(run.status == .success && run.output.hasPrefix("2 documents\n"))
    }

    @Test("a document that the model fails on is told and left out, and takes no other with it")
    func failing() throws {
        let folder = try TemporaryFolder(["gold.jsonl": gold + #"{"id": "c", "text": "FAIL", "entities": []}"# + "\n"])
        let run = RunOfTool(["evaluate", folder.path("gold.jsonl")])
        #expect(run.status == .failure && run.errors == "trialner: c: the model gave up\n")
        #expect(run.output.hasPrefix("2 documents\n"))
    }

    @Test("a gold standard has to be named, and to be there")
    func usage() {
        #expect(RunOfTool(["evaluate"]).status == .usage)
        let run = RunOfTool(["evaluate", "nowhere.jsonl"])
        #expect(run.status == .failure && run.errors.contains("nowhere.jsonl"))
        #expect(RunOfTool(["evaluate", "gold.jsonl", "--show", "exakt"]).errors.contains("(did you mean exact?)"))
    }

    // MARK: The page of mistakes

    private func page(_ options: [String] = []) throws -> String {
        let found = """
            {"id": "a", "text": "In June 2003 and May 2004", "entities": [[3, 12, "Value"], [17, 20, "DATE"], [0, 2, "<ADE>"]]}
            {"id": "b", "text": "4.0 months", "entities": []}

            """
        let folder = try TemporaryFolder(["gold.jsonl": gold, "found.jsonl": found])
        let run = RunOfTool(
            ["evaluate", folder.path("gold.jsonl"), "--predictions", folder.path("found.jsonl"), "--errors", folder.path("errors.html")]
                + options)
        #expect(run.status == .success && folder.names.contains("errors.html") && !folder.names.contains("errors.html.partial"))
        return try #require(folder.contents("errors.html"))
    }

    @Test("the page shows the worst document first, each mistake with its class, and needs nothing from elsewhere")
    func errorPage() throws {
        let page = try page()
        let first = try #require(page.range(of: "a: 3 mistakes, 0 right"))
        let second = try #require(page.range(of: "b: 1 mistake, 0 right"))
        #expect(first.lowerBound < second.lowerBound)
        for outcome in ["missed", "spurious", "wrong-type", "wrong-bounds"] { #expect(page.contains("<li data-outcome=\"\(outcome)\"")) }
        #expect(page.contains("&lt;ADE&gt;") && !page.contains("<ADE>"))
        #expect(!page.contains("src=") && !page.contains("http") && !page.contains("@import") && !page.contains("url("))
        #expect(page.contains("2 documents were compared; all 2 with mistakes are here"))
    }

    @Test("the page has no more documents than it may have, and says so; its counts are of all")
    func limitedPage() throws {
        let page = try page(["--worst", "1"])
        #expect(page.contains("of 2 with mistakes, the 1 with most are here") && !page.contains("b: 1 mistake"))
        #expect(page.contains("<tfoot>\n<tr><th scope=\"row\">all</th><td class=\"none\">0</td><td>1</td><td>1</td><td>1</td><td>1</td>"))
    }

    @Test("a page that cannot be written is told before the work, and one without documents is none")
    func noPage() throws {
        let folder = try TemporaryFolder(["gold.jsonl": gold, "empty.jsonl": ""])
        let run = RunOfTool(["evaluate", folder.path("gold.jsonl"), "--errors", folder.path("nowhere/errors.html")])
        #expect(run.status == .failure && run.errors.contains("nowhere/errors.html") && run.output == "")
        let empty = RunOfTool(["evaluate", folder.path("empty.jsonl"), "--errors", folder.path("errors.html")])
        #expect(empty.status == .failure && folder.names == ["empty.jsonl", "gold.jsonl"])
    }
}

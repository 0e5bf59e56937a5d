import Foundation
import Synchronization
import Testing
import TrialNERFormats

@testable import TrialNERCLI

@Suite("annotate")
struct AnnotateTests {
    @Test("a text becomes a table")
    func table() {
        let run = RunOfTool(["annotate", "é Arm 12"])
        #expect(run.status == .success && run.errors.isEmpty)
        #expect(
            run.output == """
                +-----+-----+---+---------+----------+
                |chunk|begin|end|ner_label|confidence|
                +-----+-----+---+---------+----------+
                |Arm  |    2|  4|Name     |    0.7500|
                |12   |    6|  7|Value    |    0.7500|
                +-----+-----+---+---------+----------+

                """)
    }

    @Test("several documents have headings in the order of the inputs")
    func headings() throws {
        let folder = try TemporaryFolder(["b.txt": "none"])
        let run = RunOfTool(["annotate", "A", folder.path("b.txt"), "-"], input: "none")
        let headings = run.output.split(separator: "\n").filter { $0.hasPrefix("==>") }
        #expect(headings == ["==> text-1 <==", "==> \(folder.path("b.txt")) <==", "==> stdin <=="])
        #expect(run.output.hasSuffix("\n\n==> stdin <==\nNo concepts found.\n"))
    }

    @Test("JSONL keeps ids, and its rows are in the order of the input, however many there are")
    func manyRows() {
        let input = (0..<1000).map { "{\"id\": \($0), \"text\": \"Word \($0)\"}\n" }.joined()
        let run = RunOfTool(["annotate", "--input-format", "jsonl", "-f", "jsonl"], input: input)
        let ids = run.output.split(separator: "\n").map { $0.prefix { $0 != "," } }
        #expect(ids.map(String.init) == (0..<1000).map { "{\"id\": \($0)" })
        #expect(run.output.hasPrefix(#"{"id": 0, "text": "Word 0", "entities": [{"begin": 0, "end": 4, "label": "Name""#))
        #expect(run.output.contains(#""model": {"name": "fake", "version": "1"}}"#))
    }

    @Test("the ending of a file tells JSONL from text, and --input-format overrules it")
    func formats() throws {
        let folder = try TemporaryFolder([
            "a.jsonl": "{\"text\": \"A\"}\n{\"text\": \"B\"}", "b.NDJSON": "{\"id\": \"b\", \"text\": \"C\"}",
        ])
        func ids(_ words: String...) -> [String] {
            RunOfTool(["annotate", "-f", "conll"] + words).output.split(separator: "\n").filter { $0.hasPrefix("-DOCSTART-") }
                .map { String($0.dropFirst(16).dropLast(3)) }
        }
        let path = folder.path("a.jsonl")
        #expect(ids(path, folder.path("b.NDJSON")) == ["\(path):1", "\(path):2", "b"])
        #expect(ids("--input-format", "text", path) == [path])
        #expect(ids("--input-format", "jsonl", #"{"id": 4, "text": "inline"}"#) == ["4"])
    }

    @Test("a text that looks like JSONL is read as told, with a note")
    func looksLikeJSONL() {
        let run = RunOfTool(["annotate"], input: "{\"text\": \"A\"}\n{\"text\": \"B\"}\n")
        #expect(run.status == .success)
        #expect(run.errors == "trialner: stdin: looks like JSONL but was read as one text; say --input-format jsonl\n")
    }

    @Test("what cannot be read is told, a line each, and everything else is done")
    func badInputs() throws {
        let folder = try TemporaryFolder([
            "good.txt": "Good", "empty.txt": "", "lines.jsonl": "{\"text\": \"X\"}\n{\"text\": 1}\n{\"text\": \"Y\"}",
        ])
        try folder.write([0x61, 0xFF, 0x62], to: "latin.txt")
        try folder.write([0x61, 0x00, 0x62], to: "binary.dat")
        try folder.write([0xFF, 0xFE, 0x61, 0x00], to: "wide.txt")
        let names = ["none.txt", "latin.txt", "good.txt", "binary.dat", "wide.txt", "empty.txt", "lines.jsonl"]
        let run = RunOfTool(["annotate", "-f", "jsonl"] + names.map { folder.path($0) } + ["", "no/such", "Last"])
        #expect(run.status == .failure)
        #expect(
            run.errors.replacing(folder.path("x").dropLast(), with: "") == """
                trialner: none.txt: no such file; check the name, or give a text with --text
                trialner: latin.txt: is not UTF-8 (first wrong byte at offset 1); convert it, as with iconv -f LATIN1 -t UTF-8
                trialner: binary.dat: is not text (a NUL byte at offset 1); give a UTF-8 text file
                trialner: wide.txt: is UTF-16, not UTF-8; convert it with iconv -f UTF-16 -t UTF-8
                trialner: empty.txt: has no text; give a text to annotate
                trialner: lines.jsonl, line 2: "text" must be a string
                trialner: text-1: has no text; give a text to annotate
                trialner: no/such: no such file; check the name, or give a text with --text

                """)
        #expect(run.output.split(separator: "\n").count == 4)
        #expect(run.output.contains(#""text": "Last""#))
    }

    @Test("a folder gives the documents of all files of known endings in it, sorted, and tells what is left out")
    func folder() throws {
        let folder = try TemporaryFolder()
        for name in ["b", "a/deep", "empty"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        for (name, text) in [
            "b/two.jsonl": "{\"id\": \"x\", \"text\": \"Two\"}", "a/deep/one.txt": "One", "a/one.ann": "T1\tName 0 3\tOne",
            "a/one.txt": "Pair",
            "a/.hidden.txt": "no", "picture.png": "no", "c.csv": "id,text\n7,Three",
        ] { try folder.write(Array(text.utf8), to: name) }
        let run = RunOfTool(["annotate", "-f", "conll", folder.path("")])
        let ids = run.output.split(separator: "\n").filter { $0.hasPrefix("-DOCSTART-") }.map { String($0.dropFirst(16).dropLast(3)) }
        #expect(
            ids.map { $0.replacing(folder.path(""), with: "") }.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 } == [
                "a/deep/one.txt", "a/one.txt", "x", "7",
            ])
        #expect(run.status == .success)
        #expect(run.errors.hasSuffix(": 1 file has no known ending and is left out, as picture.png; name a file to have it read\n"))
        let empty = RunOfTool(["annotate", folder.path("empty")])
        #expect(
            empty.status == .failure
                && empty.errors.contains(": is a folder without a file of a known ending; name the files in it, as in "))
    }

    @Test("brat and CoNLL give their texts alone, with a note")
    func annotatedTexts() throws {
        let folder = try TemporaryFolder(["a.txt": "Arm 12", "a.ann": "T1\tName 0 3\tArm\n", "b.conll": "Arm B-Name\n12 O\n"])
        for name in ["a.ann", "b.conll"] {
            let run = RunOfTool(["annotate", "-f", "jsonl", folder.path(name)])
            #expect(run.output.contains(#""text": "Arm 12""#) && run.status == .success)
            #expect(run.errors.contains(": the 1 entities in it are left out; compare with them by `trialner evaluate`"))
        }
    }

    @Test("fields and columns of records are named by options, also in what is packed")
    func fields() throws {
        let folder = try TemporaryFolder(["a.json": #"[{"k": 1, "d": {"t": "Arm"}}]"#, "b.csv": "x;y\nArm;1\n"])
        #expect(
            RunOfTool(["annotate", "-f", "csv", "--text-field", "d.t", "--id-field", "k", folder.path("a.json")]).output.contains(
                "\n1,0,3,Name,Arm,0.75"))
        #expect(
            RunOfTool(["annotate", "-f", "csv", "--text-column", "x", "--id-column", "y", folder.path("b.csv")]).output.contains(
                "\n1,0,3,Name,Arm,0.75"))
        let run = RunOfTool(["annotate", folder.path("b.csv")])
        #expect(run.status == .failure && run.errors.contains("name it with --text-column: its columns are x, y"))
    }

    @Test("a document that the model fails on is told, and those beside it in the batch are done")
    func failingDocument() {
        let input = ["A", "B FAIL", "C"].map { "{\"id\": \"\($0.prefix(1))\", \"text\": \"\($0)\"}\n" }.joined()
        let run = RunOfTool(["annotate", "--input-format", "jsonl", "-f", "jsonl"], input: input)
        #expect(run.status == .failure)
        #expect(run.errors == "trialner: B: the model gave up\n")
        #expect(run.output.split(separator: "\n").map { $0.prefix(11) } == [#"{"id": "A","#, #"{"id": "C","#])
    }

    @Test("a model that cannot be opened is one line, and nothing is written")
    func failingModel() throws {
        let folder = try TemporaryFolder(["out": "old"])
        let run = RunOfTool(
            ["annotate", "A", "-o", folder.path("out")], engine: FakeEngine(failure: "no model at DIR; name one with --model"))
        #expect(run.status == .failure && run.output.isEmpty)
        #expect(run.errors == "trialner: no model at DIR; name one with --model\n")
        #expect(folder.names == ["out"] && folder.contents("out") == "old")
    }

    @Test("many bad lines of one input are listed up to a limit and counted")
    func manyFailures() {
        let run = RunOfTool(["annotate", "--input-format", "jsonl"], input: String(repeating: "x\n", count: 100) + "{\"text\": \"A\"}\n")
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 21 && run.status == .failure)
        #expect(lines.last == "trialner: stdin: 80 more failures like these, 100 in all")
    }

    @Test("an empty text among the lines has its row, with a note and no failure")
    func emptyLine() {
        let run = RunOfTool(["annotate", "--input-format", "jsonl", "-f", "jsonl"], input: "{\"text\": \"\"}\n{\"text\": \"A\"}\n")
        #expect(run.status == .success)
        #expect(run.errors == "trialner: stdin: 1 of 2 documents have no text; nothing is found in them\n")
        #expect(run.output.split(separator: "\n").count == 2)
    }

    @Test("JSONL without a document is noted")
    func noDocuments() {
        let run = RunOfTool(["annotate", "--input-format", "jsonl"], input: "\n \n")
        #expect(run.status == .success && run.errors == "trialner: stdin: holds no documents\n" && run.output.isEmpty)
    }

    @Test("control characters in the name of a file do not reach the terminal")
    func hostileName() {
        let run = RunOfTool(["annotate", "--file", "\u{1B}[2Jx"])
        #expect(run.errors.hasPrefix("trialner: ␛[2Jx: no such file"))
    }

    @Test("a reader that leaves ends the run quietly")
    func readerLeaves() {
        let input = (0..<5000).map { "{\"id\": \($0), \"text\": \"Word\"}\n" }.joined()
        let sink = MemorySink(capacity: 10_000)
        let run = RunOfTool(["annotate", "--input-format", "jsonl", "-f", "jsonl"], input: input, sink: sink)
        #expect(run.status == .success && run.errors.isEmpty)
        #expect(!run.output.isEmpty && run.output.hasSuffix("\n"))
    }

    @Test("an output that fails ends the run with one line")
    func outputFails() {
        let sink = MemorySink(capacity: 10, error: .failed(output: "standard output", reason: "No space left on device"))
        let run = RunOfTool(["annotate", "A"], sink: sink)
        #expect(run.status == .failure && run.errors == "trialner: cannot write to standard output: No space left on device\n")
    }

    @Test("--output writes the file at the end, and leaves it alone where nothing could be read")
    func outputFile() throws {
        let folder = try TemporaryFolder(["out": "old"])
        #expect(RunOfTool(["annotate", folder.path("none.txt"), "-o", folder.path("out")]).status == .failure)
        #expect(folder.contents("out") == "old" && folder.names == ["out"])
        let run = RunOfTool(["annotate", "A", folder.path("none.txt"), "-f", "conll", "-o", folder.path("out")])
        #expect(run.status == .failure && run.output.isEmpty)
        #expect(
            folder.contents("out") == "-DOCSTART- -X- -text-1- O\n\nA -X- -X- B-Name\n\n" && folder.names == ["out", "out.failures.jsonl"])
        let refused = RunOfTool(["annotate", "A", "-o", folder.path("no/out")])
        #expect(refused.status == .failure && refused.errors.hasSuffix("/no/out: No such file or directory\n"))
    }

    @Test(
        "colours are for terminals, unless they are asked for or unwanted",
        arguments: [
            (Terminal(isOutputTerminal: true), [], true), (Terminal(), [], false),
            (Terminal(isOutputTerminal: true, isColorUnwanted: true), [], false),
            (Terminal(isOutputTerminal: true, isColorUnwanted: true), ["--color", "always"], true),
            (Terminal(isOutputTerminal: true), ["--color", "never"], false), (Terminal(), ["--color=always"], true),
        ] as [(Terminal, [String], Bool)])
    func color(terminal: Terminal, options: [String], isColored: Bool) {
        #expect(RunOfTool(["annotate", "A"] + options, terminal: terminal).output.contains("\u{1B}[") == isColored)
    }

    @Test("labels are handed on, and one that the model does not have is named with the nearest")
    func labels() {
        #expect(RunOfTool(["annotate", "A 1", "--labels", "Value", "-f", "conll"]).output.hasSuffix("A -X- -X- O\n1 -X- -X- B-Value\n\n"))
        #expect(
            RunOfTool(["annotate", "A", "--labels", "Nome"]).errors.contains(
                "no label 'Nome' (did you mean Name?); its labels are Name, Value"))
    }

    @Test("annotations are the columns of the pipeline, without what was put in; several rows of a document keep its id")
    func annotations() {
        let input = "{\"id\": 7, \"text\": \"😀 b\"}\n{\"id\": \"7\", \"text\": \"c\"}\n"
        let run = RunOfTool(["annotate", "--input-format", "jsonl", "-f", "annotations"], input: input)
        #expect(
            run.output == #"""
                {"id": 7, "document": [[0, 3, "😀 b", {}]], "chunk": [[0, 1, "😀", {"confidence": "0.5", "entity": "Word"}], [3, 3, "b", {"confidence": "0.5", "entity": "Word"}]]}
                {"id": "7", "document": [[0, 0, "c", {}]], "chunk": [[0, 0, "c", {"confidence": "0.5", "entity": "Word"}]]}

                """#)
        let split = RunOfTool(["annotate", "--input-format", "jsonl", "-f", "annotations", "--sentences"], input: input)
        #expect(split.output.split(separator: "\n").map { $0.prefix(9) } == [#"{"id": 7,"#, #"{"id": 7,"#, #"{"id": "7"#])
    }

    @Test("a saved pipeline can be shown in every format")
    func pipelineFormats() {
        let run = RunOfTool(["annotate", "😀 b", "--pipeline", "p.json", "-f", "jsonl"])
        #expect(
            run.output.contains(#"{"begin": 0, "end": 1, "label": "Word", "text": "😀", "confidence": 0.5}"#)
                && run.output.contains(#"{"begin": 2, "end": 3, "label": "Word", "text": "b", "confidence": 0.5}"#))
    }

    @Test("progress is shown on a terminal where the work takes longer than a second, and taken away")
    func progress() {
        let input = (0..<100).map { "{\"id\": \($0), \"text\": \"Word\"}\n" }.joined()
        func errors(_ terminal: Terminal, step: Double) -> String {
            let time = Mutex(0.0)
            let words = ["annotate", "--input-format", "jsonl", "-f", "jsonl"]
            let clock: @Sendable () -> Double = {
                time.withLock { time in
                    time += step
                    return time
                }
            }
            return RunOfTool(words, input: input, terminal: terminal, now: clock).errors
        }
        let slow = errors(Terminal(isErrorTerminal: true), step: 0.6)
        #expect(slow.contains("\r\u{1B}[K24 documents, ") && slow.hasSuffix("\r\u{1B}[K"))
        #expect(errors(Terminal(isErrorTerminal: true), step: 0.01) == "")
        #expect(errors(Terminal(isOutputTerminal: true, isErrorTerminal: true), step: 0.6) == "")
        #expect(errors(Terminal(), step: 0.6) == "")
    }

    @Test("ten megabytes without a space are one document, with a note on how long that may take")
    func hugeWord() {
        let word = String(repeating: "x", count: 10 << 20)
        let run = RunOfTool(["annotate", "-f", "jsonl"], input: word)
        #expect(run.status == .success && run.output.utf8.count > word.utf8.count)
        #expect(run.errors.contains("stdin: 10 MB are read as one document"))
    }

    @Test(
        "words are told from files as help says",
        arguments: [
            ("-", .standardInput), ("plain", .text("plain")), ("two words/x.txt", .text("two words/x.txt")), ("a/b", .file("a/b")),
            ("x.txt", .file("x.txt")), ("X.JSONL", .file("X.JSONL")), (".txt", .text(".txt")), ("p<0.001", .text("p<0.001")),
            ("", .text("")),
            ("/dev/null", .file("/dev/null")), (String(repeating: "a/", count: 5000), .text(String(repeating: "a/", count: 5000))),
        ] as [(String, InputArgument.Kind)])
    func inputKinds(word: String, kind: InputArgument.Kind) {
        #expect(InputArgument.word(word).kind() == kind)
        #expect(InputArgument.text(word).kind() == .text(word))
        #expect(InputArgument.file(word).kind() == .file(word))
    }
}

import Foundation
import Testing
import TrialNER

@testable import TrialNERCLI

@Suite("Command line")
struct ArgumentParserTests {
    private func parse(_ words: String...) throws -> Annotate.Arguments {
        guard case .run(let arguments) = try ArgumentParser.parse(words, as: Annotate.declaration, defaults: Annotate.defaults) else {
            throw UsageError(message: "help")
        }
        return arguments
    }

    @Test(
        "a value may follow, or stand behind = or the letter itself",
        arguments: [
            ["--format", "jsonl"], ["--format=jsonl"], ["-f", "jsonl"], ["-fjsonl"], ["-f=jsonl"], ["-f", "table", "--format", "jsonl"],
        ])
    func values(words: [String]) throws {
        let parsed = try ArgumentParser.parse(words, as: Annotate.declaration, defaults: Annotate.defaults)
        guard case .run(let arguments) = parsed else { return #expect(Bool(false)) }
        #expect(arguments.format == .jsonl)
    }

    @Test("lists are gathered from commas and repetition")
    func lists() throws {
        #expect(try parse("--labels", "DATE, Value", "--labels=ADE").engine.labels == ["DATE", "Value", "ADE"])
    }

    @Test("every option reaches its setting")
    func settings() throws {
        let arguments = try parse(
            "--model", "dir", "--precision", "int8", "--compatibility", "spark-nlp", "--sentences", "--pipeline", "p.json", "--threshold",
            "0.5", "--max-sentence-length", "128", "--batch-size", "4", "--threads", "2", "--case-sensitive", "--no-viterbi", "--color",
            "never", "-o", "out", "--input-format", "text")
        #expect(
            arguments.engine
                == EngineSettings(
                    model: "dir", precision: .int8, pipeline: "p.json", compatibility: .sparkNLP, sentences: true, threshold: 0.5,
                    maxSentenceLength: 128, batchSize: 4, threads: 2, caseSensitive: true, viterbi: false))
        #expect(arguments.color == .never && arguments.input.outputPath == "out" && arguments.input.format == .text)
        #expect(try parse("--no-case-sensitive").engine.caseSensitive == false)
        #expect(try parse().engine == EngineSettings())
    }

    @Test("inputs keep their order, - is an input, and -- ends the options")
    func operands() throws {
        let inputs = try parse("a", "--text", "-b", "-", "--file=c", "--", "--format", "-").input.inputs
        #expect(inputs == [.word("a"), .text("-b"), .word("-"), .file("c"), .word("--format"), .word("-")])
    }

    @Test(
        "the nearest name is the one that was meant, or none",
        arguments: [
            ("--fromat", "--format"), ("--sentence", "--sentences"), ("--no-viterbl", "--no-viterbi"), ("--max", "--max-sentence-length"),
            ("--xyz", nil), ("--outptu", "--output"),
        ] as [(String, String?)])
    func spelling(word: String, nearest: String?) {
        let names = Annotate.declaration.options.map { "--\($0.long)" }
        #expect(Spelling.nearest(to: word, among: names) == nearest)
    }

    @Test(
        "the distance counts insertions, deletions, replacements and swaps",
        arguments: [
            ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3), ("ab", "ba", 1), ("annotate", "anotate", 1),
        ])
    func distance(left: String, right: String, distance: Int) {
        #expect(Spelling.distance(Array(left.utf8), Array(right.utf8)) == distance)
        #expect(Spelling.distance(Array(right.utf8), Array(left.utf8)) == distance)
    }

    @Test("errors of usage name the word and what would be right, and end with status 2")
    func errors() throws {
        let lines: [[String]] = [
            [], ["anotate"], ["the whole text"], ["--versoin"], ["annotate", "--fromat", "jsonl", "x"], ["annotate", "-x"],
            ["annotate", "-format", "jsonl"], ["annotate", "-sentences"],
            ["annotate", "--format"], ["annotate", "--format", "--sentences"], ["annotate", "--format", "jsonk"],
            ["annotate", "--threshold", "2"],
            ["annotate", "--threads=0"], ["annotate", "--batch-size", "many"], ["annotate", "--sentences=yes"],
            ["annotate", "--case-sensitive=no"], ["annotate", "--model", ""], ["annotate", "--labels", "Nam", "A"],
            ["annotate", "--labels", "Name,,Value", "A"], ["annotate", "--pipeline", "p", "--sentences", "A"], ["annotate", "-", "-"],
            ["annotate", "--", "--", "-", "-"], ["tokenize", "--format", "jsonl"], ["help", "me"],
        ]
        var transcript = ""
        for words in lines {
            let run = RunOfTool(words, input: "text")
            #expect(run.status == .usage && run.output.isEmpty)
            transcript +=
                "$ trialner \(words.map { $0.isEmpty || $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " "))\n\(run.errors)\n"
        }
        #expect(try transcript == snapshot("usage-errors.txt", of: transcript))
    }

    @Test("without input at a terminal the command says what it wants")
    func nothingToRead() {
        let run = RunOfTool(["annotate"], terminal: Terminal(isInputTerminal: true))
        #expect(run.status == .usage && run.errors.contains("nothing to read"))
    }

    @Test("help is what it was", arguments: [[], ["annotate"], ["tokenize"]])
    func help(command: [String]) throws {
        let run = RunOfTool(command + ["--help"])
        #expect(run.status == .success && run.errors.isEmpty)
        #expect(try run.output == snapshot("help\(command.map { "-" + $0 }.joined()).txt", of: run.output))
        #expect(RunOfTool(["help"] + command).output == run.output)
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 88 })
    }

    @Test("the command lines that help shows can be parsed")
    func examples() throws {
        for example in Annotate.declaration.examples {
            let command = try #require(example.line.components(separatedBy: "trialner annotate ").last)
            let quotedText = command.components(separatedBy: "\"")
            let words = quotedText.count == 3 ? [quotedText[1]] : command.split(separator: " ").map(String.init)
            #expect(throws: Never.self) { try ArgumentParser.parse(words, as: Annotate.declaration, defaults: Annotate.defaults) }
        }
    }

    @Test("the version is one line")
    func version() {
        #expect(RunOfTool(["--version"]).output == "trialner \(CommandLineTool.version)\n")
    }
}

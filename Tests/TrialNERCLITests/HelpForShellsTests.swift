import Foundation
import Testing

@testable import TrialNERCLI

@Suite("Completions and the manual page")
struct HelpForShellsTests {
    /// What a program of the system prints; `nil` where there is no such program.
    private func output(of program: String, _ arguments: [String], input: String = "") throws -> (status: Int32, text: String)? {
        let path = ["/usr/bin/", "/bin/"].map { $0 + program }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let path else { return nil }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (standardInput, standardOutput) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = standardOutput
        try process.run()
        standardInput.fileHandleForWriting.write(Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let text = String(decoding: standardOutput.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test(
        "bash completes commands, options and the values of options",
        arguments: [
            (["trialner", "anno"], ["annotate"]), (["trialner", "annotate", "--thresh"], ["--threshold"]),
            (["trialner", "annotate", "--format", "j"], ["jsonl"]), (["trialner", "tokenize", "--no-case"], ["--no-case-sensitive"]),
        ])
    func bash(words: [String], completions: [String]) throws {
        let script = RunOfTool(["completions", "bash"]).output
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        let test = script + "\nCOMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); _trialner; printf '%s\\n' \"${COMPREPLY[@]}\"\n"
        guard let run = try output(of: "bash", ["-s"], input: test) else { return }
        #expect(run.text.split(separator: "\n").map(String.init) == completions)
    }

    @Test("every option of every command is in every completion and in the manual page")
    func everyOption() {
        let page = RunOfTool(["man"]).output.replacing("\\-", with: "-")
        for shell in ["bash", "zsh", "fish"] {
            let run = RunOfTool(["completions", shell])
            #expect(run.status == .success)
            for command in CommandLineTool.commands.map({ $0.outline }) {
                #expect(run.output.contains(command.name))
                for option in command.options {
                    #expect(run.output.contains(shell == "fish" ? "-l \(option.long)" : "--\(option.long)"), "\(shell) \(option.long)")
                    #expect(page.contains("--\(option.long)"))
                }
            }
        }
    }

    @Test("zsh and fish accept their scripts, where they are")
    func otherShells() throws {
        for shell in ["zsh", "fish"] {
            let script = RunOfTool(["completions", shell]).output
            guard let run = try output(of: shell, ["-n"], input: script) else { continue }
            #expect(run.status == 0, "\(shell): \(run.text)")
        }
    }

    @Test("the manual page is set without a complaint")
    func manualPage() throws {
        let page = RunOfTool(["man"]).output
        guard let run = try output(of: "groff", ["-man", "-Tutf8", "-ww", "-z", "-k"], input: page) else { return }
        #expect(run.status == 0 && run.text.isEmpty, "\(run.text)")
    }

    @Test("a shell that is not known is refused with those that are", arguments: [[], ["tcsh"], ["bash", "zsh"]])
    func unknownShell(words: [String]) {
        let run = RunOfTool(["completions"] + words)
        #expect(run.status == .usage)
        #expect(run.errors.contains("bash, zsh or fish"))
    }
}

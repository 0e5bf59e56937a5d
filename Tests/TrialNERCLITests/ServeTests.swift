import Testing

@testable import TrialNERCLI

@Suite("trialner serve")
struct ServeTests {
    @Test("help shows what is answered, and how")
    func help() throws {
        let run = RunOfTool(["serve", "--help"])
        #expect(run.status == .success)
        #expect(run.output == (try snapshot("help-serve.txt", of: run.output)))
    }

    @Test("what it cannot do is told in one line before a model is opened")
    func wrongOptions() throws {
        let lines = [
            ["serve", "--host", "0.0.0.0"], ["serve", "--port", "70000"], ["serve", "--cors-origin", "example.org"],
            ["serve", "--cors-origin", "https://example.org/page"], ["serve", "text"], ["serve", "--time-limit", "0"],
            ["serve", "--without-token", "--token-file", "x"],
        ]
        var text = ""
        for words in lines {
            let run = RunOfTool(words)
            #expect(run.status == .usage && run.output.isEmpty)
            text += "$ trialner \(words.joined(separator: " "))\n" + run.errors
        }
        #expect(text == (try snapshot("serve-errors.txt", of: text)))
    }

    @Test("a token is one line of a file")
    func tokenFile() throws {
        let folder = try TemporaryFolder(["good": "open-sesame\nmore\n", "empty": "\n", "space": "open sesame"])
        #expect(RunOfTool(["serve", "--token-file", folder.path("good")]).errors == "trialner: there is no model here\n")
        for name in ["empty", "space"] { #expect(RunOfTool(["serve", "--token-file", folder.path(name)]).status == .usage) }
        #expect(RunOfTool(["serve", "--token-file", folder.path("none")]).status == .failure)
        #expect(RunOfTool(["serve", "--host", "0.0.0.0", "--without-token"]).errors == "trialner: there is no model here\n")
    }
}

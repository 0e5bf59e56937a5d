import Testing

@testable import TrialNERCLI

@Suite("tokenize")
struct TokenizeTests {
    @Test("tokens are the default", arguments: [[], ["--tokens"]])
    func tokens(options: [String]) {
        let run = RunOfTool(["tokenize", "é b"] + options)
        #expect(
            run.output
                == #"{"id": "text-1", "text": "é b", "tokens": [{"begin": 0, "end": 1, "text": "é"}, {"begin": 2, "end": 3, "text": "b"}]}"#
                + "\n")
    }

    @Test("the parts that are named are shown together")
    func parts() {
        let run = RunOfTool(["tokenize", "a b", "--pieces", "--sentences"])
        #expect(
            run.output == #"""
                {"id": "text-1", "text": "a b", "sentences": [{"begin": 0, "end": 3, "text": "a b"}], "pieces": [{"begin": 0, "end": 1, "piece": "a", "id": 100, "token": 0}, {"begin": 2, "end": 3, "piece": "b", "id": 101, "token": 1}]}

                """#)
    }

    @Test("bad input is told as by annotate")
    func badInput() {
        let run = RunOfTool(["tokenize", "none.txt", "a"])
        #expect(run.status == .failure && run.output.hasPrefix(#"{"id": "text-1""#))
        #expect(run.errors == "trialner: none.txt: no such file; check the name, or give a text with --text\n")
    }
}

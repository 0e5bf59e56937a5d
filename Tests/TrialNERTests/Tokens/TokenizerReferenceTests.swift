import Testing

@testable import TrialNER

@Suite("The tokens of Spark NLP", .enabled(if: SparkNLPReference.shared != nil, "needs ../shared/reference"))
struct TokenizerReferenceTests {
    static let settings: [(name: String, tokenizer: Tokenizer)] = [
        ("tokenizer-default", Tokenizer()),
        ("tokenizer-context-chars", Tokenizer().setContextChars(["(", ")", "-", "/"])),
        ("tokenizer-split-chars", Tokenizer().setSplitChars(["-", "/"])),
        ("tokenizer-split-pattern", Tokenizer().setSplitPattern("[-/<>=]")),
        ("tokenizer-exceptions", Tokenizer().setExceptions(["confidence interval", "p<0.001", "e-mail", "New York"])),
        (
            "tokenizer-exceptions-ignore-case",
            Tokenizer().setExceptions(["Confidence Interval", "new york"]).setCaseSensitiveExceptions(false)
        ),
        ("tokenizer-target-pattern", Tokenizer().setTargetPattern(#"\w+|[^\w\s]"#)),
        ("tokenizer-min-max-length", Tokenizer().setMinLength(2).setMaxLength(12)),
        (
            "tokenizer-prefix-suffix-infix",
            Tokenizer().setPrefixPattern(#"\A([^\s\w\$\.]*)"#).setSuffixPattern(#"([^\s\w]?)([^\s\w]*)\z"#)
                .setInfixPatterns([#"([\p{L}]+)(/)([\p{L}]+)"#, #"([\$#]?\d+(?:[^\s\d]{1}\d+)*)"#])
        ),
    ]

    @Test("are found on documents with every setting, row for row", arguments: settings.indices)
    func documents(index: Int) throws {
        let reference = try #require(SparkNLPReference.shared)
        let (name, tokenizer) = Self.settings[index]
        let expected = try reference.column("token", of: name, type: "token")
        let texts = try reference.texts()
        let stage = try tokenizer.compatibility(.sparkNLP).fitted()
        for (id, tokens) in expected {
            let data = DataFrame(
                columnNames: ["document"], rows: [["document": .annotations([.document(try #require(texts[id]))])]])
            #expect(try stage.transform(data)["token"] == [.annotations(tokens)], "\(name) \(id)")
        }
    }

    @Test("are found on sentences, row for row")
    func sentences() throws {
        let reference = try #require(SparkNLPReference.shared)
        let sentences = try reference.column("sentence", of: "sentence-default", type: "document")
        let stage = try Tokenizer().setInputCols("sentence").compatibility(.sparkNLP).fitted()
        for (id, tokens) in try reference.column("token", of: "tokenizer-after-sentences", type: "token") {
            let data = DataFrame(
                columnNames: ["sentence"], rows: [["sentence": .annotations(try #require(sentences[id]))]])
            #expect(try stage.transform(data)["token"] == [.annotations(tokens)], "\(id)")
        }
    }
}

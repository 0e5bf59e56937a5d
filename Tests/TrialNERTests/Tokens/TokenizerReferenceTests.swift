import Testing

@testable import TrialNER

@Suite("The tokens of Spark NLP, on a few texts")
struct TokenizerFixtureTests {
    @Test("are found with every setting", arguments: TokenizerSetting.all)
    func documents(setting: TokenizerSetting) throws {
        try setting.check(SparkNLPReference.fixtures, texts: "tokenizer-texts")
    }
}

@Suite("The tokens of Spark NLP", .enabled(if: SparkNLPReference.shared != nil, "needs ../shared/reference"))
struct TokenizerReferenceTests {
    @Test("are found on documents with every setting, row for row", arguments: TokenizerSetting.all)
    func documents(setting: TokenizerSetting) throws {
        try setting.check(#require(SparkNLPReference.shared), texts: "texts")
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

/// A tokenizer and the file of what the reference gave with it.
struct TokenizerSetting: Sendable, CustomTestStringConvertible {
    var file: String
    var tokenizer: Tokenizer

    init(_ file: String, _ tokenizer: Tokenizer) {
        self.file = file
        self.tokenizer = tokenizer
    }

    var testDescription: String { file }

    func check(_ reference: SparkNLPReference, texts: String) throws {
        let texts = try reference.texts(texts)
        let stage = try tokenizer.compatibility(.sparkNLP).fitted()
        for (id, tokens) in try reference.column("token", of: file, type: "token") {
            let data = DataFrame(
                columnNames: ["document"], rows: [["document": .annotations([.document(try #require(texts[id]))])]])
            #expect(try stage.transform(data)["token"] == [.annotations(tokens)], "\(file) \(id)")
        }
    }

    static let all: [TokenizerSetting] = [
        TokenizerSetting("tokenizer-default", Tokenizer()),
        TokenizerSetting("tokenizer-context-chars", Tokenizer().setContextChars(["(", ")", "-", "/"])),
        TokenizerSetting("tokenizer-split-chars", Tokenizer().setSplitChars(["-", "/"])),
        TokenizerSetting("tokenizer-split-pattern", Tokenizer().setSplitPattern("[-/<>=]")),
        TokenizerSetting("tokenizer-exceptions", Tokenizer().setExceptions(["confidence interval", "p<0.001", "e-mail", "New York"])),
        TokenizerSetting(
            "tokenizer-exceptions-ignore-case",
            Tokenizer().setExceptions(["Confidence Interval", "new york"]).setCaseSensitiveExceptions(false)
        ),
        TokenizerSetting("tokenizer-target-pattern", Tokenizer().setTargetPattern(#"\w+|[^\w\s]"#)),
        TokenizerSetting("tokenizer-min-max-length", Tokenizer().setMinLength(2).setMaxLength(12)),
        TokenizerSetting(
            "tokenizer-prefix-suffix-infix",
            Tokenizer().setPrefixPattern(#"\A([^\s\w\$\.]*)"#).setSuffixPattern(#"([^\s\w]?)([^\s\w]*)\z"#)
                .setInfixPatterns([#"([\p{L}]+)(/)([\p{L}]+)"#, #"([\$#]?\d+(?:[^\s\d]{1}\d+)*)"#])
        ),
    ]
}

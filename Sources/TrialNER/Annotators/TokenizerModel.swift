/// A ``Tokenizer`` made ready: its patterns are compiled.
public struct TokenizerModel: DescribedStage {
    public static var classNames: [String] { Tokenizer.classNames }
    public static var parameterNames: [String] { Tokenizer.parameterNames }

    private let tokenizer: Tokenizer
    private let reference: RegexTokenSplitter
    private let own: Own
    private var mode: Compatibility

    /// What is used without compatibility.
    private enum Own {
        case clinical(ClinicalTokenSplitter)
        case patterns(RegexTokenSplitter)
    }

    init(_ tokenizer: Tokenizer, rules: TokenRules, mode: Compatibility) throws {
        self.tokenizer = tokenizer
        self.mode = mode
        own =
            if rules.changesPatterns {
                .patterns(try RegexTokenSplitter(rules))
            } else {
                .clinical(try ClinicalTokenSplitter(rules))
            }
        var limited = rules
        limited.maxLength = rules.maxLength ?? TokenRules.referenceMaxLength
        reference = try RegexTokenSplitter(limited)
    }

    public init(_ description: StageDescription) throws {
        let tokenizer = try Tokenizer(description)
        guard let model = try tokenizer.fitted() as? TokenizerModel else {
            throw StageDescriptionError.unknownClass(description.className, nearest: nil)
        }
        self = model
    }

    public var inputColumns: [String] { tokenizer.inputColumns }
    public var outputColumns: [String] { tokenizer.outputColumns }
    public var outputAnnotatorType: String? { "token" }
    public var stageDescription: StageDescription { tokenizer.stageDescription }

    public func compatibility(_ compatibility: Compatibility) -> TokenizerModel {
        var model = self
        model.mode = compatibility
        return model
    }

    public func transform(_ data: DataFrame) throws -> DataFrame {
        let rows = try data.annotations(in: inputColumns, for: "Tokenizer")
        return data.adding(tokenizer.outputColumn, try rows.map { .annotations(try tokens(of: $0)) })
    }

    private func tokens(of annotations: [Annotation]) throws -> [Annotation] {
        var tokens: [Annotation] = []
        let documents = annotations.filter { $0.annotatorType == "document" }
        for (index, document) in documents.enumerated() {
            let sentence: Metadata = ["sentence": document.metadata["sentence"] ?? String(index)]
            func add(_ token: RegexTokenSplitter.Token) {
                tokens.append(
                    Annotation(
                        annotatorType: "token", begin: document.begin + token.begin, end: document.begin + token.end,
                        result: token.text, metadata: sentence))
            }
            switch (mode, own) {
            case (.sparkNLP, _): try reference.tokens(of: document.result).forEach(add)
            case (.none, .patterns(let splitter)): try splitter.tokens(of: document.result).forEach(add)
            case (.none, .clinical(let splitter)):
                let text = DocumentText(document.result)
                var converter = OffsetConverter(text, to: .utf16)
                for span in try splitter.tokens(in: text, sentence: text.span) {
                    let begin = converter.offset(ofUTF8: span.lowerBound)
                    add(.init(begin: begin, end: converter.offset(ofUTF8: span.upperBound) - 1, text: text[span]))
                }
            }
        }
        return tokens
    }
}

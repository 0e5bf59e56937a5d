/// Splits documents or sentences into tokens: Spark NLP's `Tokenizer`, with its parameters.
///
/// Without a setting of its patterns or characters it finds TrialNER's own tokens (``ClinicalTokenSplitter``), and honours exceptions
/// and lengths. Where a pattern is set (target, prefix, suffix, infix or split pattern, split or context characters), and always
/// with `.compatibility(.sparkNLP)`, it follows the rules of Spark NLP (``RegexTokenSplitter``).
///
/// Reads annotations of type `document`, writes annotations of type `token` whose metadata name the sentence.
public struct Tokenizer: ParameterizedStage {
    public static let classNames = ["Tokenizer", "TokenizerModel"]

    /// The columns of documents or sentences.
    public var inputColumns = ["document"]
    /// The column of tokens.
    public var outputColumn = "token"
    /// The rules; see there.
    public var rules = TokenRules()
    /// A file of exceptions, one a line, in addition to those that are set.
    public var exceptionsPath: String?
    private var folder: String?
    private var mode = Compatibility.none

    /// Makes the default tokenizer.
    public init() {}

    public var outputColumns: [String] { [outputColumn] }
    public var outputAnnotatorType: String? { "token" }

    public static let parameters: [StageParameter<Tokenizer>] = [
        StageParameter("inputCols", \.inputColumns, isAlwaysWritten: true),
        StageParameter("outputCol", \.outputColumn, isAlwaysWritten: true),
        StageParameter("targetPattern", \.rules.targetPattern),
        StageParameter("prefixPattern", \.rules.prefixPattern),
        StageParameter("suffixPattern", \.rules.suffixPattern),
        StageParameter("infixPatterns", \.rules.infixPatterns),
        StageParameter("splitPattern", \.rules.splitPattern),
        StageParameter("splitChars", \.rules.splitChars),
        StageParameter("contextChars", \.rules.contextChars),
        StageParameter("exceptions", \.rules.exceptions),
        StageParameter("exceptionsPath", \.exceptionsPath),
        StageParameter("caseSensitiveExceptions", \.rules.caseSensitiveExceptions),
        StageParameter("minLength", \.rules.minLength),
        StageParameter("maxLength", \.rules.maxLength),
    ]

    public mutating func read(from folder: String) { self.folder = folder }

    public func compatibility(_ compatibility: Compatibility) -> Tokenizer { setting(\.mode, compatibility) }

    public func fitted() throws -> any DescribedStage {
        try TokenizerModel(self, rules: rulesWithFile(), mode: mode)
    }

    public func transform(_ data: DataFrame) throws -> DataFrame {
        try fitted().transform(data)
    }

    private func rulesWithFile() throws -> TokenRules {
        guard let exceptionsPath else { return rules }
        // As in the reference the exceptions of the file come first.
        return try rules.adding(exceptions: TextFile.lines(of: exceptionsPath, in: folder) + (rules.exceptions ?? []))
    }
}

extension TokenRules {
    fileprivate func adding(exceptions: [String]) -> TokenRules {
        var rules = self
        rules.exceptions = exceptions
        return rules
    }
}

extension Tokenizer {
    /// Sets the columns of documents or sentences.
    public func setInputCols(_ columns: String...) -> Tokenizer { setting(\.inputColumns, columns) }
    /// Sets the column of tokens.
    public func setOutputCol(_ column: String) -> Tokenizer { setting(\.outputColumn, column) }
    /// Sets what can be a token (default `\S+`).
    public func setTargetPattern(_ pattern: String) -> Tokenizer { setting(\.rules.targetPattern, pattern) }
    /// Sets what stands before a word; begins with `\A`, each group is a token.
    public func setPrefixPattern(_ pattern: String) -> Tokenizer { setting(\.rules.prefixPattern, pattern) }
    /// Sets what stands behind a word; ends with `\z`, each group is a token.
    public func setSuffixPattern(_ pattern: String) -> Tokenizer { setting(\.rules.suffixPattern, pattern) }
    /// Sets what a word is; each group is a token, the first pattern that matches counts.
    public func setInfixPatterns(_ patterns: [String]) -> Tokenizer { setting(\.rules.infixPatterns, patterns) }
    /// Adds a pattern before all others.
    public func addInfixPattern(_ pattern: String) -> Tokenizer {
        setting(\.rules.infixPatterns, [pattern] + (rules.infixPatterns ?? []))
    }
    /// Sets where tokens are cut in two; what matches is left out.
    public func setSplitPattern(_ pattern: String) -> Tokenizer { setting(\.rules.splitPattern, pattern) }
    /// Sets the characters at which tokens are cut in two.
    public func setSplitChars(_ characters: [String]) -> Tokenizer { setting(\.rules.splitChars, characters) }
    /// Adds a character at which tokens are cut in two.
    public func addSplitChars(_ character: String) -> Tokenizer {
        setting(\.rules.splitChars, (rules.splitChars ?? []) + [character])
    }
    /// Sets the characters that are cut off the ends of tokens.
    public func setContextChars(_ characters: [String]) -> Tokenizer { setting(\.rules.contextChars, characters) }
    /// Adds a character that is cut off the ends of tokens.
    public func addContextChars(_ character: String) -> Tokenizer {
        setting(\.rules.contextChars, rules.contextChars + [character])
    }
    /// Sets what stays one token: patterns.
    public func setExceptions(_ exceptions: [String]) -> Tokenizer { setting(\.rules.exceptions, exceptions) }
    /// Adds a pattern of what stays one token.
    public func addException(_ exception: String) -> Tokenizer {
        setting(\.rules.exceptions, (rules.exceptions ?? []) + [exception])
    }
    /// Sets a file of exceptions, one a line.
    public func setExceptionsPath(_ path: String) -> Tokenizer { setting(\.exceptionsPath, path) }
    /// Sets whether exceptions match in this case only (default: they do).
    public func setCaseSensitiveExceptions(_ value: Bool) -> Tokenizer { setting(\.rules.caseSensitiveExceptions, value) }
    /// Sets the shortest token that is kept, in UTF-16 code units.
    public func setMinLength(_ length: Int) -> Tokenizer { setting(\.rules.minLength, length) }
    /// Sets the longest token that is kept, in UTF-16 code units.
    public func setMaxLength(_ length: Int) -> Tokenizer { setting(\.rules.maxLength, length) }
}

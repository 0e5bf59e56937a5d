/// The parameters of Spark NLP's `Tokenizer`, with its defaults.
///
/// Patterns are in Java's notation (see ``RegularExpression``). Source of their meaning: `Tokenizer.scala` and
/// `TokenizerModel.scala` of Spark NLP 5.5.3.
public struct TokenRules: Sendable, Hashable {
    /// What can be a token; everything that this pattern names, read as the content of a character class, belongs to a candidate.
    public var targetPattern = Self.defaultTargetPattern
    /// What stands before a word: begins with `\A`; each group is a token. `nil`: a run of the context characters.
    public var prefixPattern: String?
    /// What stands behind a word: ends with `\z`; each group is a token. `nil`: a run of the context characters.
    public var suffixPattern: String?
    /// What a word is, the first that matches counts; each group is a token. `nil`: all between prefix and suffix.
    public var infixPatterns: [String]?
    /// Where a token is cut in two; what matches is left out. Takes precedence over the split characters.
    public var splitPattern: String?
    /// Characters (or `\` and a character) at which a token is cut in two; they are left out.
    public var splitChars: [String]?
    /// Characters that are cut off the ends of a candidate.
    public var contextChars = Self.defaultContextChars
    /// Patterns of what stays one token.
    public var exceptions: [String]?
    /// Whether exceptions match in this case only.
    public var caseSensitiveExceptions = true
    /// The shortest token that is kept, in UTF-16 code units.
    public var minLength = 0
    /// The longest token that is kept, in UTF-16 code units; `nil` for no limit.
    public var maxLength: Int?

    /// Candidates are what stands between white space.
    public static let defaultTargetPattern = #"\S+"#
    /// The punctuation marks that are cut off unless others are set.
    public static let defaultContextChars = [".", ",", ";", ":", "!", "?", "*", "-", "(", ")", "\"", "'"]
    /// The longest token that Spark NLP keeps where no other length is set, as its Python interface has it.
    public static let referenceMaxLength = 99_999

    /// Makes the default rules.
    public init() {}

    /// Whether something is set that only these rules know: a pattern or a list of characters.
    public var changesPatterns: Bool {
        targetPattern != Self.defaultTargetPattern || prefixPattern != nil || suffixPattern != nil || infixPatterns != nil
            || splitPattern != nil || splitChars != nil || contextChars != Self.defaultContextChars
    }
}

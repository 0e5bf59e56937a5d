/// Whose rules the stages follow.
public enum Compatibility: String, Sendable, CaseIterable {
    /// TrialNER's own: every character is read, no token is without a tag.
    case none
    /// Spark NLP 5.5.3's, row for row: its sentences, its tokens, the first word piece of each token, the cut at the
    /// maximum length, the best tag of each token alone.
    case sparkNLP = "spark-nlp"
}

extension Compatibility {
    /// What finds the sentences and the tokens by these rules, with their default parameters.
    ///
    /// - Throws: ``RegularExpressionError`` should a pattern not compile, which those of the reference do.
    public func splitters() throws -> (sentences: any SentenceSplitter, tokens: any TokenSplitter) {
        switch self {
        case .none: (ClinicalSentenceSplitter(), ClinicalTokenSplitter())
        case .sparkNLP: (try PragmaticSentenceSplitter(), try RegexTokenSplitter())
        }
    }
}

/// Whose rules the stages follow.
public enum Compatibility: String, Sendable, CaseIterable {
    /// TrialNER's own: every character is read, no token is without a tag.
    case none
    /// Spark NLP 5.5.3's, row for row: its sentences, its tokens, the first word piece of each token, the cut at the
    /// maximum length, the best tag of each token alone.
    case sparkNLP = "spark-nlp"
}

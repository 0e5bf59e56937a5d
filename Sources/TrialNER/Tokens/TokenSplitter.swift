/// Finds the tokens of a stretch of text.
public protocol TokenSplitter: Sendable {
    /// The spans of the tokens of one sentence (or of a whole document), in ascending order, not overlapping.
    ///
    /// - Throws: an error that names a rule which cannot be applied to this text.
    func tokens(in text: DocumentText, sentence: Span) throws -> [Span]
}

/// Finds the sentences of a text.
public protocol SentenceSplitter: Sendable {
    /// The spans of the sentences, in ascending order, not overlapping, without white space at their edges.
    func sentences(in text: DocumentText) -> [Span]
}

/// What was found in one document, tokens and tags included.
public struct RecognizedDocument: Sendable {
    /// The text that was read; every span is a UTF-8 range into it.
    public var text: DocumentText
    /// The sentences, ascending; empty where the text was read as a whole.
    public var sentences: [Span]
    /// The tokens, ascending.
    public var tokens: [Span]
    /// The tag of each token (`O`, `B-DATE`, `I-DATE`, …), as many as there are tokens.
    public var tags: [String]
    /// The concepts, ascending.
    public var entities: [Entity]

    /// Makes a document of its parts.
    public init(text: DocumentText, sentences: [Span], tokens: [Span], tags: [String], entities: [Entity]) {
        self.text = text
        self.sentences = sentences
        self.tokens = tokens
        self.tags = tags
        self.entities = entities
    }
}

/// A concept found in a text.
public struct Entity: Sendable, Hashable {
    /// Where the concept stands, in UTF-8 offsets into the text of its document.
    public var span: Span
    /// The type of the concept, as `End_Point`: the tag without its `B-` or `I-`.
    public var label: String
    /// How sure the model is, from 0 to 1: the mean probability of the tokens.
    public var confidence: Float

    /// Makes an entity of its parts.
    public init(span: Span, label: String, confidence: Float) {
        self.span = span
        self.label = label
        self.confidence = confidence
    }
}

extension Entity {
    /// The words of the concept.
    ///
    /// - Parameter text: the text that the concept was found in.
    public func text(in text: DocumentText) -> String { text[span] }

    /// The words of the concept, as a part of the string that it was found in.
    public func text(in string: String) -> Substring {
        let start = string.utf8.index(string.startIndex, offsetBy: span.lowerBound)
        return string[start..<string.utf8.index(start, offsetBy: span.count)]
    }
}

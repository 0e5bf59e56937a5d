/// A stretch of a text with a type.
public struct LabelledSpan: Sendable, Hashable {
    /// Where it stands, in UTF-8 offsets.
    public var span: Span
    /// Its type.
    public var label: String

    /// Makes one of its parts.
    public init(span: Span, label: String) {
        self.span = span
        self.label = label
    }
}

/// A stretch of a document: a half-open range of UTF-8 offsets into its ``DocumentText``.
///
/// Inside TrialNER every position is a UTF-8 offset; ``OffsetConverter`` changes the unit once, at the edge.
public typealias Span = Range<Int>

/// The text of one document as UTF-8 bytes.
///
/// Every stage reads these bytes in place and answers with ``Span``s into them, so that no stage does
/// arithmetic on anybody else's offsets.
public struct DocumentText: Sendable, Hashable {
    /// The text in UTF-8; always valid.
    public let utf8: [UInt8]

    /// Takes the text of a string.
    public init(_ string: String) {
        utf8 = Array(string.utf8)
    }

    /// Takes bytes that somebody else wrote; `nil` if they are not valid UTF-8.
    public init?(validating bytes: [UInt8]) {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        utf8 = bytes
    }

    /// The whole text as a string.
    public var string: String { String(decoding: utf8, as: UTF8.self) }

    /// The span of the whole text.
    public var span: Span { 0..<utf8.count }

    /// The text of a span whose edges lie between Unicode scalars.
    public subscript(span: Span) -> String { String(decoding: utf8[span], as: UTF8.self) }
}

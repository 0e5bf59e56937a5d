/// How the DocumentAssembler cleans a text; the modes, their names and their rules are Spark NLP's.
///
/// White space means ASCII white space here, as in Java. The modes that end in `full` also take for line breaks and tabs what was
/// written out as `\n`, `\r\n` and `\t` (a backslash and a letter).
public enum CleanupMode: String, Sendable, CaseIterable {
    /// The text stays as it is.
    case disabled
    /// Every white space character becomes a space.
    case inplace
    /// As `inplace`, and written-out line breaks and tabs become a space.
    case inplaceFull = "inplace_full"
    /// Nothing at the edges, and every run of white space becomes one space.
    case shrink
    /// As `shrink`, and runs of written-out line breaks or tabs become one space.
    case shrinkFull = "shrink_full"
    /// A line feed or tab, together with the white space character before it, becomes one space.
    case each
    /// As `each`, also for written-out line breaks and tabs.
    case eachFull = "each_full"
    /// Nothing at the edges, and written-out line breaks and tabs go.
    case deleteFull = "delete_full"
}

extension CleanupMode: NamedParameter {}

/// Cleans texts in one mode.
struct TextCleaner: Sendable {
    private let pattern: RegularExpression?
    private let replacement: String
    private let isTrimmed: Bool

    /// Makes a cleaner; the patterns are those of `DocumentAssembler.scala`.
    init(_ mode: CleanupMode) throws(RegularExpressionError) {
        let pattern: String? =
            switch mode {
            case .disabled: nil
            case .inplace: #"\s"#
            case .inplaceFull: #"\s|(?:\\r)?(?:\\n)|(?:\\t)"#
            case .shrink: #"\s+"#
            case .shrinkFull: #"\s+|(?:\\r)*(?:\\n)+|(?:\\t)+"#
            case .each: #"\s[\n\t]"#
            case .eachFull: #"\s(?:\n|\t|(?:\\r)?(?:\\n)|(?:\\t))"#
            case .deleteFull: #"(?:\\r)?(?:\\n)|(?:\\t)"#
            }
        self.pattern = if let pattern { try RegularExpression(pattern) } else { nil }
        replacement = mode == .deleteFull ? "" : " "
        isTrimmed = mode == .shrink || mode == .shrinkFull || mode == .deleteFull
    }

    /// The cleaned text.
    func clean(_ text: String) throws(RegularExpressionError) -> String {
        guard let pattern else { return text }
        var bytes = Array(text.utf8)
        if isTrimmed {
            // Java trims control characters together with the space.
            let first = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
            let last = bytes.lastIndex { $0 > 0x20 } ?? bytes.startIndex
            bytes = first <= last && first < bytes.endIndex ? Array(bytes[first...last]) : []
        }
        let spans = try pattern.spans(in: bytes)
        if spans.isEmpty { return String(decoding: bytes, as: UTF8.self) }
        var cleaned: [UInt8] = []
        cleaned.reserveCapacity(bytes.count)
        var copied = 0
        for span in spans {
            cleaned += bytes[copied..<span.lowerBound]
            cleaned += replacement.utf8
            copied = span.upperBound
        }
        cleaned += bytes[copied...]
        return String(decoding: cleaned, as: UTF8.self)
    }
}

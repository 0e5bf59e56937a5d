/// Finds the candidates of Spark NLP's tokenizer: the stretches between characters that its target pattern does not name.
///
/// As in the reference, exceptions are found first; the breaks inside them are replaced by U+2188, all others by
/// U+2187, and the text is cut at those. So both characters mean the same when they stand in a text.
struct TokenCandidates: Sendable {
    /// `nil` for the default target, whose breaks are Java's white space.
    private let breaks: RegularExpression?
    private let exceptions: RegularExpression?

    private static let breakMark = Array("\u{2187}".utf8)
    private static let protectMark = Array("\u{2188}".utf8)

    init(_ parameters: TokenRules) throws(RegularExpressionError) {
        // The reference puts the target into a class, together with the characters around it.
        breaks =
            parameters.targetPattern == TokenRules.defaultTargetPattern
            ? nil : try RegularExpression("[^(?:\(parameters.targetPattern))\u{2188}]")
        if let list = parameters.exceptions, !list.isEmpty {
            let prefix = parameters.caseSensitiveExceptions ? "" : "(?i)"
            exceptions = try RegularExpression(list.map { prefix + $0 }.joined(separator: "|"))
        } else {
            exceptions = nil
        }
    }

    /// A candidate: its bytes in the protected text and its first UTF-16 code unit there.
    struct Candidate {
        var span: Span
        var begin: Int
        var isException: Bool
    }

    /// A text whose breaks are marked, and its candidates.
    struct Protected {
        let content: [UInt8]
        fileprivate(set) var text: [UInt8]
        fileprivate(set) var candidates: [Candidate] = []

        /// What stands in the text that was given at the place of a candidate.
        ///
        /// The reference counts places in the protected text. A break that is no BMP character is one shorter there, so that
        /// this need not be the text of the candidate.
        func original(_ candidate: Candidate) -> ArraySlice<UInt8> {
            var converter = OffsetConverter(DocumentText(String(decoding: content, as: UTF8.self)), to: .utf16)
            let lower = converter.utf8Offset(of: candidate.begin)
            return content[lower..<converter.utf8Offset(of: candidate.begin + text[candidate.span].utf16Length)]
        }
    }

    /// Marks the breaks of a text and lists the candidates between them.
    func protect(_ content: [UInt8]) throws(RegularExpressionError) -> Protected {
        var protected = Protected(content: content, text: content)
        var whole: Set<[UInt8]> = []
        if let exceptions {
            var text: [UInt8] = []
            var done = 0
            for match in try exceptions.matches(in: content) {
                let replaced = try replaceBreaks(of: match.span, in: content, by: Self.protectMark)
                if replaced.elementsEqual(content[match.span]) { whole.insert(replaced) }
                text += content[done..<match.span.lowerBound]
                text += replaced
                done = match.span.upperBound
            }
            protected.text = text + content[done...]
        }
        if breaks != nil {
            protected.text = try replaceBreaks(of: 0..<protected.text.count, in: protected.text, by: Self.breakMark)
        }
        protected.candidates = candidates(in: protected.text, whole: whole)
        return protected
    }

    private func replaceBreaks(of span: Span, in text: [UInt8], by mark: [UInt8]) throws(RegularExpressionError) -> [UInt8] {
        var replaced: [UInt8] = []
        guard let breaks else {
            for byte in text[span] {
                if byte.isJavaSpace { replaced += mark } else { replaced.append(byte) }
            }
            return replaced
        }
        var done = span.lowerBound
        for match in try breaks.matches(in: text, region: span) {
            replaced += text[done..<match.span.lowerBound]
            replaced += mark
            done = match.span.upperBound
        }
        return replaced + text[done..<span.upperBound]
    }

    private func candidates(in text: [UInt8], whole: Set<[UInt8]>) -> [Candidate] {
        var found: [Candidate] = []
        var start = 0
        var isProtected = false
        var utf16 = 0
        var begin = 0
        func close(at end: Int) {
            guard start < end else { return }
            let isException = exceptions != nil && (isProtected || (!whole.isEmpty && whole.contains(Array(text[start..<end]))))
            found.append(Candidate(span: start..<end, begin: begin, isException: isException))
        }
        var index = 0
        while index < text.count {
            let byte = text[index]
            let isMark = byte == Self.breakMark[0] && text[index...].starts(with: Self.breakMark)
            if isMark || (breaks == nil && byte.isJavaSpace) {
                close(at: index)
                index += isMark ? Self.breakMark.count : 1
                utf16 += 1
                (start, begin, isProtected) = (index, utf16, false)
                continue
            }
            if byte == Self.protectMark[0], text[index...].starts(with: Self.protectMark) { isProtected = true }
            utf16 += byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
            index += 1
        }
        close(at: text.count)
        return found
    }
}

extension UInt8 {
    /// Whether Java's `\s` matches this byte.
    var isJavaSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

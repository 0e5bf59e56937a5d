/// Cuts tokens at a pattern, or at single characters, which are left out.
///
/// Source: step 3 of `TokenizerModel.tag` of Spark NLP 5.5.3.
struct TokenCut: Sendable {
    private let pattern: RegularExpression?
    private let characters: RegularExpression?
    private let characterBytes: [[UInt8]]

    /// `nil` where the parameters ask for no cuts.
    init?(_ parameters: TokenRules) throws {
        guard parameters.splitPattern != nil || parameters.splitChars != nil else { return nil }
        pattern = try parameters.splitPattern.map { pattern throws(RegularExpressionError) in try RegularExpression(pattern) }
        let list = parameters.splitChars ?? []
        for character in list
        where character.utf16.count != 1 && !(character.utf16.count == 2 && character.utf8.first == UInt8(ascii: "\\")) {
            throw PipelineError.invalidParameter(
                stage: "Tokenizer", parameter: "splitChars",
                reason: #"`\#(character)` is neither one character nor a backslash and one character"#)
        }
        // As in the reference the characters are alternatives of a pattern, so that a bare `.` means any character.
        characters = list.isEmpty ? nil : try RegularExpression(list.joined(separator: "|"))
        characterBytes = list.compactMap { $0.unicodeScalars.last.map { Array(String($0).utf8) } }
    }

    /// A matcher with buffers of its own.
    func matcher() throws(RegularExpressionError) -> Matcher {
        Matcher(
            pattern: try pattern?.matcher(), characters: try characters?.matcher(), characterBytes: characterBytes)
    }

    /// Cuts tokens.
    struct Matcher {
        fileprivate let pattern: RegularExpressionMatcher?
        fileprivate let characters: RegularExpressionMatcher?
        fileprivate let characterBytes: [[UInt8]]

        /// The parts of a token, which may be none; `nil` if it is not to be cut.
        func parts(of token: Span, in text: [UInt8]) throws(RegularExpressionError) -> [Span]? {
            guard !token.isEmpty else { return nil }
            if let pattern {
                let parts = try pattern.split(token, in: text)
                if parts.count > 1 { return parts }
            }
            guard let characters, characterBytes.contains(where: { contains($0, token, text) }) else { return nil }
            return try characters.split(token, in: text)
        }

        private func contains(_ character: [UInt8], _ token: Span, _ text: [UInt8]) -> Bool {
            token.contains { text[$0] == character[0] && text[$0..<token.upperBound].starts(with: character) }
        }
    }
}

extension RegularExpressionMatcher {
    /// The stretches between the matches, as Java's `String.split` gives them: empty ones at the end are dropped, and an empty
    /// match at the start cuts nothing.
    func split(_ region: Span, in text: [UInt8]) throws(RegularExpressionError) -> [Span] {
        var parts: [Span] = []
        var done = region.lowerBound
        var isCut = false
        var start: Int? = region.lowerBound
        while let from = start, try find(in: text, region: region, from: from), let match = span() {
            start = nextStart(in: text, region: region)
            if match.isEmpty, match.lowerBound == region.lowerBound { continue }
            parts.append(done..<match.lowerBound)
            done = match.upperBound
            isCut = true
        }
        guard isCut else { return [region] }
        parts.append(done..<region.upperBound)
        while let last = parts.last, last.isEmpty { parts.removeLast() }
        return parts
    }
}

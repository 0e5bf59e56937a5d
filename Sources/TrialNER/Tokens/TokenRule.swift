/// One rule of Spark NLP's tokenizer: prefix, infix and suffix, whose groups are the tokens of a candidate.
enum TokenRule: Sendable {
    /// The default rule: characters cut off at both ends of a candidate that has others too.
    case context(ScalarSet)
    /// Patterns that were set.
    case pattern(RegularExpression)

    /// The rules that a set of parameters makes: one for each infix pattern, the first that matches counts.
    ///
    /// Source: `Tokenizer.buildRuleFactory` of Spark NLP 5.5.3.
    static func rules(for parameters: TokenRules) throws -> [TokenRule] {
        for character in parameters.contextChars where character.utf16.count != 1 {
            throw PipelineError.invalidParameter(
                stage: "Tokenizer", parameter: "contextChars", reason: "`\(character)` is not one character")
        }
        let isDefault = parameters.prefixPattern == nil && parameters.suffixPattern == nil && parameters.infixPatterns == nil
        // A candidate without characters to cut off is one token, which is what no rule at all gives.
        if isDefault { return parameters.contextChars.isEmpty ? [] : [.context(ScalarSet(parameters.contextChars))] }

        if let prefix = parameters.prefixPattern, !prefix.hasPrefix(#"\A"#) {
            throw PipelineError.invalidParameter(
                stage: "Tokenizer", parameter: "prefixPattern", reason: #"it must begin with \A, the start of the candidate"#)
        }
        if let suffix = parameters.suffixPattern, !suffix.hasSuffix(#"\z"#) {
            throw PipelineError.invalidParameter(
                stage: "Tokenizer", parameter: "suffixPattern", reason: #"it must end with \z, the end of the candidate"#)
        }
        for infix in parameters.infixPatterns ?? [] where !infix.contains("(") || !infix.contains(")") {
            throw PipelineError.invalidParameter(
                stage: "Tokenizer", parameter: "infixPatterns", reason: "`\(infix)` has no group; each group is a token")
        }
        return try patterns(for: parameters).map { .pattern(try RegularExpression($0)) }
    }

    /// The rules as patterns, which the reference compiles and saves.
    static func patterns(for parameters: TokenRules) -> [String] {
        let none = parameters.contextChars.isEmpty
        let context = none ? "" : #"\Q"# + parameters.contextChars.joined() + #"\E"#
        let run = none ? "()" : "([\(context)]*)"
        let prefix = parameters.prefixPattern ?? #"\A"# + run
        let suffix = parameters.suffixPattern ?? run + #"\z"#
        let other = none ? "[\\S\\s]" : "[^\(context)]"
        let infixes = parameters.infixPatterns ?? ["(\(other)(?:.*\(other))*)"]
        return infixes.map { prefix + $0 + suffix }
    }

    /// A matcher with buffers of its own.
    func matcher() throws(RegularExpressionError) -> TokenRuleMatcher {
        switch self {
        case .context(let characters): .context(characters)
        case .pattern(let expression): .pattern(try expression.matcher(), groupCount: expression.groupCount)
        }
    }
}

/// Applies one rule to candidates.
enum TokenRuleMatcher {
    case context(ScalarSet)
    case pattern(RegularExpressionMatcher, groupCount: Int)

    /// Where a match began, and its groups.
    struct Groups {
        var start: Int
        var spans: [Span]
    }

    /// The groups that the rule makes of a candidate; `nil` if it does not match.
    func groups(of candidate: Span, in text: [UInt8]) throws(RegularExpressionError) -> Groups? {
        switch self {
        case .context(let characters):
            var lower = candidate.lowerBound
            while lower < candidate.upperBound, let next = characters.end(after: lower, in: text, limit: candidate.upperBound) {
                lower = next
            }
            // Only such characters: the rule asks for another one, so the candidate stays whole.
            guard lower < candidate.upperBound else { return nil }
            var upper = candidate.upperBound
            while upper > lower, let previous = characters.start(before: upper, in: text) { upper = previous }
            return Groups(
                start: candidate.lowerBound,
                spans: [candidate.lowerBound..<lower, lower..<upper, upper..<candidate.upperBound])
        case .pattern(let matcher, let groupCount):
            guard try matcher.find(in: text, region: candidate), let whole = matcher.span() else { return nil }
            return Groups(
                start: whole.lowerBound, spans: groupCount == 0 ? [] : (1...groupCount).compactMap { matcher.span($0) })
        }
    }
}

/// A few characters, to be looked for in UTF-8.
struct ScalarSet: Sendable, Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var others: [[UInt8]] = []

    init(_ characters: [String]) {
        for character in characters {
            let bytes = Array(character.utf8)
            switch bytes[0] {
            case 0..<64: low |= 1 << UInt64(bytes[0])
            case 64..<128: high |= 1 << UInt64(bytes[0] - 64)
            default: others.append(bytes)
            }
        }
    }

    private func containsASCII(_ byte: UInt8) -> Bool {
        (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte - 64)) & 1 == 1
    }

    /// The end of the character that begins here, if it is in the set.
    func end(after index: Int, in text: [UInt8], limit: Int) -> Int? {
        if text[index] < 0x80 { return containsASCII(text[index]) ? index + 1 : nil }
        return others.first { text[index..<limit].starts(with: $0) }.map { index + $0.count }
    }

    /// The start of the character that ends here, if it is in the set.
    func start(before end: Int, in text: [UInt8]) -> Int? {
        if text[end - 1] < 0x80 { return containsASCII(text[end - 1]) ? end - 1 : nil }
        return others.first { end >= $0.count && text[(end - $0.count)..<end].elementsEqual($0) }.map { end - $0.count }
    }
}

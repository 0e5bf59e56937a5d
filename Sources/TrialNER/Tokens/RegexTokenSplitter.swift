/// Spark NLP's tokenizer: candidates between white space, cut by rules that are regular expressions.
///
/// A port of the algorithm of `TokenizerModel.tag` of Spark NLP 5.5.3 with its oddities: the place of a token is counted
/// from the lengths of the tokens before it, not from where it was found, so that a separator of two characters moves what follows.
/// Where the reference fails with an exception (a group that took no part in a match) the group gives no token.
public struct RegexTokenSplitter: TokenSplitter {
    private let candidates: TokenCandidates
    private let rules: [TokenRule]
    private let cut: TokenCut?
    private let lengths: ClosedRange<Int>

    /// A token, where the reference says it stands.
    public struct Token: Sendable, Hashable {
        /// The first UTF-16 code unit, counted from the start of the text.
        public var begin: Int
        /// The last UTF-16 code unit (inclusive).
        public var end: Int
        /// The text of the token.
        public var text: String
    }

    /// Turns parameters into rules.
    ///
    /// - Throws: ``RegularExpressionError`` for a pattern that is none; ``PipelineError/invalidParameter(stage:parameter:reason:)``
    ///   for a value that the parameter does not allow.
    public init(_ parameters: TokenRules = TokenRules()) throws {
        candidates = try TokenCandidates(parameters)
        rules = try TokenRule.rules(for: parameters)
        cut = try TokenCut(parameters)
        guard parameters.minLength >= 0, parameters.minLength <= parameters.maxLength ?? .max else {
            throw PipelineError.invalidParameter(
                stage: "Tokenizer", parameter: "maxLength", reason: "it must not be less than minLength, nor minLength than 0")
        }
        lengths = max(parameters.minLength, 1)...max(parameters.maxLength ?? .max, 1)
    }

    /// The tokens of a text.
    ///
    /// - Throws: ``RegularExpressionError/tooComplex(pattern:)`` when a pattern needs too many steps on this text.
    public func tokens(of text: String) throws -> [Token] {
        try tokens(of: Array(text.utf8))
    }

    /// The spans of the tokens; a token that the reference places outside of the sentence is cut to it.
    ///
    /// - Throws: ``RegularExpressionError/tooComplex(pattern:)`` when a pattern needs too many steps on this text.
    public func tokens(in text: DocumentText, sentence: Span) throws -> [Span] {
        let content = Array(text.utf8[sentence])
        var converter = OffsetConverter(DocumentText(String(decoding: content, as: UTF8.self)), to: .utf16)
        var end = 0
        return try tokens(of: content).compactMap { token in
            let lower = max(end, converter.utf8Offset(of: token.begin))
            let upper = converter.utf8Offset(of: token.end + 1)
            guard lower < upper else { return nil }
            end = upper
            return sentence.lowerBound + lower..<sentence.lowerBound + upper
        }
    }

    func tokens(of content: [UInt8]) throws -> [Token] {
        let protected = try candidates.protect(content)
        let matchers = try rules.map { try $0.matcher() }
        let cutter = try cut?.matcher()
        var tokens: [Token] = []
        func add(_ text: ArraySlice<UInt8>, at begin: Int) {
            let length = text.utf16Length
            guard lengths.contains(length) else { return }
            tokens.append(Token(begin: begin, end: begin + length - 1, text: String(decoding: text, as: UTF8.self)))
        }
        candidates: for candidate in protected.candidates {
            if candidate.isException {
                add(protected.original(candidate), at: candidate.begin)
                continue
            }
            for matcher in matchers {
                guard let groups = try matcher.groups(of: candidate.span, in: protected.text) else { continue }
                var position = candidate.begin + protected.text[candidate.span.lowerBound..<groups.start].utf16Length
                for group in groups.spans {
                    let target = protected.text[group]
                    if let cutter, let parts = try cutter.parts(of: group, in: protected.text) {
                        for part in parts {
                            add(protected.text[part], at: position)
                            position += protected.text[part].utf16Length + 1
                        }
                        // A separator alone leaves no part, and then what follows begins where the separator stands.
                        if !parts.isEmpty { position -= 1 }
                    } else {
                        add(target, at: position)
                        position += target.utf16Length
                    }
                }
                continue candidates
            }
            add(protected.text[candidate.span], at: candidate.begin)
        }
        return tokens
    }
}

extension ArraySlice<UInt8> {
    /// How many UTF-16 code units these bytes of UTF-8 stand for.
    var utf16Length: Int {
        reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
    }
}

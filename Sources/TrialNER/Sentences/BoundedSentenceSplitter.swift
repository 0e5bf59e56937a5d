/// The sentences of ``ClinicalSentenceSplitter`` within the bounds and the lengths that a user sets.
///
/// The parameters mean what they mean in Spark NLP, but every span is exact: text between custom bounds is split by itself, and a
/// sentence that is too long is cut at white space.
public struct BoundedSentenceSplitter: Sendable {
    /// What the splitter was told.
    public let parameters: SentenceParameters
    private let bounds: [RegularExpression]
    private let splitter: ClinicalSentenceSplitter

    /// Makes a splitter.
    ///
    /// - Throws: ``RegularExpressionError/invalidPattern(pattern:reason:position:)`` if a custom bound is not a pattern.
    public init(_ parameters: SentenceParameters = SentenceParameters()) throws(RegularExpressionError) {
        self.parameters = parameters
        var bounds: [RegularExpression] = []
        for bound in parameters.customBounds { bounds.append(try RegularExpression(bound)) }
        self.bounds = bounds
        splitter = ClinicalSentenceSplitter(
            useAbbreviations: parameters.useAbbreviations, detectLists: parameters.detectLists)
    }

    /// The spans of the sentences, in ascending order, without white space at their edges.
    ///
    /// - Throws: ``RegularExpressionError/tooComplex(pattern:)`` when a custom bound needs too many steps on this text.
    public func spans(in text: DocumentText) throws(RegularExpressionError) -> [Span] {
        var spans: [Span] = []
        for piece in try pieces(of: text) {
            if parameters.useCustomBoundsOnly, !bounds.isEmpty {
                spans.append(WhiteSpace.trimmed(piece, in: text.utf8))
            } else {
                spans += splitter.sentences(in: text, region: piece)
            }
        }
        if let limit = parameters.splitLength { spans = spans.flatMap { cut($0, of: text.utf8, at: limit) } }
        return spans.filter { !$0.isEmpty && parameters.keeps(length: utf16Length(text.utf8[$0])) }
    }

    /// The stretches between the custom bounds.
    private func pieces(of text: DocumentText) throws(RegularExpressionError) -> [Span] {
        var matches: [Span] = []
        for bound in bounds { matches += try bound.spans(in: text.utf8) }
        matches.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var pieces: [Span] = []
        var start = 0
        for match in matches where match.lowerBound >= start {
            switch parameters.customBoundsStrategy {
            case .none:
                pieces.append(start..<match.lowerBound)
                start = match.upperBound
            case .prepend:
                pieces.append(start..<match.lowerBound)
                start = match.lowerBound
            case .append:
                pieces.append(start..<match.upperBound)
                start = match.upperBound
            }
        }
        return pieces + [start..<text.utf8.count]
    }

    /// A sentence as stretches of at most `limit` UTF-16 units, cut at white space; a longer word stays whole.
    private func cut(_ sentence: Span, of text: [UInt8], at limit: Int) -> [Span] {
        var parts: [Span] = []
        var part = sentence.lowerBound..<sentence.lowerBound
        var partLength = 0
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            var wordEnd = index
            while wordEnd < sentence.upperBound, WhiteSpace.length(at: wordEnd, in: text) == 0 { wordEnd += 1 }
            let added = utf16Length(text[part.upperBound..<wordEnd])
            if partLength + added > limit, !part.isEmpty {
                parts.append(part)
                part = index..<wordEnd
                partLength = utf16Length(text[part])
            } else {
                part = part.lowerBound..<wordEnd
                partLength += added
            }
            index = WhiteSpace.end(from: wordEnd, in: text, before: sentence.upperBound)
        }
        return parts + [part]
    }
}

/// Spark NLP 5.5.3's `SentenceDetector`, with every parameter and every oddity.
///
/// The rules mark the text (see `PragmaticRules`), the marked text is cut, and each piece is looked for in the original from
/// the end of the one before. A piece that the marking changed is not found: its `begin` is then -1, as in Spark NLP.
/// For text of clinical trials ``ClinicalSentenceSplitter`` finds better sentences.
public struct PragmaticSentenceSplitter: Sendable {
    /// A sentence as Spark NLP gives it.
    public struct Sentence: Sendable, Hashable {
        /// The text of the sentence; not always a part of the document (see ``PragmaticSentenceSplitter``).
        public var content: String
        /// The first UTF-16 unit; -1 where the document does not hold the content.
        public var begin: Int
        /// The last UTF-16 unit: `begin` and the length of the content, less one.
        public var end: Int
    }

    /// What the detector was told.
    public let parameters: SentenceParameters
    private let rules: [PragmaticRule]

    /// Makes a detector.
    ///
    /// - Throws: ``RegularExpressionError/invalidPattern(pattern:reason:position:)`` if a custom bound is not a pattern.
    public init(_ parameters: SentenceParameters = SentenceParameters()) throws(RegularExpressionError) {
        self.parameters = parameters
        let standard = try PragmaticRules.standard.get()
        var custom: [PragmaticRule] = []
        for bound in parameters.customBounds {
            custom.append(try PragmaticRule(bound, Self.marking(of: parameters.customBoundsStrategy)))
        }
        let lists = parameters.detectLists ? standard.lists : []
        let abbreviations = standard.abbreviations + (parameters.useAbbreviations ? standard.dictionary : [])
        // With bounds of one's own Spark NLP looks for abbreviations before numbers, else after them.
        rules =
            switch (custom.isEmpty, parameters.useCustomBoundsOnly) {
            case (true, _): lists + standard.numbers + abbreviations + standard.rest
            case (false, true): custom
            case (false, false): custom + lists + abbreviations + standard.numbers + standard.rest
            }
    }

    private static func marking(of strategy: CustomBoundsStrategy) -> PragmaticRule.Marking {
        switch strategy {
        case .none: .replace(with: PragmaticMark.sentenceBreak)
        case .prepend: .prepend(PragmaticMark.sentenceBreak)
        case .append: .append(PragmaticMark.sentenceBreak)
        }
    }

    /// The sentences of a text, in the order in which they were cut.
    ///
    /// - Throws: ``RegularExpressionError/tooComplex(pattern:)`` when a custom bound needs too many steps on this text.
    public func detect(in text: DocumentText) throws(RegularExpressionError) -> [Sentence] {
        var marked = text.utf8
        for rule in rules { marked = try rule.apply(to: marked) }
        var finder = SentenceFinder(text)
        return PragmaticPieces.pieces(of: marked).flatMap { piece in
            cut(piece, begin: finder.begin(of: piece)).filter { parameters.keeps(length: $0.end - $0.begin + 1) }
        }
    }

    /// A sentence, cut between words at the split length.
    ///
    /// Spark NLP counts one space after every part, so a first word that is too long (before which an empty part ends) moves
    /// everything after it by one.
    private func cut(_ piece: [UInt8], begin: Int) -> [Sentence] {
        guard let limit = parameters.splitLength else { return [Self.sentence(piece[...], begin: begin)] }
        var parts: [ArraySlice<UInt8>] = []
        var part = 0..<0
        var length = 0
        for word in piece.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
            let wordLength = utf16Length(word)
            if length + wordLength > limit {
                parts.append(piece[part])
                (part, length) = (word.startIndex..<word.startIndex, 0)
            }
            part = part.lowerBound..<word.endIndex
            length += wordLength + 1
        }
        parts.append(piece[part])
        var next = begin
        return parts.map { part in
            let sentence = Self.sentence(part, begin: next)
            next = sentence.end + 2
            return sentence
        }
    }

    private static func sentence(_ bytes: ArraySlice<UInt8>, begin: Int) -> Sentence {
        Sentence(content: String(decoding: bytes, as: UTF8.self), begin: begin, end: begin + utf16Length(bytes) - 1)
    }
}

extension PragmaticSentenceSplitter: SentenceSplitter {
    /// The spans of the sentences that the text holds as they are; a custom bound that is too complex for the text cuts nothing.
    public func sentences(in text: DocumentText) -> [Span] {
        guard let sentences = try? detect(in: text) else { return text.span.isEmpty ? [] : [text.span] }
        var converter = OffsetConverter(text, to: .utf16)
        var end = 0
        return sentences.filter { $0.begin >= 0 }.sorted { $0.begin < $1.begin }.compactMap { sentence in
            let span = converter.utf8Offset(of: sentence.begin)..<converter.utf8Offset(of: sentence.end + 1)
            guard span.lowerBound >= end, !span.isEmpty else { return nil }
            end = span.upperBound
            return span
        }
    }
}

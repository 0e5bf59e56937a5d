/// Turns tokens into the word pieces that a model reads, by TrialNER's rules or by Spark NLP's.
public struct PieceReader: Sendable {
    private let encoder: WordPieceEncoder
    /// Spark NLP's way; `nil` for our own.
    private let firstWordEncoder: FirstWordEncoder?

    /// Makes a reader for a model.
    ///
    /// - Parameters:
    ///   - vocabulary: the pieces of the model.
    ///   - settings: what its `tokenizer_config.json` says.
    ///   - caseSensitive: whether case and accents are kept; `nil` for what the settings say.
    ///   - compatibility: whose rules are followed.
    ///   - maxSentenceLength: where Spark NLP's rules cut, in word pieces with `[CLS]` and `[SEP]`; our own do not.
    public init(
        vocabulary: Vocabulary, settings: TokenizerSettings, caseSensitive: Bool? = nil, compatibility: Compatibility = .none,
        maxSentenceLength: Int = TokenClassifier.sparkNLPMaxSentenceLength
    ) {
        let lowercase = caseSensitive.map { !$0 } ?? settings.lowercases
        encoder = WordPieceEncoder(
            vocabulary: vocabulary, lowercase: lowercase, stripAccents: settings.stripsAccents,
            handleChineseCharacters: settings.splitsChineseCharacters)
        firstWordEncoder =
            switch compatibility {
            case .none: nil
            case .sparkNLP: FirstWordEncoder(vocabulary: vocabulary, caseSensitive: !lowercase, maxSentenceLength: maxSentenceLength)
            }
    }

    /// The pieces of a sentence or document and their places in the text; `tokenIndices` has the token in which each begins.
    ///
    /// The whole stretch is encoded as Hugging Face `tokenizers` encodes it, whatever its tokens are: of `≥3` the pieces are `≥` and
    /// `##3`, though `3` is a token of its own. Under Spark NLP's rules, which keep no places of pieces, each has that of its token,
    /// and there are none beyond the cut.
    public func pieces(of text: DocumentText, span: Span, tokens: [Span]) -> WordPieces {
        if let firstWordEncoder { return firstWordEncoder.encode(text, tokens: tokens).pieces }
        var pieces = encoder.encode(text, span: span)
        var token = 0
        for piece in pieces.spans {
            while token + 1 < tokens.count, tokens[token].upperBound <= piece.lowerBound { token += 1 }
            pieces.tokenIndices.append(Int32(token))
        }
        return pieces
    }

    /// The sequence that the model is to read, and the index of the token that each wanted score belongs to.
    func sequence(of input: TokenClassifier.Input) -> (sequence: PieceSequence, tokens: [Int]) {
        if let firstWordEncoder {
            let reading = firstWordEncoder.encode(input.text, tokens: input.tokens, begins: input.begins)
            return (reading.sequence, reading.tokens)
        }
        let pieces = encoder.encode(input.text, span: input.span)
        return (PieceSequence(pieces, tokens: input.tokens), Array(input.tokens.indices))
    }
}

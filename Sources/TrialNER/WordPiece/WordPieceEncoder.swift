import CUnicode

/// Splits text into the word pieces of a BERT vocabulary, exactly as Hugging Face `tokenizers` does (0.23:
/// `BertNormalizer`, `BertPreTokenizer`, `WordPiece` with at most 100 characters a word), with the span of every piece in
/// the original text.
///
/// Special tokens written in the text (`[SEP]`) are ordinary text: a document cannot speak to the model in its own signs.
public struct WordPieceEncoder: Sendable {
    /// The pieces to choose from.
    public let vocabulary: Vocabulary
    /// Whether text is read in lower case.
    public let lowercase: Bool
    /// Whether text is read in canonical decomposition without its nonspacing marks.
    public let stripAccents: Bool
    /// Whether every Chinese character is a word of its own.
    public let handleChineseCharacters: Bool

    /// A word of more characters than this is unknown.
    static let maxCharactersPerWord = 100

    private let byteClasses: ByteClasses

    /// Makes an encoder; the parameters are those of `tokenizer_config.json` (`do_lower_case`, `strip_accents`,
    /// `tokenize_chinese_chars`). Accents are stripped with the case unless `stripAccents` says otherwise.
    public init(vocabulary: Vocabulary, lowercase: Bool, stripAccents: Bool? = nil, handleChineseCharacters: Bool = true) {
        self.vocabulary = vocabulary
        self.lowercase = lowercase
        self.stripAccents = stripAccents ?? lowercase
        self.handleChineseCharacters = handleChineseCharacters
        byteClasses = ByteClasses(lowercase: lowercase)
    }

    /// The pieces of a stretch of text.
    public func encode(_ text: DocumentText, span: Span) -> WordPieces {
        var pieces = WordPieces()
        append(text, span: span, to: &pieces)
        return pieces
    }

    /// The pieces of each token, every token read by itself; a token that has none (it is empty, or all of it is cleaned
    /// away) gets one unknown piece, so that no token is without a piece.
    public func encode(_ text: DocumentText, tokens: [Span]) -> WordPieces {
        var pieces = WordPieces()
        append(text, tokens: tokens, to: &pieces)
        return pieces
    }

    /// Appends the pieces of a stretch of text; `tokenIndices` stays as it is.
    ///
    /// An edge of the span that lies inside a scalar is moved back to the scalar's beginning.
    public func append(_ text: DocumentText, span: Span, to pieces: inout WordPieces) {
        withRun(over: text, appendingTo: &pieces) { $0.encode(span) }
    }

    /// Appends the pieces of each token, as ``encode(_:tokens:)`` gives them, and to `tokenIndices` the position of the
    /// token in `tokens` for every piece.
    public func append(_ text: DocumentText, tokens: [Span], to pieces: inout WordPieces) {
        pieces.tokenIndices.reserveCapacity(pieces.tokenIndices.count + tokens.count * 2)
        withRun(over: text, appendingTo: &pieces) { run in
            for (index, token) in tokens.enumerated() {
                let before = run.pieces.count
                run.encode(token)
                if run.pieces.count == before { run.appendPiece(vocabulary.unknownID, token) }
                for _ in before..<run.pieces.count { run.pieces.tokenIndices.append(Int32(index)) }
            }
        }
    }

    /// Opens the tables and the text once, and lends the pieces to a run over them.
    private func withRun(over text: DocumentText, appendingTo pieces: inout WordPieces, _ body: (inout EncodingRun) -> Void) {
        text.utf8.withUnsafeBufferPointer { bytes in
            byteClasses.classes.withUnsafeBufferPointer { classes in
                byteClasses.folded.withUnsafeBufferPointer { folded in
                    vocabulary.trie.withWalker { trie in
                        var run = EncodingRun(encoder: self, bytes: bytes, classes: classes, folded: folded, trie: trie)
                        // Swapped in and out, so that the run appends in place and nothing is copied.
                        swap(&run.pieces, &pieces)
                        body(&run)
                        swap(&run.pieces, &pieces)
                    }
                }
            }
        }
    }
}

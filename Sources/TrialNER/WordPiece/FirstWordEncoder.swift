/// Encodes tokens as Spark NLP's `BertForTokenClassification` does: of each token only the first word that BERT's basic
/// tokenizer makes of it (`p` of `p<0.001`), and of a sequence only what fits.
///
/// The rules are those of Spark NLP 5.5.3: `BertClassification.tokenizeWithAlignment`, `WordpieceEncoder` and
/// `XXXForClassification.encode` and `.wordAndSpanLevelAlignmentWithTokenizer`.
struct FirstWordEncoder: Sendable {
    /// Words of more UTF-16 units than this are unknown.
    static let maximumWordLength = 200

    let vocabulary: Vocabulary
    let caseSensitive: Bool
    /// The most pieces of a sequence, `[CLS]` and `[SEP]` counted.
    let maxSentenceLength: Int

    /// What is read of a sequence of tokens.
    struct Reading {
        /// The pieces to be read, and those whose scores become predictions.
        var sequence: PieceSequence
        /// The index of the token of each prediction.
        var tokens: [Int]
        /// The pieces that are read, each with the place of its token.
        var pieces: WordPieces
    }

    private struct Piece {
        var id: Int32
        /// The index of the token that the piece was made of.
        var token: Int
        /// Where the piece begins, in UTF-16 units of the document, as the reference counts: the beginning of the token
        /// plus the pieces before it, in the normalised word.
        var begin: Int
    }

    /// Encodes the tokens of a text.
    ///
    /// - Parameter begins: where each token begins in the document, in UTF-16 units; `nil` for where it stands in `text`.
    func encode(_ text: DocumentText, tokens: [Span], begins: [Int]? = nil) -> Reading {
        var converter = OffsetConverter(text, to: .utf16)
        let begins = begins ?? tokens.map { converter.offset(ofUTF8: $0.lowerBound) }
        var pieces: [Piece] = []
        for (index, begin) in zip(tokens.indices, begins) {
            // The reference cuts at the maximum length at first, and at two less when it adds [CLS] and [SEP].
            guard pieces.count < maxSentenceLength else { break }
            append(text[tokens[index]], index: index, begin: begin, to: &pieces)
        }
        pieces = Array(pieces.prefix(maxSentenceLength))

        let ids = pieces.prefix(max(0, maxSentenceLength - 2)).map(\.id)
        // It then pairs pieces with rows of scores: a sequence that was cut has one row more than pieces, that of [SEP],
        // which goes to the first piece that was not read.
        let firstTokens = Dictionary(zip(begins, tokens.indices), uniquingKeysWith: { first, _ in first })
        var wanted: [Int32] = []
        var owners: [Int] = []
        for (index, piece) in pieces.prefix(ids.count + 1).enumerated() {
            // Any piece that begins where a token begins counts as that token's, whichever word it is of.
            guard let token = firstTokens[piece.begin] else { continue }
            wanted.append(Int32(index))
            owners.append(token)
        }
        var read = WordPieces()
        for piece in pieces.prefix(ids.count) {
            read.ids.append(piece.id)
            read.spans.append(tokens[piece.token])
            read.tokenIndices.append(Int32(piece.token))
        }
        return Reading(sequence: PieceSequence(ids: ids, wanted: wanted), tokens: owners, pieces: read)
    }

    private func append(_ token: String, index: Int, begin: Int, to pieces: inout [Piece]) {
        guard token != " ", let word = JavaBasicTokenizer(caseSensitive: caseSensitive).firstWord(of: token) else { return }
        let bytes = Array(word.utf8)
        guard word.utf16.count <= Self.maximumWordLength, let split = split(bytes) else {
            pieces.append(Piece(id: vocabulary.unknownID, token: index, begin: begin))
            return
        }
        var converter = OffsetConverter(DocumentText(word), to: .utf16)
        for piece in split {
            pieces.append(Piece(id: piece.id, token: index, begin: begin + converter.offset(ofUTF8: piece.start)))
        }
    }

    /// The pieces of a word by greedy longest match; `nil` if the vocabulary cannot spell it.
    private func split(_ word: [UInt8]) -> [(id: Int32, start: Int)]? {
        var pieces: [(id: Int32, start: Int)] = []
        var start = 0
        while start < word.count {
            guard let match = vocabulary.longestPiece(of: word, from: start) else { return nil }
            pieces.append((match.id, start))
            start = match.end
        }
        return pieces
    }
}

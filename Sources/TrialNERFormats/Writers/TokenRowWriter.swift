import TrialNER

/// The sentences, tokens and word pieces of a document.
public struct TokenizedDocument: Sendable, Hashable {
    /// A word piece: what the model reads.
    public struct Piece: Sendable, Hashable {
        /// Where it stands, in UTF-8 offsets into the text.
        public var span: Span
        /// Its entry in the vocabulary, as `##cyte`.
        public var piece: String
        /// The number of that entry.
        public var id: Int
        /// The index of its token.
        public var token: Int

        /// Makes a piece of its parts.
        public init(span: Span, piece: String, id: Int, token: Int) {
            self.span = span
            self.piece = piece
            self.id = id
            self.token = token
        }
    }

    /// The text; every span is a UTF-8 range into it.
    public var text: DocumentText
    /// The sentences; `nil` where they were not asked for.
    public var sentences: [Span]?
    /// The tokens; `nil` where they were not asked for.
    public var tokens: [Span]?
    /// The word pieces; `nil` where they were not asked for.
    public var pieces: [Piece]?

    /// Makes a document of its parts.
    public init(text: DocumentText, sentences: [Span]? = nil, tokens: [Span]? = nil, pieces: [Piece]? = nil) {
        self.text = text
        self.sentences = sentences
        self.tokens = tokens
        self.pieces = pieces
    }
}

/// Writes the parts of a document as JSONL: `id`, `text` and a list for each kind of part (`sentences`, `tokens`, `pieces`).
///
/// Offsets are Unicode scalars, `end` exclusive. Sentences and tokens are `{"begin", "end", "text"}`, pieces
/// `{"begin", "end", "piece", "id", "token"}` with the index of their token among the tokens of the document.
public struct TokenRowWriter: Sendable {
    /// Makes a writer.
    public init() {}

    /// The line of one document, with its line feed.
    public func row(id: DocumentID, document: TokenizedDocument) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("id")
            json.id(id)
            json.key("text")
            json.string(utf8: document.text.utf8)
            if let sentences = document.sentences { write(sentences, named: "sentences", of: document.text, to: &json) }
            if let tokens = document.tokens { write(tokens, named: "tokens", of: document.text, to: &json) }
            if let pieces = document.pieces { write(pieces, of: document.text, to: &json) }
        }
        json.endLine()
        return json.bytes
    }

    private func write(_ spans: [Span], named name: String, of text: DocumentText, to json: inout JSONWriter) {
        var offsets = OffsetConverter(text, to: .unicodeScalars)
        json.key(name)
        json.array { json in
            for span in spans {
                json.object { json in
                    write(span, &offsets, to: &json)
                    json.key("text")
                    json.string(utf8: text.utf8[span])
                }
            }
        }
    }

    private func write(_ pieces: [TokenizedDocument.Piece], of text: DocumentText, to json: inout JSONWriter) {
        var offsets = OffsetConverter(text, to: .unicodeScalars)
        json.key("pieces")
        json.array { json in
            for piece in pieces {
                json.object { json in
                    write(piece.span, &offsets, to: &json)
                    json.key("piece")
                    json.string(piece.piece)
                    json.key("id")
                    json.integer(piece.id)
                    json.key("token")
                    json.integer(piece.token)
                }
            }
        }
    }

    private func write(_ span: Span, _ offsets: inout OffsetConverter, to json: inout JSONWriter) {
        json.key("begin")
        json.integer(offsets.offset(ofUTF8: span.lowerBound))
        json.key("end")
        json.integer(offsets.offset(ofUTF8: span.upperBound))
    }
}

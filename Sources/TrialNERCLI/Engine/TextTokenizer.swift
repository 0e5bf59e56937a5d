import TrialNER
import TrialNERFormats

/// Splits texts into the parts that `trialner tokenize` was asked for. No model is opened: its vocabulary is enough.
struct TextTokenizer: DocumentTokenizer {
    private let parts: Set<TextPart>
    private let sentenceSplitter: any SentenceSplitter
    private let tokenSplitter: any TokenSplitter
    private let pieces: (reader: PieceReader, vocabulary: Vocabulary)?

    /// Makes a tokenizer; word pieces need the folder of a model.
    init(_ settings: EngineSettings, parts: Set<TextPart>, folder: ModelFolder?) throws {
        self.parts = parts
        let compatibility = settings.compatibility ?? .none
        (sentenceSplitter, tokenSplitter) = try compatibility.splitters()
        pieces = try folder.map { folder in
            let vocabulary = try folder.vocabulary()
            let reader = PieceReader(
                vocabulary: vocabulary, settings: folder.tokenizer,
                caseSensitive: settings.caseSensitive ?? folder.readingDefaults.caseSensitive, compatibility: compatibility,
                maxSentenceLength: settings.maxSentenceLength ?? folder.readingDefaults.maxSentenceLength
                    ?? TokenClassifier.sparkNLPMaxSentenceLength)
            return (reader, vocabulary)
        }
    }

    func tokenize(_ text: DocumentText) throws -> TokenizedDocument {
        let sentences = parts.contains(.sentences) ? sentenceSplitter.sentences(in: text) : nil
        var document = TokenizedDocument(text: text, sentences: sentences)
        guard parts.contains(.tokens) || pieces != nil else { return document }
        var tokens: [Span] = []
        var found: [TokenizedDocument.Piece] = []
        for sentence in sentences ?? [text.span] {
            let spans = try tokenSplitter.tokens(in: text, sentence: sentence)
            if let (reader, vocabulary) = pieces {
                let read = reader.pieces(of: text, span: sentence, tokens: spans)
                for index in 0..<read.count {
                    found.append(
                        .init(
                            span: read.spans[index], piece: vocabulary.piece(read.ids[index]) ?? "", id: Int(read.ids[index]),
                            token: tokens.count + Int(read.tokenIndices[index])))
                }
            }
            tokens += spans
        }
        if parts.contains(.tokens) { document.tokens = tokens }
        if pieces != nil { document.pieces = found }
        return document
    }
}

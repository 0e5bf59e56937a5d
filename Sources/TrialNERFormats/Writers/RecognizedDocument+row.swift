import TrialNER

extension RecognizedDocument {
    /// Reads the columns of a pipeline's row, so that a saved pipeline can be shown in every format.
    ///
    /// The first column with `document` annotations is the document, a further one the sentences; then tokens, tags (`named_entity`)
    /// and chunks, of which the last column counts. The text is `text` where the document says the same at the same place, else (after a clean-up) what the
    /// document says. Annotations outside the text are left out.
    public init(row: DataFrame.Row, columns: [String], text: String) {
        var documents: [[Annotation]] = []
        var tokens: [Annotation] = []
        var tags: [Annotation] = []
        var chunks: [Annotation] = []
        for column in columns {
            guard case .annotations(let annotations)? = row[column], let first = annotations.first else { continue }
            switch first.annotatorType {
            case "document": documents.append(annotations)
            case "token": tokens = annotations
            case "named_entity": tags = annotations
            case "chunk": chunks = annotations
            default: break
            }
        }
        let wholes = documents.first ?? []
        let cleaned = wholes.count == 1 && wholes[0].begin == 0 ? wholes[0].result : text
        let documentText = DocumentText(cleaned)
        var spans = SpanConverter(documentText)
        self.init(
            text: documentText,
            sentences: documents.dropFirst().first?.compactMap { spans.span(of: $0) } ?? [],
            tokens: [], tags: [], entities: [])
        appendTokens(tokens.isEmpty ? tags : tokens, tags: tags, &spans)
        entities = chunks.compactMap { chunk in
            guard let span = spans.span(of: chunk) else { return nil }
            let confidence = chunk.metadata["confidence"].flatMap { Float($0) } ?? .nan
            return Entity(span: span, label: chunk.metadata["entity"] ?? chunk.result, confidence: confidence)
        }
    }

    /// Tags are matched to tokens by their place: a tagger may leave tokens out.
    private mutating func appendTokens(_ tokens: [Annotation], tags: [Annotation], _ spans: inout SpanConverter) {
        var tag = 0
        for token in tokens {
            guard let span = spans.span(of: token) else { continue }
            while tag < tags.count, tags[tag].begin < token.begin { tag += 1 }
            self.tokens.append(span)
            self.tags.append(tag < tags.count && tags[tag].begin == token.begin ? tags[tag].result : "O")
        }
    }
}

/// Turns the UTF-16 places of annotations into spans.
private struct SpanConverter {
    private let length: Int
    private var offsets: OffsetConverter

    init(_ text: DocumentText) {
        offsets = OffsetConverter(text, to: .utf16)
        length = offsets.offset(ofUTF8: text.utf8.count)
    }

    mutating func span(of annotation: Annotation) -> Span? {
        guard annotation.begin >= 0, annotation.end >= annotation.begin, annotation.end < length else { return nil }
        let begin = offsets.utf8Offset(of: annotation.begin)
        return begin..<max(begin, offsets.utf8Offset(of: annotation.end + 1))
    }
}

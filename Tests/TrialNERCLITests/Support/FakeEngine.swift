import TrialNER
import TrialNERFormats

@testable import TrialNERCLI

/// An engine without a model: capitalised words are names, numbers are values. It fails where a text says `FAIL`, and alone there.
struct FakeEngine: Engine {
    var failure: String?

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    func identity(_ settings: EngineSettings) -> String { "fake \(settings.model ?? "")" }

    func recognizer(_ settings: EngineSettings) throws -> any DocumentRecognizer {
        if let failure { throw Failure(description: failure) }
        return FakeRecognizer(settings: settings)
    }

    func trialRecognizer(_ settings: EngineSettings) throws -> TrialRecognizer {
        throw Failure(description: failure ?? "there is no model here")
    }

    func annotator(_ settings: EngineSettings) throws -> any DocumentAnnotator {
        if let failure { throw Failure(description: failure) }
        return FakeAnnotator(splits: settings.sentences || settings.pipeline != nil)
    }

    func tokenizer(_ settings: EngineSettings, parts: Set<TextPart>) throws -> any DocumentTokenizer {
        FakeTokenizer(parts: parts)
    }
}

/// Words between spaces.
func words(of text: DocumentText) -> [Span] {
    var spans: [Span] = []
    var start: Int?
    for (index, byte) in (text.utf8 + [0x20]).enumerated() {
        if byte <= 0x20 {
            if let begin = start { spans.append(begin..<index) }
            start = nil
        } else if start == nil {
            start = index
        }
    }
    return spans
}

private struct FakeRecognizer: DocumentRecognizer {
    let settings: EngineSettings
    let model = ModelIdentity(name: "fake", version: "1", labels: ["Name", "Value"])

    func recognize(_ texts: [DocumentText]) throws -> [RecognizedDocument] {
        try texts.map { text in
            if text.string.contains("FAIL") { throw FakeEngine.Failure(description: "the model gave up") }
            var document = RecognizedDocument(text: text, sentences: [], tokens: words(of: text), tags: [], entities: [])
            for token in document.tokens {
                let first = text.utf8[token.lowerBound]
                let label = (0x41...0x5A).contains(first) ? "Name" : (0x30...0x39).contains(first) ? "Value" : nil
                let isKept = settings.labels.isEmpty || label.map { settings.labels.contains($0) } == true
                document.tags.append(isKept ? label.map { "B-\($0)" } ?? "O" : "O")
                if let label, isKept { document.entities.append(Entity(span: token, label: label, confidence: 0.75)) }
            }
            return document
        }
    }
}

private struct FakeAnnotator: DocumentAnnotator {
    let splits: Bool
    let model = ModelIdentity(name: "fake")
    let inputColumn = "text"
    let givesConcepts = true

    /// One row a document, or a row a word as a stage that makes several rows of one does.
    func annotate(_ data: DataFrame) throws -> DataFrame {
        var rows: [DataFrame.Row] = []
        for row in data.rows {
            guard case .string(let string)? = row[inputColumn] else { continue }
            let text = DocumentText(string)
            let whole = Annotation(annotatorType: "document", begin: 0, end: string.utf16.count - 1, result: string)
            for group in splits ? words(of: text).map({ [$0] }) : [words(of: text)] {
                var row = row
                row["document"] = .annotations([whole])
                row["chunk"] = .annotations(
                    group.map { span in
                        Annotation(
                            annotatorType: "chunk", begin: string.utf8.prefix(span.lowerBound).utf16Count,
                            end: string.utf8.prefix(span.upperBound).utf16Count - 1, result: text[span],
                            metadata: ["entity": "Word", "confidence": "0.5"])
                    })
                rows.append(row)
            }
        }
        return DataFrame(columnNames: data.columnNames + ["document", "chunk"], rows: rows)
    }
}

extension Substring.UTF8View {
    fileprivate var utf16Count: Int { Substring(self).utf16.count }
}

private struct FakeTokenizer: DocumentTokenizer {
    let parts: Set<TextPart>

    func tokenize(_ text: DocumentText) throws -> TokenizedDocument {
        TokenizedDocument(
            text: text, sentences: parts.contains(.sentences) ? [text.span] : nil, tokens: parts.contains(.tokens) ? words(of: text) : nil,
            pieces: parts.contains(.pieces)
                ? words(of: text).enumerated().map { .init(span: $1, piece: text[$1], id: $0 + 100, token: $0) } : nil)
    }
}

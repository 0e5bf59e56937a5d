import TrialNER

/// Writes documents as JSONL, the format between programs.
///
///     {"id": "a", "text": "…", "entities": [{"begin": 3, "end": 12, "label": "DATE", "text": "June 2003", "confidence": 0.98}],
///      "model": {"name": "…", "version": "…"}}
///
/// on one line, keys in this order. Offsets are Unicode scalars into `text` (what Python's `len` and slices count), `begin`
/// inclusive and `end` exclusive; entities are sorted by `begin`. Confidences have at most four decimals.
public struct JSONLinesWriter: Sendable {
    private let model: ModelIdentity

    /// Makes a writer of rows that name this model.
    public init(model: ModelIdentity) {
        self.model = model
    }

    /// The line of one document, with its line feed.
    public func row(id: DocumentID, document: RecognizedDocument) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("id")
            json.id(id)
            json.key("text")
            json.string(utf8: document.text.utf8)
            json.key("entities")
            json.array { json in entities(of: document, to: &json) }
            json.key("model")
            json.object { json in
                json.key("name")
                json.string(model.name)
                json.key("version")
                if let version = model.version { json.string(version) } else { json.null() }
            }
        }
        json.endLine()
        return json.bytes
    }

    private func entities(of document: RecognizedDocument, to json: inout JSONWriter) {
        var offsets = OffsetConverter(document.text, to: .unicodeScalars)
        for entity in document.entities.inTextOrder {
            json.object { json in
                json.key("begin")
                json.integer(offsets.offset(ofUTF8: entity.span.lowerBound))
                json.key("end")
                json.integer(offsets.offset(ofUTF8: entity.span.upperBound))
                json.key("label")
                json.string(entity.label)
                json.key("text")
                json.string(utf8: document.text.utf8[entity.span])
                json.key("confidence")
                json.decimal(entity.confidence)
            }
        }
    }
}

extension [Entity] {
    /// The entities by where they begin and then end.
    var inTextOrder: [Entity] {
        sorted { ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound) }
    }
}

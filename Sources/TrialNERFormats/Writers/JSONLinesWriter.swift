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
            json.entities(of: document, offsets: .unicodeScalars)
            json.key("model")
            json.model(model)
        }
        json.endLine()
        return json.bytes
    }
}

import TrialNER
import TrialNERFormats

/// Writes the answers of `POST /v1/annotate`.
struct AnnotateAnswer: Sendable {
    /// What came of a document.
    enum Result: Sendable {
        case found(RecognizedDocument)
        case failed(Problem)
    }

    /// The media type of an answer as a whole.
    static let contentType = "application/json"
    /// The media type of an answer that is a document a line.
    static let streamContentType = "application/x-ndjson"

    let model: ModelIdentity
    let offsets: OffsetUnit

    /// The answer as a whole: `{"model": {"name", "version"}, "offsets": "scalars", "documents": [{"id", "entities": […]}]}`.
    func whole(_ documents: [(id: DocumentID, result: Result)]) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("model")
            json.model(model)
            json.key("offsets")
            json.string(offsets.apiName)
            json.key("documents")
            json.array { json in
                for (id, result) in documents { write(id, result, index: nil, to: &json) }
            }
        }
        json.endLine()
        return json.bytes
    }

    /// One document as a line: `{"index": 0, "id", "entities": […]}`.
    func line(index: Int, id: DocumentID, _ result: Result) -> [UInt8] {
        var json = JSONWriter()
        write(id, result, index: index, to: &json)
        json.endLine()
        return json.bytes
    }

    private func write(_ id: DocumentID, _ result: Result, index: Int?, to json: inout JSONWriter) {
        json.object { json in
            if let index {
                json.key("index")
                json.integer(index)
            }
            json.key("id")
            json.id(id)
            switch result {
            case .found(let document):
                json.key("entities")
                json.entities(of: document, offsets: offsets)
            case .failed(let problem):
                json.key("error")
                problem.write(to: &json)
            }
        }
    }
}

import TrialNER

/// Writes summaries as one JSON array with an object a document: its arms with their counts, and its end points with their results.
///
/// Every concept is `{"text", "begin", "end"}`, offsets in Unicode scalars, `end` exclusive; an arm of a result also has `"arm"`, its
/// place in the list of arms.
public struct SummaryJSONWriter: Sendable {
    /// Makes a writer.
    public init() {}

    /// What stands before the first document.
    public var start: [UInt8] { Array("[\n".utf8) }
    /// What stands between two documents.
    public var separator: [UInt8] { Array(",\n".utf8) }
    /// What stands behind the last document.
    public var end: [UInt8] { Array("\n]\n".utf8) }

    /// A document.
    public func object(_ document: SummaryDocument) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("id")
            json.id(document.id)
            json.key("arms")
            json.array { json in
                for arm in document.summary.arms { Self.write(arm, of: document, to: &json) }
            }
            json.key("counts")
            Self.write(document.summary.counts, of: document, to: &json)
            json.key("endpoints")
            json.array { json in
                for endPoint in document.summary.endPoints { Self.write(endPoint, of: document, to: &json) }
            }
        }
        return json.bytes
    }

    private static func write(_ arm: TrialSummary.Arm, of document: SummaryDocument, to json: inout JSONWriter) {
        json.object { json in
            json.key("name")
            write(document.cell(arm.name), to: &json)
            json.key("counts")
            write(arm.counts, of: document, to: &json)
            json.key("mentions")
            write(arm.mentions, of: document, to: &json)
        }
    }

    private static func write(_ endPoint: TrialSummary.EndPoint, of document: SummaryDocument, to json: inout JSONWriter) {
        json.object { json in
            json.key("name")
            write(endPoint.name.map(document.cell), to: &json)
            json.key("results")
            json.array { json in
                for result in endPoint.results {
                    json.object { json in
                        for (name, cell) in document.parts(of: result) {
                            json.key(name)
                            let mention = name == "arm" ? result.arm : name == "comparator" ? result.comparator : nil
                            write(cell, arm: mention.flatMap(document.summary.arm), to: &json)
                        }
                    }
                }
            }
        }
    }

    private static func write(_ entities: [Int], of document: SummaryDocument, to json: inout JSONWriter) {
        json.array { json in
            for entity in entities { write(document.cell(entity), to: &json) }
        }
    }

    private static func write(_ cell: SummaryDocument.Cell?, arm: Int? = nil, to json: inout JSONWriter) {
        guard let cell else { return json.raw("null") }
        json.object { json in
            json.key("text")
            json.string(cell.text)
            json.key("begin")
            json.integer(cell.place.begin)
            json.key("end")
            json.integer(cell.place.end)
            if let arm {
                json.key("arm")
                json.integer(arm)
            }
        }
    }
}

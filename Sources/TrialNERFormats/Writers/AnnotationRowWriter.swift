import TrialNER

/// Writes the columns of a pipeline as JSON, a row a line.
///
///     {"id": "a", "document": [[0, 4, "Text.", {"sentence": "0"}]], "token": [[0, 3, "Text", {"sentence": "0"}], …], …}
///
/// An annotation is `[begin, end, result, metadata]` with `begin` and `end` in UTF-16 code units, `end` inclusive, as in Spark NLP;
/// the names in `metadata` are sorted by code point. Columns come in the order of the pipeline. Of the Finisher's columns lists stay lists,
/// pairs are lists of two.
public struct AnnotationRowWriter: Sendable {
    private let columns: [String]

    /// Makes a writer of these columns, in this order.
    public init(columns: [String]) {
        self.columns = columns
    }

    /// The line of one row, with its line feed.
    public func row(id: DocumentID, cells: DataFrame.Row) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("id")
            json.id(id)
            for column in columns {
                json.key(column)
                write(cells[column] ?? .null, to: &json)
            }
        }
        json.endLine()
        return json.bytes
    }

    private func write(_ value: DataFrame.Value, to json: inout JSONWriter) {
        switch value {
        case .null: json.null()
        case .string(let text): json.string(text)
        case .strings(let texts): json.array { json in for text in texts { json.string(text) } }
        case .pairs(let pairs):
            json.array { json in
                for pair in pairs {
                    json.array { json in
                        json.string(pair.key)
                        json.string(pair.value)
                    }
                }
            }
        case .annotations(let annotations): json.array { json in for annotation in annotations { write(annotation, to: &json) } }
        }
    }

    private func write(_ annotation: Annotation, to json: inout JSONWriter) {
        json.array { json in
            json.integer(annotation.begin)
            json.integer(annotation.end)
            json.string(annotation.result)
            json.object { json in
                // UTF-8 sorts as code points do; `String` would compare by canonical equivalence.
                for (key, value) in annotation.metadata.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                    json.key(key)
                    json.string(value)
                }
            }
        }
    }
}

import TrialNER

/// Writes annotated documents as JSONL, in the form that `trialner annotate --format jsonl` writes and ``AnnotatedJSONLinesReader`` reads.
///
///     {"id": "a", "text": "…", "entities": [{"begin": 3, "end": 12, "label": "DATE", "text": "June 2003"}]}
///
/// What only some sources have stands in members of its own: an entity's `confidence`, `id` and `fragments`; `sentences` and `tokens`
/// as `[[begin, end], …]`; `conll` (`start`: the `-DOCSTART-` line, `tabs`, `columns`: those between word and tag, `comments`:
/// `[[tokens before it, line], …]`); `brat`: the lines of the `.ann` file, a text-bound one as its name alone. Entities
/// stand in the order of their source, so that converting back gives the same file.
public struct AnnotatedJSONLinesWriter: Sendable {
    /// Makes a writer.
    public init() {}

    /// The line of one document, with its line feed.
    public func row(_ document: AnnotatedDocument) -> [UInt8] {
        var json = JSONWriter()
        var offsets = OffsetConverter(document.text, to: .unicodeScalars)
        json.object { json in
            json.key("id")
            json.id(document.id)
            json.key("text")
            json.string(utf8: document.text.utf8)
            json.key("entities")
            json.array { json in
                for entity in document.entities { write(entity, of: document.text, &offsets, to: &json) }
            }
            if let tokens = document.tokens {
                write(tokens.sentences, named: "sentences", &offsets, to: &json)
                write(tokens.tokens, named: "tokens", &offsets, to: &json)
            }
            if let layout = document.conll { write(layout, to: &json) }
            if let brat = document.brat {
                json.key("brat")
                json.array { json in for line in brat.lines { json.string(line) } }
            }
        }
        json.endLine()
        return json.bytes
    }

    private func write(_ entity: AnnotatedEntity, of text: DocumentText, _ offsets: inout OffsetConverter, to json: inout JSONWriter) {
        json.object { json in
            json.key("begin")
            json.integer(offsets.offset(ofUTF8: entity.span.lowerBound))
            json.key("end")
            json.integer(offsets.offset(ofUTF8: entity.span.upperBound))
            json.key("label")
            json.string(entity.label)
            json.key("text")
            json.string(utf8: text.utf8[entity.span])
            if let confidence = entity.confidence {
                json.key("confidence")
                json.decimal(confidence)
            }
            if let id = entity.id {
                json.key("id")
                json.string(id)
            }
            if !entity.fragments.isEmpty { write(entity.fragments, named: "fragments", &offsets, to: &json) }
        }
    }

    private func write(_ spans: [Span], named name: String, _ offsets: inout OffsetConverter, to json: inout JSONWriter) {
        json.key(name)
        json.array { json in
            for span in spans {
                json.array { json in
                    json.integer(offsets.offset(ofUTF8: span.lowerBound))
                    json.integer(offsets.offset(ofUTF8: span.upperBound))
                }
            }
        }
    }

    private func write(_ layout: CoNLLLayout, to json: inout JSONWriter) {
        json.key("conll")
        json.object { json in
            if let start = layout.documentStart {
                json.key("start")
                json.string(start)
            }
            if layout.usesTabs {
                json.key("tabs")
                json.boolean(true)
            }
            if !layout.columns.isEmpty {
                json.key("columns")
                json.array { json in
                    for columns in layout.columns { json.array { json in for column in columns { json.string(column) } } }
                }
            }
            if !layout.comments.isEmpty {
                json.key("comments")
                json.array { json in
                    for comment in layout.comments {
                        json.array { json in
                            json.integer(comment.token)
                            json.string(comment.line)
                        }
                    }
                }
            }
        }
    }
}

import TrialNER

extension JSONWriter {
    /// Writes the concepts of a document as a list of `{"begin", "end", "label", "text", "confidence"}`, sorted by `begin`; `end` is exclusive.
    package mutating func entities(of document: RecognizedDocument, offsets unit: OffsetUnit) {
        var offsets = OffsetConverter(document.text, to: unit)
        array { json in
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

    /// Writes a model as `{"name", "version"}`.
    package mutating func model(_ model: ModelIdentity) {
        object { json in
            json.key("name")
            json.string(model.name)
            json.key("version")
            if let version = model.version { json.string(version) } else { json.null() }
        }
    }
}

extension [Entity] {
    /// The entities by where they begin and then end.
    var inTextOrder: [Entity] {
        sorted { ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound) }
    }
}

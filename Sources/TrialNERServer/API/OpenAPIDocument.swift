import TrialNERFormats

/// The description of the service by OpenAPI 3.1, with the limits and the labels of this one.
struct OpenAPIDocument {
    /// The description, as JSON.
    let json: [UInt8]

    init(model: ModelIdentity, options: ServiceOptions) {
        var labels = JSONWriter()
        labels.array { json in
            for label in model.labels { json.string(label) }
        }
        // The file is valid JSON as it stands; strings between percent signs stand for what is known only here.
        let values = [
            "\"%labels%\"": String(decoding: labels.bytes, as: UTF8.self),
            "\"%maximumDocuments%\"": String(options.maximumDocuments),
            "\"%security%\"": options.token == nil ? "[]" : "[{\"token\": []}]",
        ]
        var text = String(decoding: PackageResources.openapi_json, as: UTF8.self)
        for (name, value) in values {
            text = text.split(separator: name, omittingEmptySubsequences: false).joined(separator: value)
        }
        json = Array(text.utf8)
    }
}

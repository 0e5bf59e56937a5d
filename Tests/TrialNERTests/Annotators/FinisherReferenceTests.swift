import Testing

@testable import TrialNER

@Suite("The finished texts of Spark NLP", .enabled(if: SparkNLPReference.shared != nil, "needs ../shared/reference"))
struct FinisherReferenceTests {
    static let variants: [String: Finisher] = [
        "array": Finisher().setInputCols("token", "ner", "ner_chunk"),
        "string": Finisher().setInputCols("ner_chunk").setOutputAsArray(false),
        "metadata": Finisher().setInputCols("ner_chunk").setIncludeMetadata(true),
        "symbols": Finisher().setInputCols("ner_chunk").setOutputAsArray(false).setIncludeMetadata(true)
            .setAnnotationSplitSymbol(" | ").setValueSplitSymbol("~"),
        "keep": Finisher().setInputCols("ner_chunk").setCleanAnnotations(false),
    ]

    @Test("have the same columns and values with every setting")
    func rows() throws {
        let reference = try #require(SparkNLPReference.shared)
        let texts = try reference.texts()
        let tokens = try reference.column("token", of: "tokenizer-default", type: "token")
        let ner = try reference.column("ner", of: "ner-document", type: "named_entity")
        let chunks = try reference.column("ner_chunk", of: "ner-document", type: "chunk")
        for row in try reference.rows("finisher") {
            let variant = row["variant"] as! String
            let values = row["row"] as! [String: Any]
            let id = values["id"] as! String
            let data = DataFrame(
                columnNames: ["id", "text", "document", "token", "ner", "ner_chunk"],
                rows: [
                    [
                        "id": .string(id), "text": .string(texts[id]!), "document": .annotations([.document(texts[id]!)]),
                        "token": .annotations(tokens[id]!), "ner": .annotations(ner[id]!),
                        "ner_chunk": .annotations(chunks[id]!.map(\.withMetadataAsSet)),
                    ]
                ])
            let finished = try #require(Self.variants[variant]).transform(data)
            #expect(finished.columnNames == row["columns"] as! [String], "\(variant) \(id)")
            for (column, value) in values where column.hasPrefix("finished") {
                #expect(finished[column] == [Self.cell(value, isMetadata: column.hasSuffix("_metadata"))], "\(variant) \(id) \(column)")
            }
        }
    }

    private static func cell(_ value: Any, isMetadata: Bool) -> DataFrame.Value {
        if isMetadata { return .pairs((value as! [[String]]).map { .init(key: $0[0], value: $0[1]) }) }
        return (value as? String).map { .string($0) } ?? .strings(value as! [String])
    }
}

extension Annotation {
    /// The reference rows have their metadata sorted by name; a chunk sets them in this order.
    fileprivate var withMetadataAsSet: Annotation {
        var chunk = self
        chunk.metadata = [:]
        for key in ["entity", "sentence", "chunk", "confidence"] { chunk.metadata[key] = metadata[key] }
        return chunk
    }
}

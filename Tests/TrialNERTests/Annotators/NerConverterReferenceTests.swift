import Testing

@testable import TrialNER

@Suite("The chunks of Spark NLP, in a few sequences of tags")
struct NerConverterFixtureTests {
    @Test("are found with every setting", arguments: NerConverterReferenceTests.settings.indices)
    func randomSequences(index: Int) throws {
        try NerConverterReferenceTests.check(SparkNLPReference.fixtures.rows("nerconverter"), setting: index)
    }
}

@Suite("The chunks of Spark NLP", .enabled(if: SparkNLPReference.shared != nil, "needs ../shared/reference"))
struct NerConverterReferenceTests {
    static let settings: [(name: String, converter: NerConverter)] = [
        ("default", NerConverter()), ("whiteList", NerConverter().setWhiteList("DATE", "ADE")),
        ("preservePositionOff", NerConverter().setPreservePosition(false)),
        ("noSchema", NerConverter().setNerHasNoSchema(true)),
    ]

    @Test("are found in random sequences of tags with every setting", arguments: settings.indices)
    func randomSequences(index: Int) throws {
        let reference = try #require(SparkNLPReference.shared)
        try Self.check(reference.rows("nerconverter"), setting: index)
    }

    static func check(_ rows: [[String: Any]], setting index: Int) throws {
        let (name, converter) = settings[index]
        for row in rows {
            let tokens = (row["tokens"] as! [[Any]]).map { token in
                Annotation(
                    annotatorType: "token", begin: token[0] as! Int, end: token[1] as! Int, result: token[2] as! String,
                    metadata: ["sentence": String(token[3] as! Int)])
            }
            let tags = row["tags"] as! [String]
            let confidences = (row["confidence"] as! [Double]).map { JavaFloatFormat.string(Float($0)) }
            let named = tokens.indices.map { index in
                Annotation(
                    annotatorType: "named_entity", begin: tokens[index].begin, end: tokens[index].end, result: tags[index],
                    metadata: ["word": tokens[index].result, tags[index]: confidences[index]])
            }
            let data = DataFrame(
                columnNames: ["document", "token", "ner"],
                rows: [
                    [
                        "document": .annotations(sentences(of: row["text"] as! String, tokens)), "token": .annotations(tokens),
                        "ner": .annotations(named),
                    ]
                ])
            let expected = SparkNLPReference.annotations(row[name]!, type: "chunk")
            let found = try converter.compatibility(.sparkNLP).transform(data)["ner_chunk"]
            #expect(found == [.annotations(expected)], "\(name) \(row["id"]!)")
        }
    }

    /// The rows name the sentence of each token, not where the sentences begin and end.
    private static func sentences(of text: String, _ tokens: [Annotation]) -> [Annotation] {
        Dictionary(grouping: tokens, by: { $0.metadata["sentence"]! }).sorted { $0.key < $1.key }.map { number, tokens in
            let begin = tokens[0].begin
            let end = tokens[tokens.count - 1].end
            let units = Array(text.utf16)[begin...end]
            return Annotation(
                annotatorType: "document", begin: begin, end: end, result: String(decoding: units, as: UTF16.self),
                metadata: ["sentence": number])
        }
    }

    static let files: [(file: String, ner: String, tokens: String, sentences: String?, converter: NerConverter)] = [
        ("ner-document", "ner-document", "tokenizer-default", nil, NerConverter()),
        ("ner-sentence", "ner-sentence", "tokenizer-after-sentences", "sentence-default", NerConverter()),
        ("ner-white-list", "ner-document", "tokenizer-default", nil, NerConverter().setWhiteList("DATE", "Value")),
        (
            "ner-no-preserve-position", "ner-document", "tokenizer-default", nil,
            NerConverter().setPreservePosition(false)
        ),
    ]

    @Test("are found in the reference texts, with the confidence to the letter", arguments: files.indices)
    func texts(index: Int) throws {
        let reference = try #require(SparkNLPReference.shared)
        let (file, ner, tokenFile, sentenceFile, converter) = Self.files[index]
        let texts = try reference.texts()
        let tags = try reference.column("ner", of: ner, type: "named_entity")
        let tokens = try reference.column("token", of: tokenFile, type: "token")
        let sentences = try sentenceFile.map { try reference.column("sentence", of: $0, type: "document") }
        for (id, chunks) in try reference.column("ner_chunk", of: file, type: "chunk") {
            let documents = try sentences?[id] ?? [.document(try #require(texts[id]))]
            let data = DataFrame(
                columnNames: ["document", "token", "ner"],
                rows: [
                    [
                        "document": .annotations(documents), "token": .annotations(try #require(tokens[id])),
                        "ner": .annotations(try #require(tags[id])),
                    ]
                ])
            #expect(
                try converter.compatibility(.sparkNLP).transform(data)["ner_chunk"] == [.annotations(chunks)], "\(file) \(id)")
        }
    }
}

import Foundation
import Testing

@testable import TrialNER

@Suite("A token classifier that Spark NLP saved")
struct SavedClassifierTests {
    private static let text = "In June 2003, the median overall survival was 4.0 months; 12 weeks without respite were 3.6 % (may)."

    private func entities(_ folder: ModelFolder) throws -> [Entity] {
        let options = TokenClassifier.Options(maxSentenceLength: 32, batchSize: 8)
        return try TrialRecognizer(model: TokenClassifierModel(folder: folder), options: .init(classifier: options)).entities(in: Self.text)
    }

    @Test("finds what the same model finds in the layout of Hugging Face", arguments: ["block", "record", "gzip"])
    func sameEntities(name: String) throws {
        let expected = try entities(ModelFolder(path: FixtureModels.folder("tiny")))
        try #require(expected.count > 3)
        #expect(try entities(ModelFolder(path: SavedFixtures.folder(name))) == expected)
        #expect(try entities(ModelFolder(path: SavedFixtures.classifier)) == expected)
    }

    @Test("has the labels and the vocabulary in the order of their ids, and the defaults that were saved")
    func reads() throws {
        let model = try ModelFolder(path: SavedFixtures.classifier)
        let original = try ModelFolder(path: FixtureModels.folder("tiny"))
        #expect(model.labels == original.labels)
        #expect(model.layout == .sparkNLP(annotator: "BertForTokenClassification", sparkVersion: "3.5.5"))
        #expect(model.readingDefaults == .init(maxSentenceLength: 32, batchSize: 8, caseSensitive: false))
        #expect((model.precision, model.tokenizer.lowercases, model.version) == (.fp32, true, nil))
        let (pieces, expected) = (try model.vocabulary(), try original.vocabulary())
        #expect(pieces.count == expected.count)
        for id in 0..<Int32(expected.count) { #expect(pieces.piece(id) == expected.piece(id)) }
    }

    @Test("is read as was saved where nobody says otherwise, and as is said where somebody does")
    func defaults() throws {
        let model = try TokenClassifierModel(folder: ModelFolder(path: SavedFixtures.classifier))
        let longer = String(repeating: "the median overall survival was 4.0 months ", count: 20)
        func scores(_ options: TokenClassifier.Options) throws -> [Float] {
            try TrialRecognizer(model: model, options: .init(classifier: options)).entities(in: longer).map(\.confidence)
        }
        let asSaved = try scores(.init())
        #expect(try asSaved == scores(.init(maxSentenceLength: 32, batchSize: 8)))
        #expect(try asSaved != scores(.init(maxSentenceLength: 64)))
    }

    @Test("a vocabulary without capital letters is read in lower case, whatever was saved, except under Spark NLP's rules")
    func uncased() throws {
        try SavedFixtures.withCopy(of: SavedFixtures.folder("block")) { folder in
            try SavedFixtures.replace(#""caseSensitive":false"#, #""caseSensitive":true"#, in: folder + "/metadata/part-00000")
            let model = try TokenClassifierModel(folder: ModelFolder(path: folder))
            func found(_ compatibility: Compatibility) throws -> Int {
                let options = TokenClassifier.Options(compatibility: compatibility)
                return try TrialRecognizer(model: model, options: .init(classifier: options)).entities(in: "JUNE 2003").count
            }
            #expect(try found(.none) == 1)
            #expect(model.folder.readingDefaults.caseSensitive == true)
            let reader = PieceReader(
                vocabulary: model.vocabulary, settings: model.folder.tokenizer, caseSensitive: true, compatibility: .sparkNLP)
            #expect(reader.pieces(of: DocumentText("JUNE"), span: 0..<4, tokens: [0..<4]).ids == [model.vocabulary.unknownID])
        }
    }

    @Test("is opened as an annotator, with its columns and parameters")
    func load() throws {
        let annotator = try MedicalBertForTokenClassifier.load(SavedFixtures.classifier)
        #expect(annotator.inputColumns == ["token", "sentence"])
        #expect(annotator.outputColumn == "ner")
        #expect(annotator.options == .init(maxSentenceLength: 32, batchSize: 8, caseSensitive: false))
        #expect(throws: Never.self) { try MedicalBertForTokenClassifier.loadSavedModel(SavedFixtures.classifier) }
    }

    @Test("is found among installed models")
    func installed() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.copyItem(atPath: SavedFixtures.folder("block"), toPath: folder + "/ours")
            var store = ModelStore(baseURL: nil, environment: .ofProcess, program: .current)
            (store.bundledFolders, store.cacheFolder) = ([folder], nil)
            #expect(store.installedModels().map(\.name) == ["ours"])
            #expect(try store.locate(name: "ours").labels.count == 8)
        }
    }

    @Test("is refused with another precision than it has")
    func precision() {
        #expect(message { try ModelFolder(path: SavedFixtures.folder("block"), precision: .int8) }.contains("ask for no precision"))
    }

    @Test("int8 weights are told by the operators of the model")
    func int8() {
        let node = Array("\u{8}\u{1}MatMulInteger\u{2}".utf8)
        #expect(OnnxWeights.precision(of: [1, 2, 77] + node) == .int8)
        #expect(OnnxWeights.precision(of: Array("MatMulInt MatMul".utf8)) == .fp32)
        #expect(OnnxWeights.precision(of: []) == .fp32)
    }

    // MARK: What cannot be opened

    private func message(_ body: () throws -> Any) -> String {
        do {
            _ = try body()
            return ""
        } catch {
            return "\(error)"
        }
    }

    /// What the model of a changed copy has to say.
    private func refusal(of change: (String) throws -> Void) throws -> String {
        try SavedFixtures.withCopy(of: SavedFixtures.folder("block")) { folder in
            try change(folder)
            return message { try ModelFolder(path: folder).openSession(library: .shared()) }
        }
    }

    private func rename(_ old: String, _ new: String) throws {
        try FileManager.default.moveItem(atPath: old, toPath: new)
    }

    @Test("names the engine of a model that is not in ONNX")
    func engines() throws {
        let model = "/bert_classification_onnx"
        #expect(
            try refusal { try rename($0 + model, $0 + "/bert_classification_tensorflow") }.contains("was saved for TensorFlow"))
        #expect(try refusal { try rename($0 + model, $0 + "/bert_classification_openvino") }.contains("was saved for OpenVINO"))
        #expect(try refusal { try FileManager.default.removeItem(atPath: $0 + model) }.contains("has no model"))
        #expect(
            try refusal { try FileManager.default.copyItem(atPath: $0 + model, toPath: $0 + "/other_onnx") }.contains("several models"))
        #expect(try refusal { try write("", $0 + "/bert.onnx_data") }.contains("weights lie beside the model"))
    }

    @Test("names the class of what is no token classifier, and says how a pipeline is opened")
    func otherClasses() throws {
        #expect(message { try ModelFolder(path: SavedFixtures.pipeline) }.contains("open it with --pipeline"))
        #expect(message { try ModelFolder(path: SavedFixtures.tokenizer) }.contains("a TokenizerModel there, which is no token classifier"))
        let bert = "BertForTokenClassification"
        #expect(
            try refusal { try SavedFixtures.replace(bert, "BertForQuestionAnswering", in: $0 + "/metadata/part-00000") }
                .contains("BertForQuestionAnswering"))
        // Another company's class of the same name is another thing.
        #expect(
            try refusal { try SavedFixtures.replace("com.johnsnowlabs", "org.example", in: $0 + "/metadata/part-00000") }
                .contains("org.example.nlp.annotators.classifier.dl.BertForTokenClassification"))
    }

    @Test("names a form of storage that is not read, and how to get another")
    func storage() throws {
        let vocabulary = "/fields/vocabulary"
        #expect(
            try refusal { try rename($0 + vocabulary + "/part-00000", $0 + vocabulary + "/part-00000-c0.snappy.parquet") }
                .contains("performance.serialization"))
        #expect(
            try refusal { folder in
                let path = folder + vocabulary + "/part-00000"
                let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
                let codec = Data("DefaultCodec".utf8)
                let range = try #require(bytes.range(of: codec))
                try bytes.replacingSubrange(range, by: Data("SnappyCodecX".utf8)).write(to: URL(fileURLWithPath: path))
            }.contains("org.apache.hadoop.io.compress.SnappyCodecX"))
        #expect(try refusal { try FileManager.default.removeItem(atPath: $0 + vocabulary) }.contains("it has no file part-00000"))
        #expect(
            try refusal {
                try FileManager.default.copyItem(atPath: $0 + vocabulary + "/part-00000", toPath: $0 + vocabulary + "/part-00001")
            }
            .contains("two word pieces have the id"))
    }

    @Test("a label that is no tag is named")
    func labels() throws {
        let reason = try SavedFixtures.withCopy(of: SavedFixtures.classifier) { folder in
            let path = folder + "/fields/labels/part-00000"
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let range = try #require(bytes.range(of: Data("B-DATE".utf8)))
            try bytes.replacingSubrange(range, by: Data("XXDATE".utf8)).write(to: URL(fileURLWithPath: path))
            return message { try ModelFolder(path: folder) }
        }
        #expect(reason.contains("\"XXDATE\"") && reason.contains("labels.txt"))
    }
}

extension Data {
    fileprivate func replacingSubrange(_ range: Range<Index>, by bytes: Data) -> Data {
        var copy = self
        copy.replaceSubrange(range, with: bytes)
        return copy
    }
}

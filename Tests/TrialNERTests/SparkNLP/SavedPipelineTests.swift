import Foundation
import Testing

@testable import TrialNER

@Suite("A pipeline that Spark NLP saved")
struct SparkPipelineTests {
    private static let data = DataFrame(texts: [
        "In June 2003,   the median overall\nsurvival was 4.0 months; 12 weeks (3.6 %). May 2004 was “better”.", "",
        String(repeating: "The median was 24 weeks without a respite, in may; ", count: 12),
    ])

    private static let described = """
        {"compatibility": "spark-nlp", "stages": [
          {"class": "DocumentAssembler", "inputCol": "text", "outputCol": "document", "cleanupMode": "shrink"},
          {"class": "SentenceDetector", "inputCols": ["document"], "outputCol": "sentence", "customBounds": [";"]},
          {"class": "Tokenizer", "inputCols": ["sentence"], "outputCol": "token", "exceptions": ["overall survival"]},
          {"class": "MedicalBertForTokenClassifier", "inputCols": ["token", "sentence"], "outputCol": "ner", "model": "MODEL",
           "caseSensitive": false, "maxSentenceLength": 32, "batchSize": 8},
          {"class": "NerConverter", "inputCols": ["sentence", "token", "ner"], "outputCol": "ner_chunk", "whiteList": ["DATE", "Value"]},
          {"class": "Finisher", "inputCols": ["ner_chunk"], "cleanAnnotations": false}]}
        """

    private func expectSame(_ found: DataFrame, _ expected: DataFrame) {
        #expect(found.columnNames == expected.columnNames)
        for column in expected.columnNames { #expect(found[column] == expected[column], "\(column)") }
    }

    @Test("gives the rows of the same stages described in pipeline.json, under Spark NLP's rules")
    func sameRows() throws {
        let expected = try withTemporaryFolder { folder in
            let text = Self.described.replacingOccurrences(of: "MODEL", with: FixtureModels.folder("tiny"))
            try write(text, folder + "/p.json")
            return try PipelineModel.load(from: folder + "/p.json").transform(Self.data)
        }
        let loaded = try PipelineModel.load(from: SavedFixtures.pipeline)
        #expect(loaded.compatibility == .sparkNLP)
        let found = try loaded.transform(Self.data)
        expectSame(found, expected)
        guard case .strings(let chunks)? = found["finished_ner_chunk"]?[0] else { throw SavedFixtures.NotThere(text: "chunks") }
        #expect(chunks.contains("June 2003"))
    }

    @Test("is the same after it was saved as a folder of ours, with its model, and moved")
    func savedAgain() throws {
        let loaded = try PipelineModel.load(from: SavedFixtures.pipeline)
        try withTemporaryFolder { folder in
            try loaded.save(to: folder + "/ours")
            try FileManager.default.moveItem(atPath: folder + "/ours", toPath: folder + "/moved")
            let again = try PipelineModel.load(from: folder + "/moved")
            #expect(again.compatibility == .sparkNLP)
            expectSame(try again.transform(Self.data), try loaded.transform(Self.data))
        }
    }

    @Test("runs under our own rules when told to, with our own tokens where its own are the usual ones")
    func ownRules() throws {
        let loaded = try PipelineModel.load(from: SavedFixtures.pipeline).compatibility(.none)
        let data = DataFrame(texts: ["HR 0.50 (95% CI 0.39-0.65; p<0.001)"])
        guard case .annotations(let tokens)? = try loaded.transform(data)["token"]?[0] else { throw SavedFixtures.NotThere(text: "tokens") }
        #expect(tokens.map(\.result).contains("<"))
    }

    @Test("may hold pipelines, and a list of stages that was not fitted")
    func nested() throws {
        try SavedFixtures.withCopy(of: SavedFixtures.pipeline) { folder in
            let outer = folder + "/outer"
            try FileManager.default.createDirectory(atPath: outer + "/metadata", withIntermediateDirectories: true)
            try write(
                #"{"class":"org.apache.spark.ml.Pipeline","uid":"p","paramMap":{"stageUids":["inner"]},"defaultParamMap":{}}"#,
                outer + "/metadata/part-00000")
            try FileManager.default.createDirectory(atPath: outer + "/stages/0_inner", withIntermediateDirectories: true)
            for name in ["metadata", "stages"] {
                try FileManager.default.moveItem(atPath: folder + "/" + name, toPath: outer + "/stages/0_inner/" + name)
            }
            #expect(try PipelineModel.load(from: outer).stages.count == 6)
        }
    }

    // MARK: Our own annotators for Spark

    private static let describedOwn = """
        {"compatibility": "RULES", "stages": [
          {"class": "DocumentAssembler", "inputCol": "text", "outputCol": "document"},
          {"class": "Tokenizer", "inputCols": ["document"], "outputCol": "token", "exceptions": ["overall survival"]},
          {"class": "MedicalBertForTokenClassifier", "inputCols": ["document", "token"], "outputCol": "ner", "model": "MODEL",
           "maxSentenceLength": 32},
          {"class": "NerConverter", "inputCols": ["document", "token", "ner"], "outputCol": "ner_chunk"}]}
        """

    /// The metadata of the stages of a copy of the fixture.
    private func stagesOfOwn(_ folder: String) -> [String] {
        SavedFixtures.files(in: folder).filter { $0.hasPrefix("stages/") && $0.hasSuffix("metadata/part-00000") }.map { folder + "/" + $0 }
    }

    @Test(
        "of our own annotators for Spark gives the rows of the same stages, under the rules that they were told",
        arguments: Compatibility.allCases)
    func own(rules: Compatibility) throws {
        try SavedFixtures.withCopy(of: SavedFixtures.folder("own")) { folder in
            for file in stagesOfOwn(folder) { try SavedFixtures.replace(#""none""#, #""\#(rules.rawValue)""#, in: file) }
            let text = Self.describedOwn.replacingOccurrences(of: "MODEL", with: FixtureModels.folder("tiny"))
                .replacingOccurrences(of: "RULES", with: rules.rawValue)
            try write(text, folder + "/p.json")
            let loaded = try PipelineModel.load(from: folder)
            #expect(loaded.compatibility == rules)
            expectSame(
                try loaded.transform(Self.data),
                try PipelineModel.load(from: folder + "/p.json").transform(Self.data))
        }
    }

    @Test("of our own annotators for Spark that follow different rules is refused, and so is one of them as a model, with where it is")
    func ownRefused() throws {
        try SavedFixtures.withCopy(of: SavedFixtures.folder("own")) { folder in
            let files = stagesOfOwn(folder)
            try SavedFixtures.replace(#""compatibility":"none""#, #""compatibility":"spark-nlp""#, in: files[2])
            let mixed = #expect(throws: SavedFileError.self) { try PipelineModel.load(from: folder) }
            #expect("\(try #require(mixed))".contains("set `compatibility` of all to one of them"))
            let stage = folder + "/stages/2_BERT_FOR_TOKEN_CLASSIFICATION_03"
            #expect(try MedicalBertForTokenClassifier.load(stage).options == .init(maxSentenceLength: 32, compatibility: .sparkNLP))
            try SavedFixtures.replace(#""compatibility":"spark-nlp""#, #""compatibility":"other""#, in: files[2])
            #expect(throws: SavedFileError.self) { try PipelineModel.load(from: folder) }
            let error = #expect(throws: ModelError.self) { try ModelFolder(path: stage) }
            #expect("\(try #require(error))".contains("give the folder of its model, \(stage)/model"))
        }
    }

    // MARK: Tokenizers

    private func tokens(_ description: StageDescription, of text: String) throws -> [String] {
        let stage = try #require(try StageClasses.make(description, of: StageClasses.all).compatibility(.sparkNLP) as? Tokenizer)
        let data = DataFrame(columnNames: ["sentence"], rows: [["sentence": .annotations([.document(text)])]])
        guard case .annotations(let tokens)? = try stage.fitted().transform(data)["token"]?[0] else { return [] }
        return tokens.map(\.result)
    }

    private func tokenizer(_ name: String) throws -> StageDescription {
        try SavedPipeline.description(of: SavedStage(path: SavedFixtures.folder(name)), classes: StageClasses.all)
    }

    @Test("has the patterns that its tokenizer was fitted with")
    func patterns() throws {
        let description = try tokenizer("patterns")
        #expect(
            description["infixPatterns"] == .strings([#"([^\s\w]*)([\p{L}]+)(/)([\p{L}]+)([^\s\w]*)"#, #"([^\s\w]*)(\S+?)([^\s\w]*)"#]))
        #expect(try tokens(description, of: "either/or, (p-value)") == ["either", "/", "or", ",", "(", "p-value", ")"])
    }

    @Test("has the context characters that its tokenizer was fitted with, and none are named where they are the usual ones")
    func characters() throws {
        let description = try tokenizer("characters")
        #expect(description["contextChars"] == .strings(["(", ")", "-", "/"]))
        #expect(try tokens(description, of: "(a/b-) c.") == ["(", "a/b", "-)", "c."])
        let usual = try SavedPipeline.description(of: SavedStage(path: SavedFixtures.tokenizer), classes: StageClasses.all)
        #expect(usual.parameters.allSatisfy { ["contextChars", "prefixPattern", "infixPatterns"].contains($0.name) == false })
        #expect(usual["exceptions"] == .strings(["overall survival"]))
    }

    // MARK: What cannot be opened

    private func refusal(_ change: (_ folder: String) throws -> Void) throws -> String {
        try SavedFixtures.withCopy(of: SavedFixtures.pipeline) { folder in
            try change(folder)
            do {
                _ = try PipelineModel.load(from: folder)
                return ""
            } catch {
                return "\(error)".replacingOccurrences(of: folder, with: "")
            }
        }
    }

    private let converter = "/stages/4_NerConverter_05/metadata/part-00000"

    @Test("names a stage that has no equal here, by its folder and its class")
    func unknownStage() throws {
        let own = try refusal { try SavedFixtures.replace("ner.NerConverter", "ner.NerDLModel", in: $0 + converter) }
        #expect(
            own.hasPrefix("/stages/4_NerConverter_05: the stage is a NerDLModel, which TrialNER has no equal for; it has DocumentAssembler")
        )
        let other = try refusal {
            try SavedFixtures.replace(
                "com.johnsnowlabs.nlp.annotators.ner.NerConverter", "org.apache.spark.ml.feature.Tokenizer", in: $0 + converter)
        }
        #expect(other.contains("org.apache.spark.ml.feature.Tokenizer"))
    }

    @Test(
        "names a parameter that was set and has no equal here, of any kind",
        arguments: [#""x""#, "true", "3", "[1,2]", #"{"a":1}"#, "false"])
    func unknownParameter(value: String) throws {
        let reason = try refusal {
            try SavedFixtures.replace(#""outputCol":"ner_chunk""#, #""outputCol":"ner_chunk","greedyMode":\#(value)"#, in: $0 + converter)
        }
        #expect(reason.contains(#"the parameter "greedyMode" of NerConverter has no equal"#))
    }

    @Test("passes over defaults that are off, and names one that is on")
    func unknownDefaults() throws {
        let old = #""preservePosition":true"#
        for value in ["false", #""""#, "[]", "null"] {
            #expect(
                try refusal { try SavedFixtures.replace(old, #"\#(old),"greedyMode":\#(value)"#, in: $0 + converter) } == "", "\(value)")
        }
        #expect(try refusal { try SavedFixtures.replace(old, #"\#(old),"greedyMode":true"#, in: $0 + converter) }.contains("greedyMode"))
    }

    @Test("names a value of the wrong kind, a field that is not known, and a stage that is missing")
    func wrongParts() throws {
        #expect(
            try refusal { try SavedFixtures.replace(#"["DATE","Value"]"#, "7", in: $0 + converter) }
                == "NerConverter: \"whiteList\" must be a list of texts, not 7")
        #expect(
            try refusal { folder in
                try FileManager.default.createDirectory(
                    atPath: folder + "/stages/4_NerConverter_05/fields/extra", withIntermediateDirectories: true)
            }.contains("no field \"extra\""))
        #expect(
            try refusal { try FileManager.default.removeItem(atPath: $0 + "/stages/4_NerConverter_05") }
                .hasPrefix("/stages/4_NerConverter_05/metadata cannot be read"))
        #expect(try refusal { try SavedFixtures.replace("stageUids", "stageIds", in: $0 + "/metadata/part-00000") }.contains("stageUids"))
        #expect(
            try refusal { try SavedFixtures.replace("NerConverter_05", "../../NerConverter_05", in: $0 + "/metadata/part-00000") }
                .contains("stage id"))
    }

    @Test("says how a single stage is opened")
    func singleStage() throws {
        let error = #expect(throws: SavedFileError.self) { try PipelineModel.load(from: SavedFixtures.classifier) }
        #expect("\(try #require(error))".contains("open it with --model"))
    }
}

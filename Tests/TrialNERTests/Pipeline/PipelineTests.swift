import Foundation
import Testing

@testable import TrialNER

@Suite("A pipeline")
struct PipelineTests {
    private let document = Replay("document", ["a b": [.document("a b")]])

    @Test("adds the column of every stage")
    func columns() throws {
        let pipeline = Pipeline(stages: [document, Tokenizer(), Finisher().setInputCols("token").setCleanAnnotations(false)])
        let result = try pipeline.fit(DataFrame(texts: [])).transform(DataFrame(texts: ["a b", "unknown"]))
        #expect(result.columnNames == ["text", "document", "token", "finished_token"])
        #expect(result["finished_token"] == [.strings(["a", "b"]), .strings([])])
    }

    @Test("refuses a stage whose column no stage before it makes, and says which columns there are")
    func missingColumn() {
        let error = #expect(throws: PipelineError.self) {
            try Pipeline(stages: [document, NerConverter()]).fit(DataFrame(texts: []))
        }
        #expect(error == .missingColumn(stage: "NerConverter", column: "token", available: ["text", "document"]))
    }

    @Test("refuses a pattern that is none before any text is read")
    func badPattern() {
        #expect(throws: RegularExpressionError.self) {
            try Pipeline(stages: [document, Tokenizer().setSplitPattern("[")]).fit(DataFrame(texts: []))
        }
    }

    @Test("follows another system's rules as a pipeline and as a model")
    func compatibility() throws {
        let document = Replay("document", ["a%b": [.document("a%b")]])
        let pipeline = Pipeline(stages: [document, Tokenizer()])
        func tokens(_ model: PipelineModel) throws -> [String]? {
            try LightPipeline(model).annotate("a%b")["token"]
        }
        #expect(try tokens(pipeline.fit(DataFrame(texts: []))) == ["a", "%", "b"])
        #expect(try tokens(pipeline.compatibility(.sparkNLP).fit(DataFrame(texts: []))) == ["a%b"])
        #expect(try tokens(pipeline.fit(DataFrame(texts: [])).compatibility(.sparkNLP)) == ["a%b"])
        #expect(try tokens(pipeline.compatibility(.sparkNLP).fit(DataFrame(texts: [])).compatibility(.none)) == ["a", "%", "b"])
    }

    @Test("keeps the stages of an annotator as they were given where nothing is said for the whole")
    func stageCompatibility() throws {
        let document = Replay("document", ["a%b": [.document("a%b")]])
        let model = try Pipeline(stages: [document, Tokenizer().compatibility(.sparkNLP)]).fit(DataFrame(texts: []))
        #expect(try LightPipeline(model).annotate("a%b")["token"] == ["a%b"])
    }
}

@Suite("A light pipeline")
struct LightPipelineTests {
    @Test("gives only the columns that a finisher names, unfinished")
    func finisher() throws {
        let document = Replay("document", ["a b": [.document("a b")], "c": [.document("c")]])
        let pipeline = Pipeline(stages: [document, Tokenizer(), Finisher().setInputCols("token")])
        let light = LightPipeline(try pipeline.fit(DataFrame(texts: [])))
        #expect(light.columnNames == ["token"])
        #expect(try light.annotate(["a b", "c", ""]) == [["token": ["a", "b"]], ["token": ["c"]], ["token": []]])
        #expect(try light.fullAnnotate("c")["token"]?.map(\.begin) == [0])
    }
}

@Suite("A saved pipeline")
struct SavedPipelineTests {
    private func temporary(_ name: String) -> String {
        FileManager.default.temporaryDirectory.appending(path: "trialner-\(UUID().uuidString)/" + name).path
    }

    private func load(_ json: String) throws -> PipelineModel {
        let path = temporary("p.json")
        try FileManager.default.createDirectory(
            at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: URL(filePath: path).deletingLastPathComponent()) }
        try Data(json.utf8).write(to: URL(filePath: path))
        return try PipelineModel.load(from: path)
    }

    private func message(_ json: String) -> String {
        let error = #expect(throws: StageDescriptionError.self) { _ = try load(json) }
        return error.map { $0.description } ?? ""
    }

    private let stored = """
        {"compatibility": "spark-nlp", "stages": [
          {"class": "Tokenizer", "inputCols": ["sentence"], "outputCol": "token", "splitChars": ["-"], "exceptions": ["New \\"York\\"\\\\s"], \
        "minLength": 2},
          {"class": "NerConverter", "inputCols": ["sentence", "token", "ner"], "outputCol": "ner_chunk", "whiteList": ["DATE"], \
        "preservePosition": false, "threshold": 0.9},
          {"class": "Finisher", "inputCols": ["ner_chunk"], "outputAsArray": false}]}

        """

    @Test("is read and written again as it was, every parameter in its place")
    func roundTrip() throws {
        let model = try load(stored)
        #expect(model.compatibility == .sparkNLP)
        let folder = temporary("saved")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try model.save(to: folder)
        #expect(try String(contentsOfFile: folder + "/pipeline.json", encoding: .utf8) == stored)
        let again = try PipelineModel.load(from: folder)
        try again.save(to: folder + "/copy.json")
        #expect(try String(contentsOfFile: folder + "/copy.json", encoding: .utf8) == stored)
    }

    @Test("writes only what differs from the default, and the columns")
    func defaults() throws {
        let model = try Pipeline(stages: [Tokenizer(), NerConverter()]).fit(
            DataFrame(columnNames: ["document", "ner"], rows: []))
        let description = PipelineDescription(stages: model.stages.map(\.stageDescription))
        #expect(
            description.json == """
                {"stages": [
                  {"class": "Tokenizer", "inputCols": ["document"], "outputCol": "token"},
                  {"class": "NerConverter", "inputCols": ["document", "token", "ner"], "outputCol": "ner_chunk"}]}

                """)
    }

    @Test("names what it does not know, and the nearest that it knows")
    func unknownNames() {
        #expect(
            message(#"{"stages": [{"class": "Tokeniser"}]}"#)
                == #"the pipeline names a stage of class "Tokeniser", which does not exist; did you mean "Tokenizer"?"#)
        #expect(
            message(#"{"stages": [{"class": "Chunker"}]}"#) == #"the pipeline names a stage of class "Chunker", which does not exist"#)
        #expect(
            message(#"{"stages": [{"class": "NerConverter", "whitelist": ["DATE"]}]}"#)
                == #"NerConverter has no parameter "whitelist"; did you mean "whiteList"?"#)
        #expect(message(#"{"stage": []}"#).hasSuffix(#"there is no key "stage" beside "stages"; did you mean "stages"?"#))
        #expect(
            message(#"{"compatibility": "sparknlp", "stages": []}"#)
                .hasSuffix(#""compatibility" must be "none" or "spark-nlp", not "sparknlp""#))
    }

    @Test("says which kind of value a parameter takes")
    func wrongValues() {
        #expect(
            message(#"{"stages": [{"class": "Tokenizer", "minLength": "2"}]}"#)
                == #"Tokenizer: "minLength" must be a whole number, not "2""#)
        #expect(
            message(#"{"stages": [{"class": "NerConverter", "whiteList": "DATE"}]}"#)
                == #"NerConverter: "whiteList" must be a list of texts, not "DATE""#)
        #expect(
            message(#"{"stages": [{"class": "NerConverter", "preservePosition": 1}]}"#)
                == #"NerConverter: "preservePosition" must be true or false, not 1"#)
    }

    @Test(
        "says that a file is no pipeline",
        arguments: ["", "[]", "{", #"{"stages": [{}]}"#, #"{"stages": [{"class": "Tokenizer", "minLength": {}}]}"#, "{}"])
    func malformed(json: String) {
        #expect(message(json).contains("p.json is not a saved pipeline: "))
    }

    @Test("that is not there is named")
    func missingFile() {
        let error = #expect(throws: StageDescriptionError.self) { try PipelineModel.load(from: "/nowhere/pipeline.json") }
        #expect(error?.description == "/nowhere/pipeline.json: cannot be read: there is no such file or folder")
    }

    @Test("finds a file of exceptions beside it")
    func exceptionsFile() throws {
        let folder = temporary("with-file")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("New York\r\np<0.001\n".utf8).write(to: URL(filePath: folder + "/words.txt"))
        let json = #"{"stages": [{"class": "Tokenizer", "exceptionsPath": "words.txt", "exceptions": ["e-mail"]}]}"#
        try Data(json.utf8).write(to: URL(filePath: folder + "/pipeline.json"))
        let model = try PipelineModel.load(from: folder)
        let data = DataFrame(
            columnNames: ["document"], rows: [["document": .annotations([.document("New York e-mail p<0.001")])]])
        guard case .annotations(let tokens)? = try model.transform(data)["token"]?.first else { return }
        #expect(tokens.map(\.result) == ["New York", "e-mail", "p<0.001"])
    }
}

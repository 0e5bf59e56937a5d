import Foundation
import Testing

@testable import TrialNER

/// Calls the body with a copy of the folder of the tiny model, which it may change.
@discardableResult
func withTinyModel<R>(_ body: (String) throws -> R) throws -> R {
    try withTemporaryFolder { folder in
        let copy = folder + "/tiny"
        try FileManager.default.copyItem(atPath: FixtureModels.folder("tiny"), toPath: copy)
        return try body(copy)
    }
}

func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}

@Suite("A model folder")
struct ModelFolderTests {
    /// Replaces a text in a file of the folder; fails where it does not stand there.
    func replace(_ old: String, _ new: String, in path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old))
        try write(text.replacingOccurrences(of: old, with: new), path)
    }

    @Test("gives what its files say")
    func reads() throws {
        let model = try ModelFolder(path: FixtureModels.folder("tiny"))
        #expect(model.name == "tiny")
        #expect(model.version == "1.0-test")
        #expect(model.labels == ["O", "PAD", "B-DATE", "I-DATE", "B-Value", "I-Value", "B-Duration", "I-Duration"])
        #expect(model.maximumLength == 64)
        #expect(model.padTokenID == 0)
        #expect(model.precision == .fp32)
        #expect(model.tokenizer.lowercases)
        #expect(model.tokenizer.stripsAccents == nil)
        #expect(model.tokenizer.padToken == "[PAD]")
    }

    @Test("opens the model it names")
    func opens() throws {
        let session = try ModelFolder(path: FixtureModels.folder("tiny")).openSession(library: .shared(), options: .oneShot)
        #expect(session.labelCount == 8)
    }

    @Test("prefers int8 where there are both models, and takes the one asked for")
    func precision() throws {
        try withTinyModel { folder in
            try FileManager.default.copyItem(atPath: folder + "/model.onnx", toPath: folder + "/model.int8.onnx")
            #expect(try ModelFolder(path: folder).precision == .int8)
            #expect(try ModelFolder(path: folder, precision: .fp32).modelPath == folder + "/model.onnx")
        }
        let folder = FixtureModels.folder("tiny")
        #expect(throws: ModelError.precisionMissing(folder: folder, wanted: .int8)) { try ModelFolder(path: folder, precision: .int8) }
    }

    @Test(
        "reads special tokens as strings and as objects, and no limit of length written as 10^30",
        arguments: [#""<u>""#, #"{"content": "<u>", "lstrip": false}"#])
    func tokenNames(name: String) throws {
        try withTinyModel { folder in
            try write(
                #"{"do_lower_case": false, "unk_token": \#(name), "model_max_length": 1000000000000000019884624838656}"#,
                folder + "/tokenizer_config.json")
            let model = try ModelFolder(path: folder)
            #expect(model.tokenizer.unknownToken == "<u>")
            #expect(model.tokenizer.classToken == "[CLS]")
            #expect(!model.tokenizer.lowercases)
            #expect(model.maximumLength == 64)
        }
    }

    @Test("is refused where a file is missing, by the file's name", arguments: ["config.json", "tokenizer_config.json", "vocab.txt"])
    func missing(name: String) throws {
        try withTinyModel { folder in
            try FileManager.default.removeItem(atPath: folder + "/" + name)
            #expect(throws: ModelError.fileMissing(path: folder + "/" + name)) { try ModelFolder(path: folder) }
        }
    }

    @Test("is refused where there is none, and where it has no model")
    func nothing() throws {
        try withTinyModel { folder in
            #expect(throws: ModelError.folderMissing(path: folder + "/none")) { try ModelFolder(path: folder + "/none") }
            try FileManager.default.removeItem(atPath: folder + "/model.onnx")
            #expect(throws: ModelError.precisionMissing(folder: folder, wanted: nil)) { try ModelFolder(path: folder) }
        }
    }

    @Test(
        "is refused where a file is no JSON or lacks a key",
        arguments: [
            ("{", "no valid JSON"), ("[]", " is no "), (#"{"model_type": "bert"}"#, "there is no id2label"),
            (#"{"model_type": "bert", "id2label": {"0": 3}}"#, "id2label.0 is no String"),
        ])
    func json(text: String, reason: String) throws {
        try withTinyModel { folder in
            try write(text, folder + "/config.json")
            let error = #expect(throws: ModelError.self) { try ModelFolder(path: folder) }
            guard case .notJSON(folder + "/config.json", let found) = try #require(error) else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(found.contains(reason))
        }
    }

    @Test("is refused where labels have a gap, or are no tags")
    func labels() throws {
        try withTinyModel { folder in
            let path = folder + "/config.json"
            try replace(#""2": "B-DATE""#, #""9": "B-DATE""#, in: path)
            #expect(throws: ModelError.labelGap(path: path, missing: 2)) { try ModelFolder(path: folder) }
            try replace(#""9": "B-DATE""#, #""2": "DATE""#, in: path)
            #expect(throws: ModelError.unknownLabel(path: path, label: "DATE")) { try ModelFolder(path: folder) }
            try replace(#""2": "DATE""#, #""2": "B-""#, in: path)
            #expect(throws: ModelError.unknownLabel(path: path, label: "B-")) { try ModelFolder(path: folder) }
        }
    }

    @Test("has the temperature its configuration names, 1 without one, and is refused with one that is no positive number")
    func temperature() throws {
        try withTinyModel { folder in
            let path = folder + "/config.json"
            #expect(try ModelFolder(path: folder).temperature == 1)
            try replace(#""pad_token_id": 0"#, #""pad_token_id": 0, "trialner_temperature": 1.25"#, in: path)
            #expect(try ModelFolder(path: folder).temperature == 1.25)
            try replace("1.25", "0", in: path)
            #expect(throws: ModelError.wrongTemperature(path: path, 0)) { try ModelFolder(path: folder) }
        }
    }

    @Test("makes a temperature above 1 every confidence lower and leaves the entities as they are")
    func confidence() throws {
        let text = DocumentText("In June 2003 the median overall survival was 4.0 months in 63 patients.")
        try withTinyModel { folder in
            let plain = try TrialRecognizer(model: TokenClassifierModel(folder: ModelFolder(path: folder))).recognize([text])[0].entities
            try replace(#""pad_token_id": 0"#, #""pad_token_id": 0, "trialner_temperature": 2"#, in: folder + "/config.json")
            let milder = try TrialRecognizer(model: TokenClassifierModel(folder: ModelFolder(path: folder))).recognize([text])[0].entities
            try #require(!plain.isEmpty)
            #expect(milder.map(\.span) == plain.map(\.span))
            for (mild, plain) in zip(milder, plain) { #expect(mild.confidence < plain.confidence) }
        }
    }

    @Test("is refused where the model scores another number of labels than are named")
    func labelCount() throws {
        try withTinyModel { folder in
            try replace(#""7": "I-Duration""#, #""7": "I-Duration", "8": "B-ADE""#, in: folder + "/config.json")
            let model = try ModelFolder(path: folder)
            #expect(throws: ModelError.labelCount(modelPath: folder + "/model.onnx", scored: 8, named: 9)) {
                try model.openSession(library: .shared())
            }
        }
    }

    @Test("is refused where the vocabulary is a line too short or too long, and not for a missing last line feed or a padded table")
    func vocabulary() throws {
        try withTinyModel { folder in
            let path = folder + "/vocab.txt"
            var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            let count = lines.count
            try write(lines.joined(separator: "\n"), path)
            #expect(throws: Never.self) { try ModelFolder(path: folder) }
            try write(lines.joined(separator: "\n") + "\nextra\n", path)
            #expect(throws: ModelError.vocabularySize(path: path, lines: count + 1, expected: count)) { try ModelFolder(path: folder) }
            let padded = (count + 7) / 8 * 8
            try replace(#""vocab_size": \#(count)"#, #""vocab_size": \#(padded)"#, in: folder + "/config.json")
            try write(lines.joined(separator: "\n"), path)
            #expect(throws: Never.self) { try ModelFolder(path: folder) }
            lines.removeLast(8)
            try write(lines.joined(separator: "\n"), path)
            #expect(throws: ModelError.vocabularySize(path: path, lines: count - 8, expected: padded)) { try ModelFolder(path: folder) }
        }
    }

    @Test("is refused where its architecture does not read word pieces")
    func architecture() throws {
        try withTinyModel { folder in
            let path = folder + "/config.json"
            try replace(#""model_type": "bert""#, #""model_type": "roberta""#, in: path)
            #expect(throws: ModelError.unsupportedArchitecture(path: path, modelType: "roberta")) { try ModelFolder(path: folder) }
        }
    }
}

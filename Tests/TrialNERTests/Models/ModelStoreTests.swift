import Foundation
import Testing

@testable import TrialNER

@Suite("The store of pretrained models")
struct ModelStoreTests {
    let reference = "bert_token_classifier_drug_development_trials_onnx"

    /// A store in a folder: `bundled`, `cache`, and `remote/clinical/models/en/NAME` with the tiny model and its manifest.
    struct Place {
        var folder: String
        var remoteModel: String { folder + "/remote/clinical/models/en/tiny" }
        var cached: String { folder + "/cache/clinical/models/en/tiny" }

        func store(_ base: String? = nil) -> ModelStore {
            var store = ModelStore(baseURL: base ?? "file://" + folder + "/remote")
            store.bundledFolders = [folder + "/bundled"]
            store.cacheFolder = folder + "/cache"
            return store
        }
    }

    @discardableResult
    func withPlace<R>(_ body: (Place) throws -> R) throws -> R {
        try withTemporaryFolder { folder in
            let place = Place(folder: folder)
            try FileManager.default.createDirectory(
                atPath: folder + "/remote/clinical/models/en", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: FixtureModels.folder("tiny"), toPath: place.remoteModel)
            try writeManifest(place.remoteModel)
            return try body(place)
        }
    }

    func writeManifest(_ folder: String, sum: (String, String) -> String = { $1 }, rename: (String) -> String = { $0 }) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "manifest.json" }.sorted()
        let files = try names.map { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
            var hash = SHA256()
            data.withUnsafeBytes { hash.update($0) }
            return #"{"name": "\#(rename(name))", "size": \#(data.count), "sha256": "\#(sum(name, hash.hexadecimal()))"}"#
        }
        try write(#"{"files": [\#(files.joined(separator: ","))]}"#, folder + "/manifest.json")
    }

    /// Calls the body with the base URL of a server of the place's files; returns its value and the requests that came.
    func serving<R>(_ place: Place, ranges: Bool = true, _ body: (String) throws -> R) throws -> (R, [String]) {
        let server = Process()
        server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let log = place.folder + "/requests.log"
        let script = (Bundle.module.resourcePath ?? "") + "/Fixtures/server/serve.py"
        server.arguments = ["python3", script, place.folder + "/remote", log] + (ranges ? [] : ["no-ranges"])
        let input = Pipe()
        let output = Pipe()
        server.standardInput = input
        server.standardOutput = output
        try server.run()
        defer {
            try? input.fileHandleForWriting.close()
            server.waitUntilExit()
        }
        var line = ""
        while !line.hasSuffix("\n") {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty, "the server did not start")
            line += String(decoding: data, as: UTF8.self)
        }
        let port = try #require(Int(line.dropLast()))
        let result = try body("http://127.0.0.1:\(port)")
        let requests = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
        return (result, requests)
    }

    @Test("finds a bundled model by its own name and by the reference's, without a look at cache or network")
    func bundled() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/trialner-base"
            try FileManager.default.copyItem(atPath: FixtureModels.folder("tiny"), toPath: path)
            let store = ModelStore(
                baseURL: nil, environment: EnvironmentVariables(["TRIALNER_MODELS": folder]), program: ProgramLocation(folders: []))
            #expect(try store.locate(name: reference, language: "en", remote: "clinical/models").path == path)
            #expect(try store.locate(name: "trialner-base").path == path)
            #expect(try store.defaultModel().path == path)
            #expect(throws: ModelStoreError.self) { try store.locate(name: reference, language: "de") }
        }
    }

    @Test("looks beside the program, in the checkout and in the user's cache")
    func places() throws {
        try withTemporaryFolder { folder in
            try write("", folder + "/Package.swift")
            let program = folder + "/.build/release"
            let store = ModelStore(
                baseURL: nil, environment: EnvironmentVariables(["HOME": "/home/x", "TRIALNER_MODELS_URL": "https://models.example"]),
                program: ProgramLocation(folders: [program]))
            #expect(store.bundledFolders == [program + "/Models", program + "/../share/trialner/Models", folder + "/Models"])
            #expect(store.cacheFolder == "/home/x/.cache/trialner")
            #expect(store.baseURL == "https://models.example")
        }
    }

    @Test("brings a model from file:// whole, and finds it in the cache afterwards")
    func file() throws {
        try withPlace { place in
            let model = try place.store().locate(name: "tiny")
            #expect(model.path == place.cached)
            #expect(FileManager.default.contentsEqual(atPath: place.cached, andPath: place.remoteModel))
            #expect(!FileManager.default.fileExists(atPath: place.cached + ".partial"))
            try FileManager.default.removeItem(atPath: place.remoteModel)
            #expect(try place.store().locate(name: "tiny") == model)
        }
    }

    @Test("brings a model from a server")
    func server() throws {
        try withPlace { place in
            let (model, _) = try serving(place) { try place.store($0 + "/").locate(name: "tiny") }
            #expect(FileManager.default.contentsEqual(atPath: model.path, andPath: place.remoteModel))
        }
    }

    @Test("goes on where an earlier download stopped", arguments: [true, false])
    func resume(ranges: Bool) throws {
        try withPlace { place in
            let partial = place.cached + ".partial"
            try FileManager.default.createDirectory(atPath: partial, withIntermediateDirectories: true)
            let whole = try Data(contentsOf: URL(fileURLWithPath: place.remoteModel + "/model.onnx"))
            try whole.prefix(1000).write(to: URL(fileURLWithPath: partial + "/model.onnx"))
            let (model, requests) = try serving(place, ranges: ranges) { try place.store($0).locate(name: "tiny") }
            #expect(FileManager.default.contentsEqual(atPath: model.path, andPath: place.remoteModel))
            #expect(requests.contains("/clinical/models/en/tiny/model.onnx bytes=1000-"))
            // A server that cannot start in the middle is asked for the whole.
            #expect(requests.contains("/clinical/models/en/tiny/model.onnx -") == !ranges)
        }
    }

    @Test("brings a file anew where what an earlier download left is of another release")
    func staleRest() throws {
        try withPlace { place in
            let partial = place.cached + ".partial"
            try FileManager.default.createDirectory(atPath: partial, withIntermediateDirectories: true)
            try write(String(repeating: "x", count: 500), partial + "/model.onnx")
            try write("gone", partial + "/old-file")
            let model = try place.store().locate(name: "tiny")
            #expect(FileManager.default.contentsEqual(atPath: model.path, andPath: place.remoteModel))
        }
    }

    @Test("puts nothing in place where a sum is wrong, and drops the file", arguments: [true, false])
    func wrongSum(byServer: Bool) throws {
        try withPlace { place in
            let zeros = String(repeating: "0", count: 64)
            try writeManifest(place.remoteModel, sum: { $0 == "model.onnx" ? zeros : $1 })
            let attempt: (String?) throws -> Void = { base in
                let error = #expect(throws: ModelStoreError.self) { try place.store(base).locate(name: "tiny") }
                guard case .wrongSum(let url, zeros, _) = try #require(error) else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(url.hasSuffix("/clinical/models/en/tiny/model.onnx"))
            }
            if byServer { _ = try serving(place, attempt) } else { try attempt(nil) }
            #expect(!FileManager.default.fileExists(atPath: place.cached))
            #expect(!FileManager.default.fileExists(atPath: place.cached + ".partial/model.onnx"))
            // Once the manifest is right the next call succeeds.
            try writeManifest(place.remoteModel)
            #expect(throws: Never.self) { try place.store().locate(name: "tiny") }
        }
    }

    @Test("refuses a manifest whose files would leave the folder", arguments: ["../x", "/etc/x", "a/b", "..", ".hidden", "", "-o"])
    func escape(name: String) throws {
        try withPlace { place in
            try writeManifest(place.remoteModel, rename: { $0 == "vocab.txt" ? name : $0 })
            let error = #expect(throws: ModelStoreError.self) { try place.store().locate(name: "tiny") }
            let text = try #require(error).description
            #expect(text.contains("is not a plain name"))
            #expect(!FileManager.default.fileExists(atPath: place.cached))
        }
    }

    @Test("refuses names that would leave the store", arguments: ["../tiny", "a/b", "", ".", "-x", "tiny\n"])
    func wrongName(name: String) throws {
        try withPlace { place in
            #expect(throws: ModelStoreError.wrongName(name)) { try place.store().locate(name: name) }
            #expect(throws: ModelStoreError.self) { try place.store().locate(name: "tiny", remote: "clinical/../..") }
        }
    }

    @Test(
        "refuses http:// to other machines and other schemes",
        arguments: [
            "http://models.example", "ftp://models.example", "http://127.0.0.1:80@models.example", "http://127.0.0.1.example", "file://x",
            "/x",
        ])
    func wrongURL(base: String) throws {
        try withPlace { place in
            #expect(throws: ModelStoreError.wrongURL(base)) { try place.store(base).locate(name: "tiny") }
        }
    }

    @Test("says that a server does not have the model")
    func notThere() throws {
        try withPlace { place in
            _ = try serving(place) { base in
                let error = #expect(throws: ModelStoreError.self) { try place.store(base).locate(name: "other") }
                let text = try #require(error).description
                #expect(text.contains("/clinical/models/en/other/manifest.json") && text.contains("does not have it"))
            }
        }
    }

    @Test("gives each of several calls at once the whole model")
    func atOnce() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let folder = FileManager.default.temporaryDirectory.path + "/trialner-test-\(UUID().uuidString)"
            let place = Place(folder: folder)
            try FileManager.default.createDirectory(atPath: folder + "/remote/clinical/models/en", withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try FileManager.default.copyItem(atPath: FixtureModels.folder("tiny"), toPath: place.remoteModel)
            try writeManifest(place.remoteModel)
            for _ in 0..<8 {
                group.addTask {
                    let model = try place.store().locate(name: "tiny")
                    #expect(model.labels.count == 8)
                }
            }
            try await group.waitForAll()
            #expect(FileManager.default.contentsEqual(atPath: place.cached, andPath: place.remoteModel))
        }
    }
}

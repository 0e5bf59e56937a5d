import Foundation
import Testing

@testable import TrialNER

@Suite("The search for ONNX Runtime")
struct OnnxRuntimeSearchTests {
    /// A search that sees nothing of this machine but what is given.
    func search(_ variables: [String: String] = [:], program: [String] = [], system: [String] = []) -> OnnxRuntimeSearch {
        OnnxRuntimeSearch(
            environment: EnvironmentVariables(variables), program: ProgramLocation(folders: program), systemFolders: system,
            asksLoader: false)
    }

    @Test("says where it looked and what to do where there is none")
    func notFound() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: InferenceError.libraryNotFound(searched: [folder])) { try search(system: [folder]).load() }
            let text = try #require(error).description
            #expect(text.contains(folder) && text.contains("./trialner") && text.contains("TRIALNER_ONNXRUNTIME"))
        }
    }

    @Test("takes the library that the environment names, as a file and as a folder")
    func environment() throws {
        let path = try OnnxRuntimeLibrary.shared().path
        let folder = String(path[..<(try #require(path.lastIndex(of: "/")))])
        #expect(try search(["TRIALNER_ONNXRUNTIME": path]).load().path == path)
        #expect(try search(["TRIALNER_ONNXRUNTIME": folder]).load().path.hasPrefix(folder))
    }

    @Test("says that what the environment names is no library, and looks nowhere else")
    func environmentWrong() throws {
        let good = try OnnxRuntimeLibrary.shared().path
        let goodFolder = String(good[..<(try #require(good.lastIndex(of: "/")))])
        try withTemporaryFolder { folder in
            let file = folder + "/libonnxruntime.so.1.20.0"
            try write("no library", file)
            let error = #expect(throws: InferenceError.self) {
                try search(["TRIALNER_ONNXRUNTIME": file], system: [goodFolder]).load()
            }
            guard case .libraryUnusable(file, _) = try #require(error) else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("passes over a damaged library for a good one further on")
    func passesOver() throws {
        let good = try OnnxRuntimeLibrary.shared().path
        let goodFolder = String(good[..<(try #require(good.lastIndex(of: "/")))])
        try withTemporaryFolder { folder in
            try write("no library", folder + "/libonnxruntime.so.1.20.0")
            #expect(try search(system: [folder, goodFolder]).load().path.hasPrefix(goodFolder))
            #expect(throws: InferenceError.self) { try search(system: [folder]).load() }
        }
    }

    @Test("looks in the checkout's newest version first, then beside the program, then in the system")
    func order() throws {
        try withTemporaryFolder { folder in
            try write("", folder + "/Package.swift")
            for version in ["1.9.0", "1.32.0", "1.20.1"] {
                try FileManager.default.createDirectory(
                    atPath: folder + "/.cache/onnxruntime/" + version, withIntermediateDirectories: true)
            }
            let program = folder + "/.build/release"
            let folders = search(program: [program], system: ["/system"]).folders()
            let cache = folder + "/.cache/onnxruntime/"
            #expect(folders == [program, cache + "1.32.0", cache + "1.20.1", cache + "1.9.0", "/system"])
        }
    }

    @Test("knows the library's names from those of its neighbours")
    func names() {
        for name in ["libonnxruntime.so", "libonnxruntime.so.1.20.1", "libonnxruntime.dylib", "libonnxruntime.1.20.1.dylib"] {
            #expect(OnnxRuntimeSearch.isLibraryName(name))
        }
        for name in ["libonnxruntime_providers_shared.so", "libonnx.so", "libonnxruntime.a"] {
            #expect(!OnnxRuntimeSearch.isLibraryName(name))
        }
    }

    @Test("takes release 1.14 and later")
    func versions() {
        for version in ["1.14.0", "1.20.1", "1.32.0", "2.0.0", "1.25.0.dev20260417008"] { #expect(!OnnxRuntimeLibrary.isTooOld(version)) }
        for version in ["1.13.1", "1.9.0", "0.5", "1", "", "x.y"] { #expect(OnnxRuntimeLibrary.isTooOld(version)) }
    }
}

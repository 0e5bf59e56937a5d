import Foundation

@testable import TrialNER

/// The fixture models; `Scripts/make-test-models.py` makes them and records what ONNX Runtime in Python gives for `tiny`.
enum FixtureModels {
    static func folder(_ name: String) -> String {
        (Bundle.module.resourcePath ?? "") + "/Fixtures/models/" + name
    }

    static func model(_ name: String) -> String { folder(name) + "/model.onnx" }

    struct Expected: Decodable {
        var batchSize: Int
        var length: Int
        var labels: Int
        var inputIDs: [Int64]
        var attentionMask: [Int64]
        var logits: [Float]
    }

    static func expected(_ file: String = "tiny/expected.json") throws -> Expected {
        try JSONDecoder().decode(Expected.self, from: Data(contentsOf: URL(fileURLWithPath: folder(file))))
    }

    /// The folder of the 5 MB reference model, which is not in the checkout; `nil` where it is not at hand.
    static let reference: String? = {
        let shared =
            ProcessInfo.processInfo.environment["TRIALNER_SHARED"] ?? ProgramLocation.current.checkouts.first.map { $0 + "/../shared" }
        return shared.map { $0 + "/reference/sparknlp/model" }.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }()
}

import Foundation
import Testing

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
        let shared = ProcessInfo.processInfo.environment["TRIALNER_SHARED"] ?? ProgramLocation.current.checkout.map { $0 + "/../shared" }
        return shared.map { $0 + "/reference/sparknlp/model" }.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }()
}

@Suite("An inference session")
struct InferenceSessionTests {
    let library: OnnxRuntimeLibrary
    let expected: FixtureModels.Expected

    init() throws {
        library = try OnnxRuntimeLibrary.shared()
        expected = try FixtureModels.expected()
    }

    func open(_ name: String) throws -> InferenceSession {
        try InferenceSession(modelPath: FixtureModels.model(name), library: library)
    }

    func logits(_ session: InferenceSession, cancellation: RunCancellation? = nil) throws -> [Float] {
        try session.run(
            inputIDs: expected.inputIDs, attentionMask: expected.attentionMask, batchSize: expected.batchSize, length: expected.length,
            cancellation: cancellation, Array.init)
    }

    func isExpected(_ logits: [Float]) -> Bool {
        logits.count == expected.logits.count && zip(logits, expected.logits).allSatisfy { abs($0 - $1) < 1e-4 }
    }

    @Test("gives the scores that ONNX Runtime in Python gives")
    func scores() throws {
        #expect(isExpected(try logits(open("tiny"))))
    }

    @Test("gives the scores that Python gives for the reference model", .enabled(if: FixtureModels.reference != nil))
    func referenceScores() throws {
        let session = try ModelFolder(path: try #require(FixtureModels.reference)).openSession(library: library)
        let expected = try FixtureModels.expected("reference-model-expected.json")
        let scores = try session.run(
            inputIDs: expected.inputIDs, attentionMask: expected.attentionMask, batchSize: expected.batchSize, length: expected.length,
            Array.init)
        #expect(scores.count == expected.logits.count)
        #expect(zip(scores, expected.logits).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test("tells how many labels the model has")
    func labelCount() throws {
        #expect(try open("tiny").labelCount == expected.labels)
    }

    @Test("runs a model without token_type_ids, whose scores differ by the type's part only")
    func noTokenTypes() throws {
        let scores = try logits(open("no-token-types"))
        #expect(scores.count == expected.logits.count)
        #expect(zip(scores, expected.logits).allSatisfy { abs($0 - $1) < 0.3 })
    }

    @Test("gives the same scores at every graph optimisation and without arena, pattern, prepacking and spinning")
    func options() throws {
        for level in SessionOptions.GraphOptimization.allCases {
            var options = SessionOptions()
            options.graphOptimization = level
            options.usesMemoryArena = false
            options.usesMemoryPattern = false
            options.usesPrepacking = false
            options.allowsSpinning = false
            options.intraOpThreads = 2
            let session = try InferenceSession(modelPath: FixtureModels.model("tiny"), library: library, options: options)
            #expect(isExpected(try logits(session)))
        }
    }

    @Test("may be run from many threads at once, with batches that grow")
    func concurrentRuns() async throws {
        let session = try open("tiny")
        let expected = expected
        let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
            for copies in 1...64 {
                group.addTask {
                    let ids = [[Int64]](repeating: expected.inputIDs, count: copies).flatMap(\.self)
                    let mask = [[Int64]](repeating: expected.attentionMask, count: copies).flatMap(\.self)
                    return try session.run(
                        inputIDs: ids, attentionMask: mask, batchSize: expected.batchSize * copies, length: expected.length
                    ) { scores in
                        scores.count == expected.logits.count * copies
                            && scores.indices.allSatisfy { abs(scores[$0] - expected.logits[$0 % expected.logits.count]) < 1e-4 }
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 0 : 1) }
        }
        #expect(wrong == 0)
    }

    @Test("gives no scores for an empty batch")
    func emptyBatch() throws {
        let count = try open("tiny").run(inputIDs: [], attentionMask: [], batchSize: 0, length: 0) { $0.count }
        #expect(count == 0)
    }

    @Test("refuses arrays that do not fit the shape")
    func wrongSize() throws {
        let session = try open("tiny")
        #expect(throws: InferenceError.wrongInputSize(expected: 6, got: 5)) {
            try session.run(inputIDs: [1, 2, 3, 4, 5, 6], attentionMask: [1, 1, 1, 1, 1], batchSize: 2, length: 3) { _ in }
        }
    }

    @Test("turns an id beyond the vocabulary into an error with the runtime's text")
    func idOutOfRange() throws {
        let session = try open("tiny")
        let error = #expect(throws: InferenceError.self) {
            try session.run(inputIDs: [1_000_000], attentionMask: [1], batchSize: 1, length: 1) { _ in }
        }
        let text = try #require(error).description
        #expect(text.contains("indices element out of data bounds"))
        #expect(text.contains("tiny/model.onnx"))
    }

    @Test("passes on what the body throws")
    func bodyThrows() throws {
        struct Stop: Error {}
        let session = try open("tiny")
        #expect(throws: Stop.self) {
            try session.run(inputIDs: [1], attentionMask: [1], batchSize: 1, length: 1) { _ in throw Stop() }
        }
    }

    @Test(
        "refuses a model with other inputs or outputs and names them",
        arguments: [
            (
                "other-names",
                "inputs ids int64 [?, ?], attention_mask int64 [?, ?], token_type_ids int64 [?, ?]; output logits float [?, ?, 8]"
            ),
            (
                "int32-inputs",
                "inputs input_ids int32 [?, ?], attention_mask int32 [?, ?], token_type_ids int32 [?, ?]; output logits float [?, ?, 8]"
            ),
            (
                "double-logits",
                "inputs input_ids int64 [?, ?], attention_mask int64 [?, ?], token_type_ids int64 [?, ?]; output logits double [?, ?, 8]"
            ),
            (
                "rank-2-logits",
                "inputs input_ids int64 [?, ?], attention_mask int64 [?, ?], token_type_ids int64 [?, ?]; output logits float [?, 8]"
            ),
            ("no-mask", "input input_ids int64 [?, ?]; output logits float [?, ?, 8]"),
        ])
    func otherModels(name: String, found: String) {
        #expect(throws: InferenceError.modelUnsupported(path: FixtureModels.model(name), found: found)) { try open(name) }
    }

    @Test("says that a missing or an empty model file is no model")
    func missingAndEmpty() throws {
        try withTemporaryFolder { folder in
            #expect(throws: InferenceError.modelMissing(path: folder + "/none.onnx")) {
                try InferenceSession(modelPath: folder + "/none.onnx", library: library)
            }
            let empty = folder + "/empty.onnx"
            try Data().write(to: URL(fileURLWithPath: empty))
            #expect(throws: InferenceError.modelMissing(path: empty)) { try InferenceSession(modelPath: empty, library: library) }
            #expect(throws: InferenceError.modelMissing(path: folder)) { try InferenceSession(modelPath: folder, library: library) }
        }
    }

    @Test("says in one line that a truncated model cannot be read, wherever it was cut", arguments: [1, 10, 50, 90, 99])
    func truncated(percent: Int) throws {
        try withTemporaryFolder { folder in
            let whole = try Data(contentsOf: URL(fileURLWithPath: FixtureModels.model("tiny")))
            let path = folder + "/cut.onnx"
            try whole.prefix(whole.count * percent / 100).write(to: URL(fileURLWithPath: path))
            let error = #expect(throws: InferenceError.self) { try InferenceSession(modelPath: path, library: library) }
            let text = try #require(error).description
            #expect(text.hasPrefix(path) && text.contains("truncated or damaged"))
            #expect(!text.contains("\n"))
        }
    }

    @Test("ends a run that is under way when it is cancelled", .timeLimit(.minutes(1)))
    func cancelRunning() async throws {
        let session = try open("slow")
        let cancellation = RunCancellation()
        let run = Task.detached {
            try session.run(inputIDs: [1], attentionMask: [1], batchSize: 1, length: 1, cancellation: cancellation) { _ in }
        }
        try await Task.sleep(for: .milliseconds(200))
        #expect(!cancellation.isCancelled)
        cancellation.cancel()
        await #expect(throws: InferenceError.cancelled) { try await run.value }
    }

    @Test("does not start a run that is cancelled, and runs again with another cancellation")
    func cancelBefore() throws {
        let session = try open("tiny")
        let cancellation = RunCancellation()
        cancellation.cancel()
        #expect(throws: InferenceError.cancelled) { try logits(session, cancellation: cancellation) }
        #expect(isExpected(try logits(session, cancellation: RunCancellation())))
    }
}

import Foundation
import Synchronization
import TrialNER
import TrialNERFormats

@testable import TrialNERServer

/// Models to serve.
enum TestModels {
    private static let fixtures = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../TrialNERTests/Fixtures/models").standardizedFileURL

    /// The small model of the fixtures; windows of 16 pieces, so that short texts have many.
    static func tiny(batchSize: Int? = nil) throws -> TrialRecognizer {
        try recognizer(fixtures.appendingPathComponent("tiny").path, batchSize: batchSize)
    }

    /// The same, busy for many seconds with each window.
    static func slow() throws -> TrialRecognizer {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trialner-slow-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: fixtures.appendingPathComponent("tiny"), to: folder)
        let model = folder.appendingPathComponent("model.onnx")
        try FileManager.default.removeItem(at: model)
        try FileManager.default.copyItem(at: fixtures.appendingPathComponent("slow/model.onnx"), to: model)
        return try recognizer(folder.path)
    }

    private static func recognizer(_ path: String, batchSize: Int? = nil) throws -> TrialRecognizer {
        let model = try TokenClassifierModel(folder: ModelFolder(path: path), sessionOptions: .shared)
        return try TrialRecognizer(model: model, options: .init(classifier: .init(maxSentenceLength: 16, batchSize: batchSize)))
    }
}

/// Keeps what is written to it.
final class MemoryLog: ByteSink {
    private let bytes = Mutex<[UInt8]>([])

    func write(_ new: [UInt8]) {
        bytes.withLock { $0 += new }
    }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}

extension ServiceOptions {
    /// Any free port, and limits that are not reached by chance: beside all other tests a task may wait for minutes.
    static let test = ServiceOptions().setting(\.port, 0).setting(\.grace, 300).setting(\.timeLimit, 600)

    /// The same options with one of them another.
    func setting<Value>(_ option: WritableKeyPath<ServiceOptions, Value>, _ value: Value) -> ServiceOptions {
        var options = self
        options[keyPath: option] = value
        return options
    }
}

extension TransportSettings {
    /// Limits that are not reached by chance.
    static let patient: TransportSettings = {
        var settings = TransportSettings()
        (settings.headSeconds, settings.idleSeconds) = (600, 600)
        (settings.bodySeconds, settings.answerSeconds) = (600, 600)
        return settings
    }()
}

/// A service on a free port.
struct TestServer: Sendable {
    let service: TrialService
    let server: TrialServer
    let log = MemoryLog()

    /// Starts a service, and waits until it is ready unless its model is slow.
    init(
        _ recognizer: TrialRecognizer, runs: Int = 1, warmsUp: Bool = true, settings: TransportSettings = .patient,
        options: ServiceOptions = .test
    ) async throws {
        let batches = BatchMetrics()
        let shared = SharedRecognizer(recognizer, concurrentRuns: runs, metrics: batches)
        service = TrialService(shared, options: options, batches: batches, log: AccessLog(log))
        server = try TrialServer(service, settings: settings)
        if warmsUp {
            try await server.start()
        } else {
            let server = server
            Task { try await server.start() }
        }
    }

    /// Calls the body with a service, which is stopped then.
    static func with<Value>(
        _ recognizer: TrialRecognizer, runs: Int = 1, warmsUp: Bool = true, settings: TransportSettings = .patient,
        options: ServiceOptions = .test, _ body: (TestServer) async throws -> Value
    ) async throws -> Value {
        let server = try await TestServer(recognizer, runs: runs, warmsUp: warmsUp, settings: settings, options: options)
        do {
            let value = try await body(server)
            await server.server.stop()
            return value
        } catch {
            await server.server.stop()
            throw error
        }
    }

    /// Opens a connection.
    func connect(receiveBuffer: Int32? = nil) throws -> TestConnection {
        try TestConnection(port: server.port, receiveBuffer: receiveBuffer)
    }

    /// Asks on a connection of its own.
    func ask(_ method: String, _ path: String, _ body: String? = nil, headers: [String: String] = [:]) async throws -> TestAnswer {
        let connection = try connect()
        try connection.send(method, path, body, headers: headers)
        return try await connection.answer()
    }

    /// Asks for concepts.
    func annotate(_ body: String, headers: [String: String] = [:]) async throws -> TestAnswer {
        try await ask("POST", "/v1/annotate", body, headers: headers)
    }

    /// Waits until something is so; `false` if it is not for a long time.
    func becomes(_ condition: () throws -> Bool) async throws -> Bool {
        let end = MonotonicClock.now() + 300
        while MonotonicClock.now() < end {
            if try condition() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}

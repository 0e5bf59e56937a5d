import Foundation
import Synchronization
import TrialNERFormats

@testable import TrialNERCLI

/// Keeps what is written to it.
final class MemorySink: ByteSink {
    private let bytes = Mutex<[UInt8]>([])
    private let capacity: Int
    private let error: OutputError

    /// Makes a sink that fails with `error` after `capacity` bytes.
    init(capacity: Int = .max, error: OutputError = .readerLeft) {
        self.capacity = capacity
        self.error = error
    }

    func write(_ new: [UInt8]) throws(OutputError) {
        try bytes.withLock { (bytes) throws(OutputError) in
            if bytes.count + new.count > capacity { throw error }
            bytes += new
        }
    }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}

/// What a run of the program did.
struct RunOfTool {
    var status: ExitStatus
    var output: String
    var errors: String

    /// Runs the program in this process.
    init(
        _ words: [String], input: String = "", terminal: Terminal = Terminal(), engine: any Engine = FakeEngine(),
        sink: MemorySink = MemorySink(), now: @escaping @Sendable () -> Double = { 0 }
    ) {
        self.init(words, inputBytes: Array(input.utf8), terminal: terminal, engine: engine, sink: sink, now: now)
    }

    init(
        _ words: [String], inputBytes: [UInt8], terminal: Terminal = Terminal(), engine: any Engine = FakeEngine(),
        sink: MemorySink = MemorySink(), now: @escaping @Sendable () -> Double = { 0 }
    ) {
        let errorSink = MemorySink()
        let context = CommandContext(
            output: RowOutput(sink), diagnostics: Diagnostics(errorSink), standardInput: { MemorySource(inputBytes) }, engine: engine,
            terminal: terminal, now: now)
        status = CommandLineTool.run(words, in: context)
        output = sink.text
        errors = errorSink.text
    }
}

/// A text that is kept in a file beside the tests. With `TRIALNER_UPDATE_SNAPSHOTS` set, what came out is written there instead.
func snapshot(_ name: String, of text: String) throws -> String {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/\(name)")
    if ProcessInfo.processInfo.environment["TRIALNER_UPDATE_SNAPSHOTS"] != nil { try Data(text.utf8).write(to: file) }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
}

/// A folder that is gone after the test.
final class TemporaryFolder {
    private let folder: URL

    init(_ files: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("trialner-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
    func contents(_ name: String) -> String? {
        FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
    }
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }
}

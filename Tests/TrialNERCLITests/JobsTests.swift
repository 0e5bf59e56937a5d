import Foundation
import Testing
import TrialNER

@testable import TrialNERCLI
@testable import TrialNERFormats

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Long runs")
struct JobsTests {
    /// The program itself, as the build left it beside the tests.
    private static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().path
    private static let model = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("TrialNERTests/Fixtures/models/tiny").path

    private static func programPath() throws -> String {
        var folder = URL(fileURLWithPath: program)
        for _ in 0..<4 {
            let path = folder.appendingPathComponent("trialner").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
            folder.deleteLastPathComponent()
        }
        let build = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(".build/debug/trialner").path
        try #require(FileManager.default.isExecutableFile(atPath: build), "the program is not built")
        return build
    }

    /// Starts the program; gives its status once it ended, and what it told.
    private func run(_ words: [String], killAfter seconds: Double? = nil, signal: Int32 = SIGKILL) throws -> (status: Int32, errors: String)
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Self.programPath())
        process.arguments = words
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        if let seconds {
            Thread.sleep(forTimeInterval: seconds)
            kill(process.processIdentifier, signal)
        }
        let told = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: told, as: UTF8.self))
    }

    private static let count = 3000

    private func inputs() throws -> TemporaryFolder {
        let lines = (0..<Self.count).map { index in
            index % 500 == 77
                ? "{\"id\": \(index), \"text\": 5}\n"
                : "{\"id\": \(index), \"text\": \"In June 2003, the median overall survival was 4.0 months in \(index) patients.\"}\n"
        }
        return try TemporaryFolder(["in.jsonl": lines.joined()])
    }

    @Test("a run of JSONL that is killed again and again ends with what an undisturbed run gives", arguments: ["jsonl", "csv"])
    func killed(format: String) throws {
        let folder = try inputs()
        func words(_ output: String) -> [String] {
            ["annotate", folder.path("in.jsonl"), "-m", Self.model, "-f", format, "-o", folder.path(output)]
        }
        let whole = try run(words("whole"))
        #expect(whole.status == 1)
        #expect(whole.errors.hasSuffix("2994 documents done, 6 failed; what failed is listed in \(folder.path("whole.failures.jsonl"))\n"))
        var kills = 0
        for _ in 0..<5 where try run(words("cut"), killAfter: Double.random(in: 0.05...0.4)).status == SIGKILL { kills += 1 }
        #expect(kills > 0)
        let last = try run(words("cut"))
        #expect(last.status == 1)
        #expect(folder.contents("cut") == folder.contents("whole"))
        #expect(folder.contents("cut.failures.jsonl") == folder.contents("whole.failures.jsonl"))
        #expect(folder.contents("whole.failures.jsonl")?.split(separator: "\n").count == 6)
        #expect(folder.names == ["cut", "cut.failures.jsonl", "in.jsonl", "whole", "whole.failures.jsonl"])
    }

    @Test("a run of SQLite that is killed again and again has every document once, and its concepts can be searched")
    func killedDatabase() throws {
        let folder = try inputs()
        let words = ["annotate", folder.path("in.jsonl"), "-m", Self.model, "-o", folder.path("out.sqlite")]
        for _ in 0..<5 { _ = try run(words, killAfter: Double.random(in: 0.05...0.4)) }
        #expect(try run(words).status == 1)
        let database = try SQLiteDatabase(path: folder.path("out.sqlite"))
        #expect(try database.rows("SELECT count(*), count(DISTINCT id) FROM documents") == [["2994", "2994"]])
        #expect(try database.rows("SELECT count(*), min(line) FROM failures") == [["6", "78"]])
        #expect(try database.rows("SELECT items, documents, failures, ended IS NOT NULL FROM runs") == [["3000", "2994", "6", "1"]])
        #expect(
            try database.rows(
                "SELECT count(*) FROM entities WHERE text <> (SELECT substr(d.text, begin + 1, \"end\" - begin) FROM documents d WHERE d.document = entities.document)"
            )
                == [["0"]])
        let (found, all) = (
            "SELECT count(*) FROM entity_text WHERE entity_text MATCH 'june'", "SELECT count(*) FROM entities WHERE text LIKE '%june%'"
        )
        #expect(try database.rows(found) == database.rows(all))
        // The same command again is another run, beside the first.
        #expect(try run(words).status == 1)
        #expect(try database.rows("SELECT count(*) FROM runs") == [["2"]])
    }

    @Test("an interrupted run finishes what is in hand and says how to go on")
    func interrupted() throws {
        let folder = try inputs()
        let words = ["annotate", folder.path("in.jsonl"), "-m", Self.model, "-o", folder.path("out.jsonl")]
        let stopped = try run(words, killAfter: 0.25, signal: SIGINT)
        #expect(stopped.status == 130)
        #expect(stopped.errors.hasSuffix(" documents; the same command goes on from there\n"))
        let next = try run(words)
        #expect(next.errors.contains("trialner: going on behind the "))
        #expect(folder.contents("out.jsonl")?.split(separator: "\n").count == 2994)
    }

    @Test("an unfinished output is not gone on with by another command or with other inputs, unless --restart is said")
    func otherRun() throws {
        let folder = try inputs()
        let words = ["annotate", folder.path("in.jsonl"), "-m", Self.model, "-o", folder.path("out.jsonl")]
        _ = try run(words, killAfter: 0.3)
        try #require(folder.names.contains("out.jsonl.partial.job"))
        let other = try run(words + ["--labels", "DATE"])
        #expect(other.status == 1)
        #expect(
            other.errors
                == "trialner: \(folder.path("out.jsonl.partial")) was begun by another run (its settings differ); give that command "
                + "again to go on with it, or --restart to begin anew, or write to another file\n")
        try folder.write(Array("{\"id\": 1, \"text\": \"June\"}\n".utf8), to: "in.jsonl")
        #expect(try run(words).errors.contains("(the inputs differ)"))
        #expect(try run(words + ["--restart"]).status == 0)
        #expect(folder.contents("out.jsonl")?.split(separator: "\n").count == 1)
    }

    @Test("a journal whose end was lost is gone on with from its last whole line, and a damaged one is not trusted")
    func journal() throws {
        let folder = try inputs()
        let words = ["annotate", folder.path("in.jsonl"), "-m", Self.model, "-o", folder.path("out.jsonl")]
        _ = try run(words, killAfter: 0.4)
        let journal = try #require(folder.contents("out.jsonl.partial.job"))
        let position = try #require(RunJournal(path: folder.path("out.jsonl.partial.job"))?.entries.last?.position)
        try folder.write(Array((journal + "{\"items\": 99999, \"docum").utf8), to: "out.jsonl.partial.job")
        #expect(RunJournal(path: folder.path("out.jsonl.partial.job"))?.entries.last?.position == position)
        #expect(try run(words).status == 1)
        #expect(folder.contents("out.jsonl")?.split(separator: "\n").count == 2994)
        try folder.write(Array("no journal".utf8), to: "x.job")
        #expect(RunJournal(path: folder.path("x.job")) == nil)
    }

    @Test("two runs do not write one output at once")
    func locked() throws {
        let folder = try inputs()
        let holder = try FileWriter(path: folder.path("out.jsonl"))
        let second = try run(["annotate", folder.path("in.jsonl"), "-m", Self.model, "-o", folder.path("out.jsonl")])
        #expect(second.status == 1 && second.errors.contains("another run is writing it"))
        holder.discard()
    }

    @Test("the answer does not depend on how many windows are computed side by side")
    func jobs() throws {
        let folder = try inputs()
        for count in ["1", "3"] {
            _ = try run(["annotate", folder.path("in.jsonl"), "-m", Self.model, "-j", count, "-o", folder.path("\(count).jsonl")])
        }
        #expect(folder.contents("1.jsonl") == folder.contents("3.jsonl"))
    }
}

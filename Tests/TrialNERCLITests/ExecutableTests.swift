import Foundation
import Testing

@testable import TrialNERCLI

/// The built program beside the tests, if it was built.
private var executable: URL? {
    let folders = [
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
        URL(fileURLWithPath: #filePath).appendingPathComponent("../../../.build/debug").standardizedFileURL,
    ]
    return folders.map { $0.appendingPathComponent("trialner") }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
}

@Suite("The built program", .enabled(if: executable != nil))
struct ExecutableTests {
    /// Runs a line of the shell in which `$T` is the program; gives its status, output and errors.
    private func shell(_ line: String) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        let output = Pipe()
        let errors = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.environment = ["T": try #require(executable).path, "PATH": "/usr/bin:/bin"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let written = output.fileHandleForReading.readDataToEndOfFile()
        let told = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: written, as: UTF8.self), String(decoding: told, as: UTF8.self))
    }

    @Test("statuses are those that help states")
    func statuses() throws {
        #expect(try shell("$T --version").status == 0)
        #expect(try shell("$T annotate no-such-file.txt").status == 1)
        #expect(try shell("$T annotate --bogus").status == 2)
        #expect(try shell("$T annotate").errors == "trialner: stdin: has no text; give a text to annotate\n")
    }

    @Test("a closed pipe ends the program quietly")
    func closedPipe() throws {
        let run = try shell("{ $T annotate --help; echo status $? >&2; } | true")
        #expect(run.errors == "status 0\n" && run.output.isEmpty)
    }

    @Test("a full disk is told", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() throws {
        let run = try shell("$T --help > /dev/full")
        #expect(run.status == 1 && run.errors == "trialner: cannot write to standard output: No space left on device\n")
    }

    @Test("an argument that is not UTF-8 is refused")
    func invalidArgument() throws {
        let run = try shell("$T annotate \"$(printf 'caf\\351')\"")
        #expect(run.status == 2 && run.errors.contains("argument 2 ('caf\u{FFFD}') is not UTF-8"))
    }

    @Test("an interruption ends the program with its status, also while it waits for input", arguments: [("INT", 130), ("TERM", 143)])
    func interruption(signal: String, status: Int32) throws {
        // Not with `&` and `kill`: a shell starts work in the background with interruptions ignored.
        let run = try shell("sleep 2 | timeout --foreground --preserve-status -s \(signal) 0.3 $T annotate -; echo $? >&2")
        #expect(run.errors == "trialner: stopped after 0 documents\n\(status)\n")
    }

    @Test("a service that is told to end ends in good order")
    func service() throws {
        let line = "timeout --foreground --preserve-status -s TERM 3 $T serve --port 0; echo $? >&2"
        let told = try shell(line).errors.split(separator: "\n")
        // Without ONNX Runtime or a model it says so, which other tests look at.
        if told.last == "1" { return }
        #expect(told.count == 3 && told[0].hasPrefix("trialner: listening on http://127.0.0.1:"))
        #expect(told.dropFirst().elementsEqual(["trialner: stopping: answering what is in hand", "0"]))
    }
}

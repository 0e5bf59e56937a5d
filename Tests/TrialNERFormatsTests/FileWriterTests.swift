import Foundation
import Testing

@testable import TrialNERFormats

@Suite("FileWriter")
struct FileWriterTests {
    @Test("a file takes its name only when it is whole")
    func commit() throws {
        let folder = try TemporaryFolder()
        try Data("old".utf8).write(to: folder.url("out"))
        let writer = try FileWriter(path: folder.path("out"))
        try writer.write(Array("new".utf8))
        #expect(folder.contents("out") == "old")
        #expect(folder.contents("out.partial") == "new")
        try writer.commit()
        #expect(folder.contents("out") == "new")
        #expect(folder.names == ["out"])
    }

    @Test("what is discarded leaves the old file as it was")
    func discard() throws {
        let folder = try TemporaryFolder()
        try Data("old".utf8).write(to: folder.url("out"))
        let writer = try FileWriter(path: folder.path("out"))
        try writer.write(Array("new".utf8))
        writer.discard()
        #expect(folder.contents("out") == "old")
        #expect(folder.names == ["out"])
    }

    @Test("a symbolic link stays one and the file behind it is replaced, with its permissions")
    func link() throws {
        let folder = try TemporaryFolder()
        try Data("old".utf8).write(to: folder.url("real"))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path("real"))
        try FileManager.default.createSymbolicLink(at: folder.url("link"), withDestinationURL: folder.url("real"))
        let writer = try FileWriter(path: folder.path("link"))
        try writer.write(Array("new".utf8))
        try writer.commit()
        #expect(folder.contents("real") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")).hasSuffix("real"))
        #expect(try FileManager.default.attributesOfItem(atPath: folder.path("real"))[.posixPermissions] as? Int == 0o640)
    }

    @Test("a file that cannot be made is refused with the reason")
    func refusal() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("none/out")
        #expect(throws: OutputError.failed(output: path, reason: "No such file or directory")) { try FileWriter(path: path) }
        #expect(throws: OutputError.self) { try FileWriter(path: folder.path("")) }
    }

    @Test("devices are written to directly", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func devices() throws {
        let null = try FileWriter(path: "/dev/null")
        #expect(null.partialPath == nil)
        try null.write([1, 2, 3])
        try null.commit()
        let full = try FileWriter(path: "/dev/full")
        #expect(throws: OutputError.failed(output: "/dev/full", reason: "No space left on device")) { try full.write([1]) }
    }
}

import Foundation
import Testing

@testable import TrialNER

@Suite("The archive of a saved model")
struct ZipArchiveTests {
    private static let stored = SavedFixtures.folder("block") + "/bert_classification_onnx"
    private static let deflated = SavedFixtures.classifier + "/bert_classification_onnx"

    private func content(_ path: String, prefix: Int? = nil) throws -> [UInt8] {
        let archive = try ZipArchive(path: path)
        return try archive.content(of: #require(archive.entries.first), prefix: prefix)
    }

    /// What an archive has to say after bytes of it were changed.
    private func refusal(_ change: (inout [UInt8]) -> Void) throws -> SavedFileError? {
        try withTemporaryFolder { folder in
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.deflated)))
            change(&bytes)
            try Data(bytes).write(to: URL(fileURLWithPath: folder + "/a.zip"))
            do {
                _ = try content(folder + "/a.zip")
                return nil
            } catch let error as SavedFileError {
                return error
            }
        }
    }

    /// Where the list of files begins, and where the end of the archive does.
    private func places(_ bytes: [UInt8]) -> (list: Int, end: Int) { (bytes.count - 22 - 46 - "model.onnx".utf8.count, bytes.count - 22) }

    @Test("gives the file, stored or deflated, whole or from its beginning")
    func content() throws {
        let expected = [UInt8](try Data(contentsOf: URL(fileURLWithPath: FixtureModels.model("tiny"))))
        for path in [Self.stored, Self.deflated] {
            #expect(try content(path) == expected)
            #expect(try content(path, prefix: 100) == Array(expected[..<100]))
            #expect(try content(path, prefix: 1 << 30) == expected)
        }
        #expect(try ZipArchive(path: Self.deflated).entries.map(\.name) == ["model.onnx"])
    }

    @Test("a comment behind the archive does not hide it")
    func comment() throws {
        #expect(
            try refusal { bytes in
                bytes[bytes.count - 2] = 3
                bytes += Array("abc".utf8)
            } == nil)
    }

    @Test("what is encrypted, compressed otherwise, too large or in several parts is named")
    func unsupported() throws {
        func reason(_ change: (inout [UInt8], (list: Int, end: Int)) -> Void) throws -> String {
            try refusal { bytes in
                change(&bytes, places(bytes))
            }.map { "\($0)" } ?? ""
        }
        #expect(try reason { $0[$1.list + 8] |= 1 }.contains("encrypted"))
        #expect(try reason { $0[$1.list + 10] = 14 }.contains("compressed by method 14"))
        #expect(try reason { bytes, places in for index in 16..<20 { bytes[places.end + index] = 0xFF } }.contains("zip64"))
        #expect(try reason { $0[$1.end + 4] = 1 }.contains("several parts"))
    }

    @Test("sizes that are not true are told, however large, and so is a wrong checksum")
    func lies() throws {
        for (offset, value) in [(16, 1), (20, 1), (23, 0x7F), (24, 1), (27, 0x7F), (42, 1), (45, 0x7F)] as [(Int, UInt8)] {
            let error = try refusal { $0[places($0).list + offset] ^= value }
            guard case .damaged? = error else {
                Issue.record("\(offset): \(String(describing: error))")
                continue
            }
        }
        #expect(try refusal { $0 = [] } != nil)
        #expect(try refusal { $0.removeFirst() } != nil)
    }
}

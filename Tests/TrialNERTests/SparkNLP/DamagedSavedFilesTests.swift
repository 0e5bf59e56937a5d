import Foundation
import Testing

@testable import TrialNER

@Suite("Damaged files of Spark NLP")
struct DamagedSavedFilesTests {
    private static let data = DataFrame(texts: ["In June 2003, the median overall survival was 4.0 months; 12 weeks."])

    /// Every file of the pipeline that has content, but those of checksums.
    private static let files = SavedFixtures.files(in: SavedFixtures.pipeline).filter { !$0.hasSuffix(".crc") && !$0.hasSuffix("_SUCCESS") }

    private func rows(_ folder: String) throws -> [DataFrame.Value?] {
        let found = try PipelineModel.load(from: folder).transform(Self.data)
        return ["token", "ner", "ner_chunk"].map { found[$0]?.first }
    }

    /// The bytes of a file, and what becomes of them: cut off here and there, and with a byte changed here and there.
    private func damages(of bytes: [UInt8], seed: UInt64) -> [[UInt8]] {
        var random = TokenTextGenerator(seed: seed)
        var damaged: [[UInt8]] = []
        let step = max(1, bytes.count / 12)
        for length in stride(from: 0, to: bytes.count, by: step) { damaged.append(Array(bytes[..<length])) }
        damaged.append(bytes.dropLast())
        for _ in 0..<30 {
            var changed = bytes
            let index = Int.random(in: 0..<bytes.count, using: &random)
            changed[index] ^= UInt8.random(in: 1...255, using: &random)
            damaged.append(changed)
        }
        return damaged
    }

    @Test("a change of a file is told, or changes nothing", arguments: files)
    func noticed(file: String) throws {
        let expected = try rows(SavedFixtures.pipeline)
        try SavedFixtures.withCopy(of: SavedFixtures.pipeline, keepingChecksums: true) { folder in
            let url = URL(fileURLWithPath: folder + "/" + file)
            let bytes = [UInt8](try Data(contentsOf: url))
            for (index, damage) in damages(of: bytes, seed: UInt64(file.utf8.count)).enumerated() {
                try Data(damage).write(to: url)
                if let found = try? rows(folder) { #expect(found == expected, "\(file), damage \(index)") }
            }
        }
    }

    @Test("a change that no checksum tells of is an error or another result, never a crash", arguments: files)
    func survived(file: String) throws {
        try SavedFixtures.withCopy(of: SavedFixtures.pipeline) { folder in
            let url = URL(fileURLWithPath: folder + "/" + file)
            let bytes = [UInt8](try Data(contentsOf: url))
            var failures = 0
            let damaged = damages(of: bytes, seed: UInt64(file.utf8.count) + 1000)
            for damage in damaged {
                try Data(damage).write(to: url)
                do { _ = try rows(folder) } catch { failures += 1 }
            }
            // Whatever was cut off is missing.
            #expect(failures >= 10, "\(file)")
        }
    }

    @Test("a file of checksums that is cut off is told")
    func checksums() throws {
        try SavedFixtures.withCopy(of: SavedFixtures.pipeline, keepingChecksums: true) { folder in
            let path = folder + "/metadata/.part-00000.crc"
            try Data(try Data(contentsOf: URL(fileURLWithPath: path)).dropLast()).write(to: URL(fileURLWithPath: path))
            #expect(throws: SavedFileError.damaged(path: folder + "/metadata/part-00000", reason: "it ends early")) {
                try PipelineModel.load(from: folder)
            }
        }
    }

    @Test("a pipe or a folder in place of a file is told at once")
    func noFiles() throws {
        try SavedFixtures.withCopy(of: SavedFixtures.folder("block")) { folder in
            let path = folder + "/bert_classification_onnx"
            try FileManager.default.removeItem(atPath: path)
            #expect(mkfifo(path, 0o600) == 0)
            #expect(throws: ModelError.saved(.unreadable(path: path, reason: "it is no plain file"))) { try ModelFolder(path: folder) }
        }
    }
}

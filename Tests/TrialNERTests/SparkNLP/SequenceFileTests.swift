import Foundation
import Testing

@testable import TrialNER

@Suite("Hadoop's sequence files")
struct SequenceFileTests {
    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: SavedFixtures.folder(name))))
    }

    @Test("hold the same values however they are compressed")
    func compressions() throws {
        let values = try ["block", "record", "gzip"].map {
            try SequenceFile(bytes($0 + "/fields/vocabulary/part-00000")).values.map(Array.init)
        }
        #expect(values[0].count > 5)
        #expect(values[0] == values[1] && values[1] == values[2])
        let parts = try (0..<3).map {
            try SequenceFile(bytes("pipeline/stages/3_BERT_FOR_TOKEN_CLASSIFICATION_04/fields/vocabulary/part-0000\($0)")).values
        }
        #expect(parts[2].isEmpty)
        #expect(parts.flatMap { $0.map(Array.init) } == values[0])
    }

    @Test("of another version, with other classes or cut off are told")
    func refused() throws {
        func problem(_ change: (inout [UInt8]) -> Void) throws -> String {
            var bytes = try bytes("characters/fields/rules/part-00000")
            change(&bytes)
            do throws(SavedContentProblem) {
                _ = try SequenceFile(bytes)
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(try problem { $0[0] = 0x50 }.contains("no sequence file"))
        #expect(try problem { $0[3] = 5 }.contains("version 5"))
        #expect(try problem { $0[6] = 0x58 }.contains("NullWritable"))
        #expect(try problem { $0.removeLast() }.contains("ends early"))
        #expect(try problem { $0 = [] }.contains("ends early"))
        // The length of the first record, and that of its value.
        let header = 3 + 1 + 34 + 35 + 2 + 4 + 16
        for offset in [0, 8] {
            let reason = try problem { bytes in for index in 0..<4 { bytes[header + offset + index] = index == 0 ? 0x7F : 0xFF } }
            #expect(reason.contains("ends early"), "\(offset) \(reason)")
        }
    }

    @Test("that would unpack to very much are refused before they do")
    func bomb() throws {
        // 64 kB of zeros, packed by zlib itself in the fixture's way, are enough to see that the limit counts.
        let packed = Self.deflatedZeros(1 << 16)
        #expect(try Inflater.unpacked(packed[...], limit: 1 << 16).count == 1 << 16)
        #expect(throws: SavedContentProblem.self) { try Inflater.unpacked(packed[...], limit: (1 << 16) - 1) }
        #expect(throws: SavedContentProblem.self) { try Inflater.unpacked((packed + [0])[...], limit: 1 << 16) }
        #expect(throws: SavedContentProblem.self) { try Inflater.unpacked(packed.dropLast()[...], limit: 1 << 16) }
    }

    /// Zeros as zlib packs them, in stored blocks: a header, blocks with their lengths, and the sum (Adler-32) of zeros.
    private static func deflatedZeros(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = [0x78, 0x01]
        var left = count
        while left > 0 {
            let length = min(left, 0xFFFF)
            left -= length
            bytes += [left == 0 ? 1 : 0, UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8 & 255)]
            bytes += [UInt8](repeating: 0, count: length)
        }
        // After n zeros the first half of the sum is 1 and the second n modulo 65,521.
        let second = count % 65_521
        return bytes + [UInt8(second >> 8), UInt8(second & 255), 0, 1]
    }
}

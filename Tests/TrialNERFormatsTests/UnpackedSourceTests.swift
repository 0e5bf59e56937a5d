import CZlib
import Testing

@testable import TrialNERFormats

@Suite("Packed inputs")
struct UnpackedSourceTests {
    /// The bytes as one gzip member.
    private func packed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 100)
        let count = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                deflate(&stream, Z_FINISH)
                return output.count - Int(stream.avail_out)
            }
        }
        return Array(output.prefix(count))
    }

    private func unpacked(_ bytes: [UInt8], blockSize: Int = .max, count: Int = 4096) throws(InputProblem) -> [UInt8] {
        let source = UnpackedSource(MemorySource(bytes, blockSize: blockSize))
        var result: [UInt8] = []
        while try source.read(into: &result, count: count) > 0 {}
        return result
    }

    private let text = (0..<20_000).map { UInt8(truncatingIfNeeded: ($0 * $0) >> 3 & 0x3F + 0x20) }

    @Test("what is packed comes out whole, in blocks of any size", arguments: [1, 7, 4096, 1 << 20])
    func whole(size: Int) throws {
        #expect(try unpacked(packed(text), blockSize: size, count: size) == text)
        #expect(try unpacked(packed([]), blockSize: size, count: size) == [])
    }

    @Test("what is not packed comes out as it is", arguments: [[], [0x1F], Array("plain".utf8), [0x1F, 0x8A, 0, 1]] as [[UInt8]])
    func plain(bytes: [UInt8]) throws {
        #expect(try unpacked(bytes) == bytes)
        #expect(try unpacked(bytes, blockSize: 1, count: 1) == bytes)
    }

    @Test("several members are one text, and zeros behind them nothing")
    func members() throws {
        let bytes = packed(Array("one ".utf8)) + packed([]) + packed(Array("two".utf8)) + [UInt8](repeating: 0, count: 600)
        #expect(String(decoding: try unpacked(bytes), as: UTF8.self) == "one two")
        #expect(String(decoding: try unpacked(bytes, blockSize: 1, count: 3), as: UTF8.self) == "one two")
    }

    @Test("a packed input that is cut anywhere gives an error, and never other bytes")
    func cut() {
        let bytes = packed(Array(text.prefix(3_000)))
        for length in 2..<bytes.count {
            #expect(throws: InputProblem.gzip("ends early")) { try unpacked(Array(bytes.prefix(length))) }
        }
    }

    @Test("damage and what stands behind it are told")
    func damaged() {
        var bytes = packed(text)
        bytes[bytes.count - 6] ^= 0xFF
        #expect(throws: InputProblem.gzip("is damaged")) { try unpacked(bytes) }
        #expect(throws: InputProblem.gzip("has something else behind it")) { try unpacked(packed(text) + Array("more".utf8)) }
    }

    @Test("lines before the damage are documents, and the rest is one error")
    func linesBeforeDamage() throws {
        let lines = (0..<2_000).map { "{\"text\": \"document \($0) \(($0 * 7919) % 104_729)\"}\n" }.joined()
        let bytes = packed(Array(lines.utf8))
        let reader = JSONLinesReader(UnpackedSource(MemorySource(Array(bytes.prefix(bytes.count / 2)), blockSize: 512)), name: "f.jsonl.gz")
        var documents = 0
        var errors: [String] = []
        for _ in 0..<3_000 {
            do throws(InputError) {
                guard try reader.next() != nil else { break }
                documents += 1
            } catch {
                errors.append(error.description)
            }
        }
        #expect(documents > 500 && documents < 2_000)
        #expect(errors.count == 1 && errors[0].contains("f.jsonl.gz") && errors[0].contains("ends early"), "\(errors)")
    }

    @Test("the ending behind .gz tells the format")
    func format() {
        #expect(InputFormat.name(of: "a/b.jsonl.gz") == .format(.jsonl))
        #expect(InputFormat.name(of: "a/b.TXT.GZ") == .format(.text))
    }
}

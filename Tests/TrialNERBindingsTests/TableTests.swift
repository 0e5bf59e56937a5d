import Testing
import TrialNER

@testable import TrialNERBindings

@Suite("Tables in bytes")
struct TableTests {
    @Test("come back as they were written", arguments: 0..<200)
    func roundTrip(seed: UInt64) throws {
        var random = Random(state: seed)
        let (columns, rows) = Self.table(&random)
        let written = TableWriter(columns: columns, rows: rows, origins: Array(rows.indices)).bytes
        let read = try written.withUnsafeBufferPointer { bytes throws(InterfaceError) in try TableReader.table(of: bytes) }
        #expect(read.columnNames == columns)
        #expect(read.rows == rows)
        // Names are numbered in the order of their first use, so what was read is written in the same bytes.
        #expect(TableWriter(columns: columns, rows: read.rows, origins: Array(rows.indices)).bytes == written)
    }

    @Test("are refused, and nothing else, where they are cut or changed", arguments: 0..<40)
    func broken(seed: UInt64) throws {
        var random = Random(state: seed &+ 1000)
        let (columns, rows) = Self.table(&random)
        let written = TableWriter(columns: columns, rows: rows, origins: Array(rows.indices)).bytes
        for length in 0..<written.count {
            #expect(throws: InterfaceError.self) {
                try Array(written[..<length]).withUnsafeBufferPointer { _ = try TableReader.table(of: $0) }
            }
        }
        for _ in 0..<200 where !written.isEmpty {
            var changed = written
            changed[Int.random(in: changed.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            // A changed byte of a text may make another text; what must not be is a crash.
            do {
                _ = try changed.withUnsafeBufferPointer { bytes throws(InterfaceError) in try TableReader.table(of: bytes) }
            } catch {
                #expect(error.description.hasPrefix("the table is broken at byte"))
            }
        }
    }

    private static func table(_ random: inout Random) -> ([String], [DataFrame.Row]) {
        let columns = (0..<Int.random(in: 1...4, using: &random)).map { "column \($0)" }
        let rows = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            Dictionary(uniqueKeysWithValues: columns.map { ($0, cell(&random)) })
        }
        return (columns, rows)
    }

    private static func cell(_ random: inout Random) -> DataFrame.Value {
        let count = Int.random(in: 0...3, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return .null
        case 1: return .string(text(&random))
        case 2: return .strings((0..<count).map { _ in text(&random) })
        case 3: return .pairs((0..<count).map { _ in .init(key: text(&random), value: text(&random)) })
        default:
            return .annotations(
                (0..<count).map { _ in
                    Annotation(
                        annotatorType: ["token", "chunk"].randomElement(using: &random) ?? "",
                        begin: Int.random(in: -1...9000, using: &random),
                        end: Int.random(in: -1...9000, using: &random), result: text(&random),
                        metadata: ["sentence": text(&random), "word": text(&random)])
                })
        }
    }

    private static func text(_ random: inout Random) -> String {
        String((0..<Int.random(in: 0...6, using: &random)).map { _ in "aé😀\0\n𝒳".randomElement(using: &random) ?? "a" })
    }

    /// A generator that gives the same numbers for the same seed (SplitMix64).
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}

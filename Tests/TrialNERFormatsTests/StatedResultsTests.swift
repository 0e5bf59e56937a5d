import Testing
import TrialNER

@testable import TrialNERFormats

@Suite("results in files")
struct StatedResultsTests {
    private func read(_ text: String) throws -> [StatedResults] {
        let reader = StatedResultsReader(MemorySource(Array(text.utf8)), name: "r.jsonl")
        var rows: [StatedResults] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    @Test("what is written is read back, numbers of ids and missing parts included")
    func roundTrip() throws {
        let rows = [
            StatedResults(
                id: .string("a"),
                results: [
                    .init(
                        value: .init(begin: 5, end: 9), endPoint: .init(begin: 0, end: 3), arm: .init(begin: 12, end: 13),
                        comparator: .init(begin: 20, end: 22), interval: .init(begin: 30, end: 34), pValue: .init(begin: 40, end: 44),
                        time: .init(begin: 50, end: 52)), .init(value: .init(begin: 1, end: 2)),
                ]), StatedResults(id: .number("12345678901234567890"), results: []),
        ]
        let text = String(decoding: rows.flatMap(\.line), as: UTF8.self)
        #expect(try read(text) == rows)
        #expect(
            text.hasPrefix(
                #"{"id": "a", "results": [{"value": [5, 9], "endpoint": [0, 3], "arm": [12, 13], "comparator": [20, 22], "interval": [30, 34]"#
            ))
    }

    @Test("offsets are Unicode scalars, there and back")
    func scalars() {
        let text = DocumentText("µg 名前 4.0 and é")
        let entities = [
            Entity(span: 4..<10, label: "Trial_Group", confidence: 1), Entity(span: 11..<14, label: "Value", confidence: 1),
        ]
        let results = [TrialResult(value: 1, arm: 0)]
        let stated = StatedResults(id: .string("a"), results: results, entities: entities, text: text)
        #expect(stated.results == [.init(value: .init(begin: 6, end: 9), arm: .init(begin: 3, end: 5))])
        #expect(stated.results(among: entities, in: text) == results)
    }

    @Test(
        "a line that is no line of results is named with its number",
        arguments: [#"{"id": "a"}"#, #"{"results": [{"arm": [1, 2]}]}"#, #"{"results": [{"value": [2, 1]}]}"#, "[1]", "{"])
    func broken(line: String) {
        let reader = StatedResultsReader(MemorySource(Array("\n\(line)\n{\"id\": \"b\", \"results\": []}\n".utf8)), name: "r.jsonl")
        let error = #expect(throws: InputError.self) { try reader.next() }
        #expect(error?.description.contains("line 2") == true)
        #expect((try? reader.next())?.id == .string("b"))
    }
}

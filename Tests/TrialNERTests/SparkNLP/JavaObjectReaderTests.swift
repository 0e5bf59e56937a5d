import Testing

@testable import TrialNER

@Suite("Java's serialised objects")
struct JavaObjectReaderTests {
    private static let header: [UInt8] = [0xAC, 0xED, 0, 5]

    private func utf(_ text: String) -> [UInt8] { [UInt8(text.utf8.count >> 8), UInt8(text.utf8.count & 255)] + Array(text.utf8) }

    /// A class of its parts, with the code that begins it; `parent` is what follows for the class that it extends.
    private func description(_ name: String, flags: UInt8 = 2, fields: [UInt8] = [0, 0], parent: [UInt8] = [0x70]) -> [UInt8] {
        [0x72] + utf(name) + [0, 0, 0, 0, 0, 0, 0, 1, flags] + fields + [0x78] + parent
    }

    private func read(_ content: [UInt8]) throws -> JavaObjects { try JavaObjectReader.read((Self.header + content)[...]) }

    private func reference(_ number: UInt8) -> [UInt8] { [0x71, 0, 0x7E, 0, number] }

    @Test("a text is in Java's own UTF-8, with NUL in two bytes and two surrogates for what is beyond the first plane")
    func texts() throws {
        func text(_ bytes: [UInt8]) throws -> String? {
            let objects = try read([0x74, 0, UInt8(bytes.count)] + bytes)
            return objects.string(objects.root)
        }
        #expect(try text(Array("aé≥".utf8)) == "aé≥")
        #expect(try text([0x61, 0xC0, 0x80]) == "a\u{0}")
        #expect(try text([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]) == "\u{1F600}")
        for wrong: [UInt8] in [[0xED, 0xA0, 0xBD], [0xC3], [0xFF], [0xE2, 0x89], [0x80], [0xF0, 0x9F, 0x98, 0x80]] {
            #expect(throws: SavedContentProblem.self, "\(wrong)") { try text(wrong) }
        }
        let long = try read([0x7C, 0, 0, 0, 0, 0, 0, 0, 2, 0x61, 0x62])
        #expect(long.string(long.root) == "ab")
    }

    @Test("fields have the values of their types, those of the class that is extended first")
    func fields() throws {
        let parent = description("P", fields: [0, 1, 0x49] + utf("i"))
        let types: [(UInt8, [UInt8])] = [
            (0x42, [0xFF]), (0x5A, [1]), (0x43, [0, 0x41]), (0x53, [0xFF, 0xFE]), (0x4A, [0, 0, 0, 0, 0, 0, 0, 9]),
            (0x46, [0x3F, 0x80, 0, 0]), (0x44, [0x40, 0, 0, 0, 0, 0, 0, 0]),
        ]
        var (fields, content): ([UInt8], [UInt8]) = ([0, UInt8(types.count)], [])
        for (type, value) in types {
            fields += [type] + utf("f\(type)")
            content += value
        }
        let objects = try read([0x73] + description("C", fields: fields, parent: parent) + [0, 0, 0, 7] + content)
        #expect(objects.className(objects.root) == "C")
        #expect(objects.field("i", of: objects.root) == .integer(7))
        let values: [JavaObjects.Value?] = types.map { objects.field("f\($0.0)", of: objects.root) }
        let expected: [JavaObjects.Value?] = [
            .integer(-1), .integer(1), .integer(65), .integer(-2), .integer(9), .floating(1), .floating(2),
        ]
        #expect(values == expected)
        #expect(objects.field("none", of: objects.root) == nil)
    }

    @Test("an object may refer to itself")
    func cycle() throws {
        let fields = [0, 1, 0x4C] + utf("me") + [0x74] + utf("LC;")
        // Node 0 is the class, 1 the name of the type, 2 the object.
        let objects = try read([0x73] + description("C", fields: fields) + reference(2))
        #expect(objects.field("me", of: objects.root) == objects.root)
    }

    @Test("what a class writes by its own method is told from its fields, and plain bytes in it are passed over")
    func ownMethod() throws {
        let content: [UInt8] = [0x77, 2, 0x78, 0x78] + [0x74] + utf("a") + [0x7A, 0, 0, 0, 1, 0x78] + [0x70, 0x78]
        let objects = try read([0x73] + description("C", flags: 3) + content)
        let written = try #require(objects.written(objects.root))
        #expect(written.map { objects.string($0) } == ["a", nil])
    }

    @Test("a constant of an enumeration has its name, and an array its elements")
    func constantsAndArrays() throws {
        let constant = try read([0x7E] + description("E", flags: 0x12) + [0x74] + utf("RED"))
        #expect(constant.string(constant.root) == "RED")
        let array = try read([0x75] + description("[I") + [0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 6])
        #expect(array.elements(array.root) == [.integer(5), .integer(6)])
    }

    @Test("sizes that are not there, endless nesting and classes that extend themselves are errors, and at once")
    func hostile() throws {
        let wrong: [[UInt8]] = [
            [], [0x00], [0x79], [0x7B], [0x7D], [0x70, 0x70],
            [0x75] + description("[I") + [0x7F, 0xFF, 0xFF, 0xFF], [0x75] + description("[I") + [0xFF, 0xFF, 0xFF, 0xFF],
            [0x75] + description("[L") + [0, 0, 0, 1], [0x75] + description("") + [0, 0, 0, 0],
            [0x75] + description("[?") + [0, 0, 0, 1, 0],
            [0x7C, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x74, 0xFF, 0xFF, 0x61],
            reference(0), [0x71, 0xFF, 0xFF, 0xFF, 0xFF], [0x73, 0x70], [0x73, 0x74] + utf("x"),
            [0x73] + description("C", flags: 4), [0x73] + description("C", flags: 3) + [0x77, 0xFF],
            [0x73] + description("C", flags: 3) + [0x7A, 0xFF, 0, 0, 0],
            [0x73] + description("C", parent: reference(0)), [0x7E] + description("E") + [0x70],
            [0x73] + description("C", fields: [0xFF, 0xFF]), [0x73] + description("C", fields: [0, 1, 0x4C] + utf("f") + [0x70]),
        ]
        for content in wrong { #expect(throws: SavedContentProblem.self, "\(content)") { try read(content) } }

        // An array in an array in an array …
        var nested = [0x75] + description("[L") + [0, 0, 0, 1]
        for _ in 0..<100_000 { nested += [0x75] + reference(0) + [0, 0, 0, 1] }
        #expect(throws: SavedContentProblem.unsupported("its Java objects lie more than 64 levels deep")) { try read(nested) }
        // A class that extends a class that extends a class …
        var classes: [UInt8] = [0x73] + description("C", flags: 3)
        for number in 0..<100 as Range<UInt8> {
            classes += description("D", parent: number == 0 ? reference(0) : reference(number + 1))
        }
        #expect(throws: SavedContentProblem.unsupported("a Java class in it extends more than 64 others")) { try read(classes + [0x78]) }
    }

    @Test("random bytes behind any beginning are an error or an object, never a crash")
    func random() throws {
        var generator = TokenTextGenerator(seed: 11)
        let beginnings = [[], [0x73] + description("C", flags: 3), [0x75] + description("[L") + [0, 0, 0, 9]]
        let likely: [UInt8] = [0, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x77, 0x78, 0x7E]
        for beginning in beginnings {
            for _ in 0..<3000 {
                let bytes = (0..<40).map { _ in
                    Bool.random(using: &generator)
                        ? likely.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
                }
                _ = try? read(beginning + bytes)
            }
        }
    }
}

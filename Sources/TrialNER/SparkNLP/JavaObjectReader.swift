/// Reads one object from Java's serialisation stream into ``JavaObjects``. No class is ever looked for: what comes out is data.
///
/// What is read is bounded by the bytes that are there, and nesting by ``depthLimit``, so that no stream can take much memory or overflow
/// the stack. Source: "Java Object Serialization Specification", chapter 6.
struct JavaObjectReader {
    /// How deep objects may lie within objects; those of Spark NLP's tokenizer take about 20 levels.
    static let depthLimit = 64

    private enum Code {
        static let null: UInt8 = 0x70
        static let reference: UInt8 = 0x71
        static let description: UInt8 = 0x72
        static let object: UInt8 = 0x73
        static let string: UInt8 = 0x74
        static let array: UInt8 = 0x75
        static let type: UInt8 = 0x76
        static let block: UInt8 = 0x77
        static let endOfBlock: UInt8 = 0x78
        static let longBlock: UInt8 = 0x7A
        static let longString: UInt8 = 0x7C
        static let constant: UInt8 = 0x7E
    }

    private enum Flag {
        static let writesItself: UInt8 = 0x01
        static let serializable: UInt8 = 0x02
    }

    private static let header: [UInt8] = [0xAC, 0xED, 0, 5]
    private static let firstHandle = 0x7E0000

    private var reader: BinaryReader
    private var objects = JavaObjects()
    private var depth = 0

    private init(_ bytes: ArraySlice<UInt8>) { reader = BinaryReader(bytes) }

    /// The object that the bytes hold.
    static func read(_ bytes: ArraySlice<UInt8>) throws(SavedContentProblem) -> JavaObjects {
        var reader = JavaObjectReader(bytes)
        guard try reader.reader.take(4).elementsEqual(header) else { throw .damaged("a record holds no Java object") }
        reader.objects.root = try reader.content()
        guard reader.reader.remaining == 0 else { throw .damaged("something follows a Java object") }
        return reader.objects
    }

    // MARK: Contents

    private mutating func content() throws(SavedContentProblem) -> JavaObjects.Value { try content(try reader.byte()) }

    private mutating func content(_ code: UInt8) throws(SavedContentProblem) -> JavaObjects.Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw .unsupported("its Java objects lie more than \(Self.depthLimit) levels deep") }
        switch code {
        case Code.null: return .null
        case Code.reference: return .node(try reference())
        case Code.object: return .node(try object())
        case Code.string: return .node(add(.string(try text(Int(try reader.bigEndian(UInt16.self))))))
        case Code.longString:
            let length = try reader.bigEndian(UInt64.self)
            return .node(add(.string(try text(Int(clamping: length)))))
        case Code.array: return .node(try array())
        case Code.type:
            _ = try classDescription()
            return .node(add(.type))
        case Code.constant: return .node(try constant())
        case Code.description: return .node(try newDescription())
        default: throw .unsupported("its Java objects have a part of kind \(code), which TrialNER does not read")
        }
    }

    private mutating func add(_ node: JavaObjects.Node) -> Int {
        objects.nodes.append(node)
        return objects.nodes.count - 1
    }

    private mutating func reference() throws(SavedContentProblem) -> Int {
        let number = Int(try reader.bigEndian(Int32.self)) - Self.firstHandle
        guard objects.nodes.indices.contains(number) else { throw .damaged("a Java object refers to one that is not there") }
        return number
    }

    private mutating func object() throws(SavedContentProblem) -> Int {
        guard let number = try classDescription() else { throw .damaged("a Java object has no class") }
        let node = add(.unfinished)
        var values: [JavaObjects.Value] = []
        var written: [JavaObjects.Value] = []
        for number in objects.lineage(of: number) {
            guard let description = objects.description(number) else { continue }
            guard description.flags & Flag.serializable != 0 else {
                throw .unsupported("its Java class \(description.name) stores its objects in a way of its own")
            }
            for field in description.fields { values.append(try value(field.type)) }
            if description.flags & Flag.writesItself != 0 { written += try annotations() }
        }
        objects.nodes[node] = .object(class: number, values: values, written: written)
        return node
    }

    private mutating func array() throws(SavedContentProblem) -> Int {
        guard let number = try classDescription(), let name = objects.description(number)?.name.utf8, name.first == UInt8(ascii: "["),
            let type = name.dropFirst().first
        else { throw .damaged("a Java array has no type") }
        let node = add(.unfinished)
        let count = try reader.bigEndian(Int32.self)
        // An element takes a byte at least.
        guard count >= 0, count <= reader.remaining else { throw .damaged("a Java array is longer than the file") }
        var values: [JavaObjects.Value] = []
        for _ in 0..<count { values.append(try value(type)) }
        objects.nodes[node] = .array(values)
        return node
    }

    private mutating func constant() throws(SavedContentProblem) -> Int {
        _ = try classDescription()
        let node = add(.unfinished)
        let text = try content()
        guard let name = objects.string(text) else { throw .damaged("the constant of an enumeration has no name") }
        objects.nodes[node] = .constant(name)
        return node
    }

    /// The value of a field or an element by the letter of its type.
    private mutating func value(_ type: UInt8) throws(SavedContentProblem) -> JavaObjects.Value {
        switch type {
        case UInt8(ascii: "B"): .integer(Int64(try reader.bigEndian(Int8.self)))
        case UInt8(ascii: "Z"): .integer(Int64(try reader.bigEndian(UInt8.self)))
        case UInt8(ascii: "C"): .integer(Int64(try reader.bigEndian(UInt16.self)))
        case UInt8(ascii: "S"): .integer(Int64(try reader.bigEndian(Int16.self)))
        case UInt8(ascii: "I"): .integer(Int64(try reader.bigEndian(Int32.self)))
        case UInt8(ascii: "J"): .integer(try reader.bigEndian(Int64.self))
        case UInt8(ascii: "F"): .floating(Double(Float(bitPattern: try reader.bigEndian(UInt32.self))))
        case UInt8(ascii: "D"): .floating(Double(bitPattern: try reader.bigEndian(UInt64.self)))
        case UInt8(ascii: "L"), UInt8(ascii: "["): try content()
        default: throw .damaged("a field of a Java class has no type")
        }
    }

    /// What a class wrote by its own method: the objects; plain bytes between them are passed over.
    private mutating func annotations() throws(SavedContentProblem) -> [JavaObjects.Value] {
        var values: [JavaObjects.Value] = []
        while true {
            let code = try reader.byte()
            switch code {
            case Code.endOfBlock: return values
            case Code.block: _ = try reader.take(Int(try reader.byte()))
            case Code.longBlock: _ = try reader.take(Int(try reader.bigEndian(Int32.self)))
            default: values.append(try content(code))
            }
        }
    }

    // MARK: Classes

    /// The number of the class that stands here; `nil` for none.
    private mutating func classDescription() throws(SavedContentProblem) -> Int? {
        guard case .node(let number) = try content() else { return nil }
        guard objects.description(number) != nil else { throw .damaged("a Java object has something else in place of its class") }
        return number
    }

    private mutating func newDescription() throws(SavedContentProblem) -> Int {
        let name = try text(Int(try reader.bigEndian(UInt16.self)))
        _ = try reader.bigEndian(Int64.self)
        let node = add(.unfinished)
        let flags = try reader.byte()
        var fields: [JavaObjects.Field] = []
        for _ in 0..<(try reader.bigEndian(UInt16.self)) {
            let type = try reader.byte()
            let name = try text(Int(try reader.bigEndian(UInt16.self)))
            if type == UInt8(ascii: "L") || type == UInt8(ascii: "[") {
                let typeName = try content()
                guard objects.string(typeName) != nil else { throw .damaged("a field of a Java class has no type") }
            }
            fields.append(JavaObjects.Field(name: name, type: type))
        }
        _ = try annotations()
        // A class can only extend one that was read before, so that no class extends itself.
        let parent = try classDescription()
        if let parent, objects.lineage(of: parent).count >= Self.depthLimit {
            throw .unsupported("a Java class in it extends more than \(Self.depthLimit) others")
        }
        objects.nodes[node] = .description(.init(name: name, flags: flags, fields: fields, parent: parent))
        return node
    }

    // MARK: Texts

    /// A text in Java's variant of UTF-8, in which NUL has two bytes and a surrogate three.
    private mutating func text(_ length: Int) throws(SavedContentProblem) -> String {
        let bytes = try reader.take(length)
        if bytes.allSatisfy({ $0 < 0x80 && $0 != 0 }) { return String(decoding: bytes, as: UTF8.self) }
        var units: [UInt16] = []
        units.reserveCapacity(length)
        var rest = bytes
        func continuation() throws(SavedContentProblem) -> UInt16 {
            guard let byte = rest.popFirst(), byte & 0xC0 == 0x80 else { throw .damaged("a Java text is not in Java's UTF-8") }
            return UInt16(byte & 0x3F)
        }
        while let first = rest.popFirst() {
            switch first {
            case 0x01..<0x80: units.append(UInt16(first))
            case 0xC0..<0xE0: units.append(UInt16(first & 0x1F) << 6 | (try continuation()))
            case 0xE0..<0xF0: units.append(UInt16(first & 0x0F) << 12 | (try continuation()) << 6 | (try continuation()))
            default: throw .damaged("a Java text is not in Java's UTF-8")
            }
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw .damaged("a Java text has half a character") }
        return text
    }
}

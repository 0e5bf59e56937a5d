/// Objects as Java's serialisation stores them: a graph whose nodes are numbered in the order in which the stream has them.
struct JavaObjects {
    /// A value of a field or an element.
    enum Value: Hashable {
        case null
        /// A whole number, a character or a truth value.
        case integer(Int64)
        /// A number with a fraction.
        case floating(Double)
        /// The number of a node.
        case node(Int)
    }

    /// What a class says of its objects.
    struct Class {
        var name: String
        var flags: UInt8
        var fields: [Field]
        /// The number of the class that it extends.
        var parent: Int?
    }

    /// A field of a class, and the letter of its type.
    struct Field {
        var name: String
        var type: UInt8
    }

    enum Node {
        /// A node that is being read.
        case unfinished
        case string(String)
        case description(Class)
        /// The values of the fields, those of the topmost class first, and what the class wrote by its own method.
        case object(class: Int, values: [Value], written: [Value])
        case array([Value])
        case constant(String)
        case type
    }

    var nodes: [Node] = []
    var root = Value.null

    /// The text of a string, or of the name of an enumeration's constant.
    func string(_ value: Value) -> String? {
        switch node(value) {
        case .string(let text)?, .constant(let text)?: text
        default: nil
        }
    }

    /// A whole number, by itself or in an object such as `java.lang.Integer`.
    func integer(_ value: Value) -> Int64? {
        if case .integer(let number) = value { return number }
        guard let boxed = field("value", of: value), case .integer(let number) = boxed else { return nil }
        return number
    }

    /// The elements of an array.
    func elements(_ value: Value) -> [Value]? {
        guard case .array(let elements)? = node(value) else { return nil }
        return elements
    }

    /// The name of the class of an object.
    func className(_ value: Value) -> String? {
        guard case .object(let number, _, _)? = node(value) else { return nil }
        return description(number)?.name
    }

    /// The field of an object.
    func field(_ name: String, of value: Value) -> Value? {
        guard case .object(let number, let values, _)? = node(value) else { return nil }
        var index = 0
        for number in lineage(of: number) {
            for field in description(number)?.fields ?? [] {
                if field.name == name, index < values.count { return values[index] }
                index += 1
            }
        }
        return nil
    }

    /// The objects that the class of an object wrote by its own method.
    func written(_ value: Value) -> [Value]? {
        guard case .object(_, _, let written)? = node(value) else { return nil }
        return written
    }

    func description(_ number: Int) -> Class? {
        guard nodes.indices.contains(number), case .description(let found) = nodes[number] else { return nil }
        return found
    }

    /// A class and those that it extends, the topmost first.
    func lineage(of number: Int) -> [Int] {
        var lineage: [Int] = []
        var next: Int? = number
        while let number = next, let found = description(number) {
            lineage.append(number)
            next = found.parent
        }
        return lineage.reversed()
    }

    private func node(_ value: Value) -> Node? {
        guard case .node(let number) = value, nodes.indices.contains(number) else { return nil }
        return nodes[number]
    }
}

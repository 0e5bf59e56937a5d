/// A part of a study record, whichever of the registry's three forms it came in.
///
/// Names are compared in small letters without `_`, so that `briefTitle`, `BriefTitle` and `brief_title` are one.
struct RegistryNode {
    var name: String
    /// The text of a part that has no parts.
    var text: [UInt8]
    var children: [RegistryNode]

    init(name: String, text: [UInt8] = [], children: [RegistryNode] = []) {
        self.name = Self.plain(name)
        self.text = text
        self.children = children
    }

    private static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" } }

    /// The first part of one of the names directly in it.
    func child(_ names: String...) -> RegistryNode? { children.first { names.contains($0.name) } }

    /// The parts directly in it whose names end in `suffix`; the older API repeats the name of the whole before that of the part.
    func part(_ suffix: String) -> [UInt8] {
        children.first { $0.name.hasSuffix(suffix) && $0.children.isEmpty }?.text ?? []
    }

    /// The first part of one of the names anywhere in it.
    func descendant(_ names: String...) -> RegistryNode? { descendant(in: names) }

    private func descendant(in names: [String]) -> RegistryNode? {
        for child in children {
            if names.contains(child.name) { return child }
            if let found = child.descendant(in: names) { return found }
        }
        return nil
    }

    /// The outermost parts of one of the names anywhere in it that have parts themselves.
    func descendants(_ names: String...) -> [RegistryNode] { descendants(in: names) }

    private func descendants(in names: [String]) -> [RegistryNode] {
        children.flatMap { child in
            names.contains(child.name) && child.children.contains { $0.children.isEmpty } ? [child] : child.descendants(in: names)
        }
    }
}

extension RegistryNode {
    /// Reads a JSON value; each element of an array is a part with the array's name.
    init(_ scanner: inout JSONScanner, name: String) throws(JSONError) {
        self.init(name: name)
        switch scanner.peek {
        case UInt8(ascii: "{")?:
            try scanner.object { (scanner, name) throws(JSONError) in
                if scanner.peek == UInt8(ascii: "[") {
                    try scanner.array { (scanner) throws(JSONError) in children.append(try RegistryNode(&scanner, name: name)) }
                } else {
                    children.append(try RegistryNode(&scanner, name: name))
                }
            }
        case UInt8(ascii: "[")?:
            try scanner.array { (scanner) throws(JSONError) in children.append(try RegistryNode(&scanner, name: name)) }
        case UInt8(ascii: "\"")?: text = try scanner.string()
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: text = Array(try scanner.number().utf8)
        default: try scanner.skipValue()
        }
    }

    /// Takes an element of XML; its text is unwrapped.
    init(_ element: XMLElement) {
        self.init(name: element.name, children: element.children.map { RegistryNode($0) })
        let texts = element.contents.compactMap { if case .text(let text) = $0 { text } else { nil } }
        if children.isEmpty {
            text = Self.unwrapped(Array(texts.joined()))
        } else if children.count == 1, children[0].name == "textblock" {
            text = children[0].text
            children = []
        }
    }

    /// Joins the lines of a paragraph, which the XML form breaks and indents; paragraphs and items of lists stay lines.
    private static func unwrapped(_ text: [UInt8]) -> [UInt8] {
        var flow = FlowingText()
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let body = line.drop { $0 <= 0x20 }
            if body.isEmpty || isItem(body) { flow.endLine() }
            flow.add(Array(body) + [UInt8(ascii: " ")])
        }
        return flow.text
    }

    /// `- item`, `* item`, `3. item`, `3) item`.
    private static func isItem(_ line: ArraySlice<UInt8>) -> Bool {
        let digits = line.prefix { (0x30...0x39).contains($0) }
        let rest = line.dropFirst(digits.count)
        let marks = digits.isEmpty ? "-*•" : ".)"
        guard let mark = marks.utf8.first.map({ _ in Array(marks.utf8) }), let first = rest.first, mark.contains(first) else {
            return false
        }
        return rest.dropFirst().first.map { $0 == 0x20 || $0 >= 0x80 } ?? false
    }
}

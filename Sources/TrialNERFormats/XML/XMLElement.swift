/// An element of XML with all that is in it.
struct XMLElement: Sendable {
    /// What stands between the tags of an element.
    enum Content: Sendable {
        case text([UInt8])
        case element(XMLElement)
    }

    /// The name without its prefix.
    var name: String
    /// The attributes by their names without prefixes.
    var attributes: [String: String] = [:]
    /// What is in it, in order.
    var contents: [Content] = []
    /// The line it begins in, from 1.
    var line: Int

    /// The elements directly in it.
    var children: some Sequence<XMLElement> {
        contents.lazy.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The first element of a name directly in it.
    func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The element at a path of names.
    func child(_ path: String...) -> XMLElement? {
        var element: XMLElement? = self
        for name in path { element = element?.child(name) }
        return element
    }

    /// The elements of a name directly in it.
    func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}

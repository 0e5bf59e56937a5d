import TrialNER

/// Gives the `.ann` file of a document (https://brat.nlplab.org/standoff.html).
///
/// A document that comes from brat keeps its lines, their names and their order; entities that came to it since follow with names of
/// their own. An entity over several lines of the text is written in parts, as brat itself does. Confidences have no place in brat.
public struct BratWriter: Sendable {
    /// Makes a writer.
    public init() {}

    /// The `.ann` file of a document.
    public func annotations(of document: AnnotatedDocument) -> [UInt8] {
        let offsets = ScalarOffsets(document.text)
        let converter = document.text.scalarOffsetConverter
        let names = Self.names(of: document)
        var places: [String: Int] = [:]
        for (index, name) in names.enumerated() { places[name] = index }
        var output = ""
        var isWritten = [Bool](repeating: false, count: names.count)
        for line in document.brat?.lines ?? [] {
            guard let (name, stated) = Self.textBound(line, offsets) else {
                output += line + "\n"
                continue
            }
            guard let index = places[name], !isWritten[index] else { continue }
            isWritten[index] = true
            let entity = document.entities[index]
            let isUnchanged = stated.map { $0.label == entity.label && $0.span == entity.span && $0.fragments == entity.fragments } ?? false
            output += (isUnchanged ? line : Self.line(of: entity, named: name, document.text, converter)) + "\n"
        }
        for (index, name) in names.enumerated() where !isWritten[index] {
            output += Self.line(of: document.entities[index], named: name, document.text, converter) + "\n"
        }
        return Array(output.utf8)
    }

    /// A type as brat can have it: white space becomes `_`.
    static func label(_ label: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in label.unicodeScalars { scalars.append(scalar.properties.isWhitespace ? "_" : scalar) }
        return String(scalars)
    }

    private static func line(of entity: AnnotatedEntity, named name: String, _ text: DocumentText, _ offsets: OffsetConverter) -> String {
        var entity = entity
        entity.label = label(entity.label)
        return BratAnnotations.line(of: entity, named: name, in: text, offsets: offsets)
    }

    /// The name of a text-bound line, and its entity where the line is whole; `nil` for other lines.
    private static func textBound(_ line: String, _ offsets: ScalarOffsets) -> (name: String, stated: AnnotatedEntity?)? {
        guard line.utf8.first == UInt8(ascii: "T") else { return nil }
        let name = String(Substring(line.utf8.prefix { $0 != UInt8(ascii: "\t") }))
        guard BratLines.isName(name) else { return nil }
        return (name, name == line ? nil : try? BratAnnotations.entity(of: line, offsets))
    }

    /// The name of each entity: its own where it is one of brat's and no other entity has it, else the next free number.
    private static func names(of document: AnnotatedDocument) -> [String] {
        let own = document.entities.map { $0.id.flatMap { BratLines.isName($0) ? $0 : nil } }
        var taken = Set<String>()
        var last = own.compactMap { $0.flatMap { Int($0.dropFirst()) } }.max() ?? 0
        return own.map { name in
            if let name, taken.insert(name).inserted { return name }
            repeat { last += 1 } while !taken.insert("T\(last)").inserted
            return "T\(last)"
        }
    }
}

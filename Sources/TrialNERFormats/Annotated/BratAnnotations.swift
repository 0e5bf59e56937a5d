import TrialNER

/// The contents of a brat `.ann` file (https://brat.nlplab.org/standoff.html), read against their text.
///
/// Offsets count Unicode scalars, as brat does. What is not text-bound (relations, events, attributes, notes) is kept as it is.
struct BratAnnotations {
    private(set) var entities: [AnnotatedEntity] = []
    private(set) var lines: [String] = []
    private var names = Set<String>()
    private let text: DocumentText
    private let offsets: ScalarOffsets

    init(text: DocumentText) {
        self.text = text
        offsets = ScalarOffsets(text)
    }

    /// Takes a line without its line feed.
    mutating func add(_ line: String) throws(InputProblem) {
        if line.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { return }
        guard line.utf8.contains(UInt8(ascii: "\t")) else {
            throw .format("\(quote(line)) is no line of brat: a name and a tab are missing")
        }
        guard line.utf8.first == UInt8(ascii: "T") else {
            lines.append(line)
            return
        }
        let entity = try Self.entity(of: line, offsets)
        let name = entity.id ?? ""
        guard names.insert(name).inserted else { throw .format("\(name) stands twice; each name may stand once") }
        try check(line, entity)
        entities.append(entity)
        // A text that has other white space than the document is kept, so that the file comes back as it was.
        lines.append(line == Self.line(of: entity, named: name, in: text, offsets: text.scalarOffsetConverter) ? name : line)
    }

    /// The entity of a text-bound line: `T1<tab>LABEL BEGIN END[;BEGIN END…]<tab>TEXT`.
    static func entity(of line: String, _ offsets: ScalarOffsets) throws(InputProblem) -> AnnotatedEntity {
        let parts = line.utf8.split(separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false).map {
            String(Substring($0))
        }
        guard BratLines.isName(parts[0]) else { throw .format("\(quote(parts[0])) is no name of an entity, as T1") }
        let words = parts[1].utf8.split(separator: UInt8(ascii: " "), maxSplits: 1).map { String(Substring($0)) }
        var fragments: [Span] = []
        for part in words.count == 2 ? words[1].utf8.split(separator: UInt8(ascii: ";")) : [] {
            let numbers = part.split(separator: UInt8(ascii: " ")).map { Int(Substring($0)) }
            guard numbers.count == 2, let begin = numbers[0], let end = numbers[1] else {
                throw .format("\(parts[0]): \(quote(parts[1])) is not LABEL BEGIN END")
            }
            fragments.append(try offsets.span(begin, end, of: parts[0]))
        }
        guard let first = fragments.first, let last = fragments.last else {
            throw .format("\(parts[0]): \(quote(parts[1])) is not LABEL BEGIN END")
        }
        for (left, right) in zip(fragments, fragments.dropFirst()) where left.upperBound > right.lowerBound {
            throw .format("the parts of \(parts[0]) overlap or are out of order")
        }
        return AnnotatedEntity(
            span: first.lowerBound..<last.upperBound, label: words[0], id: parts[0], fragments: fragments.count > 1 ? fragments : [])
    }

    /// The line of an entity.
    static func line(of entity: AnnotatedEntity, named name: String, in text: DocumentText, offsets: OffsetConverter) -> String {
        var offsets = offsets
        let fragments = entity.fragments.isEmpty ? text.lines(of: entity.span) : entity.fragments
        let places = fragments.map { "\(offsets.offset(ofUTF8: $0.lowerBound)) \(offsets.offset(ofUTF8: $0.upperBound))" }
        return "\(name)\t\(entity.label) \(places.joined(separator: ";"))\t\(fragments.map { text[$0] }.joined(separator: " "))"
    }

    /// Checks the words that a line repeats of the text; a line may leave them out, and their white space does not count.
    private func check(_ line: String, _ entity: AnnotatedEntity) throws(InputProblem) {
        let parts = line.utf8.split(separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[2].isEmpty else { return }
        let said = String(Substring(parts[2]))
        let there = (entity.fragments.isEmpty ? [entity.span] : entity.fragments).map { text[$0] }.joined()
        guard Self.ink(said) == Self.ink(there) else {
            throw .format(
                "\(entity.id ?? "") says \(quote(said)), but there stands \(quote(there)); offsets are characters of the .txt file")
        }
    }

    private static func ink(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace }
    }
}

extension DocumentText {
    /// A converter to Unicode scalars.
    var scalarOffsetConverter: OffsetConverter { OffsetConverter(self, to: .unicodeScalars) }

    /// The parts of a span between what ends a line for brat (as Python's `splitlines` does), which cannot stand in an `.ann` file.
    func lines(of span: Span) -> [Span] {
        var parts: [Span] = []
        var begin = span.lowerBound
        var position = begin
        for scalar in self[span].unicodeScalars {
            let length = scalar.utf8.count
            if Self.endsLine(scalar) {
                if begin < position { parts.append(begin..<position) }
                begin = position + length
            }
            position += length
        }
        if begin < position { parts.append(begin..<position) }
        return parts.isEmpty ? [span] : parts
    }

    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}

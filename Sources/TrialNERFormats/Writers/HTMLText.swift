import TrialNER

/// Text as HTML.
package enum HTMLText {
    /// A stretch of a text that is to be marked.
    package struct Mark: Sendable, Hashable {
        /// Where it stands, in UTF-8 offsets.
        package var span: Span
        /// The classes of its element.
        package var classes: String
        /// What is shown behind it, as the type of an entity.
        package var label: String
        /// What a pointer that rests on it shows.
        package var title: String

        package init(span: Span, classes: String, label: String, title: String) {
            self.span = span
            self.classes = classes
            self.label = label
            self.title = title
        }
    }

    /// The text as the content of an element or of an attribute. Control characters that HTML does not allow become `U+FFFD`.
    package static func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        append(text.utf8, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    static func append(_ utf8: some Sequence<UInt8>, to output: inout [UInt8]) {
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): output.append(contentsOf: "&#39;".utf8)
            case 0x0D: output.append(contentsOf: "&#13;".utf8)
            case 0x09, 0x0A: output.append(byte)
            case 0x00..<0x20, 0x7F: output.append(contentsOf: "\u{FFFD}".utf8)
            default: output.append(byte)
            }
        }
    }

    /// The text with `<mark>` around each stretch. Stretches may overlap: where they do, one lies in the other, and what
    /// crosses is parted; the label stands behind the last part.
    package static func marked(_ text: DocumentText, _ marks: [Mark]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count + marks.count * 64)
        let order = marks.sorted { ($0.span.lowerBound, -$0.span.upperBound) < ($1.span.lowerBound, -$1.span.upperBound) }
        let edges = Set(marks.flatMap { [$0.span.lowerBound, $0.span.upperBound] } + [0, text.utf8.count]).sorted()
        var next = 0
        var open: [Mark] = []
        for (begin, end) in zip(edges, edges.dropFirst()) {
            open.removeAll { $0.span.upperBound <= begin }
            while next < order.count, order[next].span.lowerBound <= begin {
                open.append(order[next])
                next += 1
            }
            for mark in open {
                output.append(contentsOf: "<mark class=\"\(escaped(mark.classes))".utf8)
                if mark.span.upperBound == end { output.append(contentsOf: "\" data-label=\"\(escaped(mark.label))".utf8) }
                output.append(contentsOf: "\" title=\"\(escaped(mark.title))\">".utf8)
            }
            append(text.utf8[begin..<end], to: &output)
            for _ in open { output.append(contentsOf: "</mark>".utf8) }
        }
        return output
    }
}

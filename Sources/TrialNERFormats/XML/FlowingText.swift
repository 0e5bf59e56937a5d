/// Makes text for reading of what stands between tags: white space becomes single spaces, paragraphs become lines.
struct FlowingText {
    /// The text so far.
    private(set) var bytes: [UInt8] = []
    private var needsSpace = false
    private var lineStart = 0

    /// Adds text as it stands in the document.
    mutating func add(_ text: [UInt8]) {
        for byte in text {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                needsSpace = bytes.count > lineStart
            } else {
                if needsSpace { bytes.append(UInt8(ascii: " ")) }
                needsSpace = false
                bytes.append(byte)
            }
        }
    }

    /// Adds text of ours.
    mutating func add(_ text: String) { add(Array(text.utf8)) }

    /// Ends the line, if there is something on it.
    mutating func endLine() {
        needsSpace = false
        if bytes.count > lineStart {
            bytes.append(UInt8(ascii: "\n"))
            lineStart = bytes.count
        }
    }

    /// Whether nothing stands on the line yet.
    var isAtLineStart: Bool { bytes.count == lineStart }

    /// The text without a line end behind it.
    var text: [UInt8] { bytes.last == UInt8(ascii: "\n") ? Array(bytes.dropLast()) : bytes }

    /// The last byte that is no white space; `nil` where there is none on this line.
    var lastByte: UInt8? { isAtLineStart ? nil : bytes.last }
}

extension XMLElement {
    /// All text in it, tags left out, as one line.
    var flatText: [UInt8] {
        var text = FlowingText()
        addText(to: &text)
        return text.text
    }

    /// The same as a string.
    var flatString: String { String(decoding: flatText, as: UTF8.self) }

    private func addText(to text: inout FlowingText) {
        for content in contents {
            switch content {
            case .text(let bytes): text.add(bytes)
            case .element(let element): element.addText(to: &text)
            }
        }
    }
}

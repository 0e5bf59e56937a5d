/// Cuts a marked text at the marks where a sentence may end (`PragmaticSentenceExtractor.scala`).
enum PragmaticPieces {
    /// The pieces between the breaks that are not protected, without marks and without white space and control characters at
    /// their edges; no piece is empty.
    static func pieces(of marked: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        for sentenceBreak in breaks(in: marked) {
            pieces.append(restored(marked[start..<sentenceBreak]))
            start = sentenceBreak + 3
        }
        pieces.append(restored(marked[start...]))
        return pieces.filter { !$0.isEmpty }
    }

    /// The offsets of the breaks after which an opening mark comes before any closing one.
    private static func breaks(in marked: [UInt8]) -> [Int] {
        var found: [Int] = []
        var isProtected = false
        var index = marked.count - 3
        while index >= 0 {
            // All three marks are U+F05x: EF 81 9x.
            if marked[index] == 0xEF, marked[index + 1] == 0x81 {
                switch marked[index + 2] {
                case 0x90 where !isProtected: found.append(index)
                case 0x96: isProtected = false
                case 0x97: isProtected = true
                default: break
                }
            }
            index -= 1
        }
        return found.reversed()
    }

    private static func restored(_ marked: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(marked.count)
        var index = marked.startIndex
        while index < marked.endIndex {
            let byte = marked[index]
            // Every mark takes three bytes, and begins with EF (private use) or E2 (box drawing).
            if byte == 0xEF || byte == 0xE2, let meaning = PragmaticMark.meaning(scalar(marked[index..<index + 3])) {
                text += meaning.utf8
                index += 3
            } else {
                text.append(byte)
                index += 1
            }
        }
        let isEdge = { (byte: UInt8) in byte <= 0x20 }
        guard let first = text.firstIndex(where: { !isEdge($0) }), let last = text.lastIndex(where: { !isEdge($0) }) else { return [] }
        return Array(text[first...last])
    }

    private static func scalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar {
        let value = bytes.dropFirst().reduce(UInt32(bytes[bytes.startIndex] & 0x0F)) { $0 << 6 | UInt32($1 & 0x3F) }
        return Unicode.Scalar(value) ?? " "
    }
}

/// Finds pieces of a text in it, each after the one before, as Spark NLP does.
struct SentenceFinder {
    private let text: [UInt8]
    private var converter: OffsetConverter
    private var next = 0

    init(_ text: DocumentText) {
        self.text = text.utf8
        converter = OffsetConverter(text, to: .utf16)
    }

    /// The UTF-16 offset of a piece; -1 if it does not stand after the piece before. The next search begins at its end, which after
    /// a piece that was not found is the place that -1 and its length give.
    mutating func begin(of piece: [UInt8]) -> Int {
        if let place = find(piece) {
            next = place + piece.count
            return converter.offset(ofUTF8: place)
        }
        next = converter.utf8Offset(of: utf16Length(piece) - 1)
        return -1
    }

    private func find(_ piece: [UInt8]) -> Int? {
        guard let first = piece.first, text.count >= piece.count else { return nil }
        var place = next
        while place <= text.count - piece.count {
            if text[place] == first, text[place..<place + piece.count].elementsEqual(piece) { return place }
            place += 1
        }
        return nil
    }
}

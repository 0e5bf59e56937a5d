import CUnicode

/// One pass of an encoder over a text, with its tables and the text at hand as plain memory.
///
/// Words of ASCII alone are matched where they stand. Everything else goes through a ``Normalizer``, which writes the
/// word as the vocabulary knows it and remembers where each byte came from.
struct EncodingRun {
    var pieces = WordPieces()
    private let bytes: UnsafeBufferPointer<UInt8>
    private let classes: UnsafeBufferPointer<UInt8>
    private let folded: UnsafeBufferPointer<UInt8>
    private let trie: PieceTrie.Walker
    private let unknownID: Int32
    private var normalizer: Normalizer
    private var word = NormalizedWord()

    init(
        encoder: WordPieceEncoder, bytes: UnsafeBufferPointer<UInt8>, classes: UnsafeBufferPointer<UInt8>,
        folded: UnsafeBufferPointer<UInt8>, trie: PieceTrie.Walker
    ) {
        self.bytes = bytes
        self.classes = classes
        self.folded = folded
        self.trie = trie
        unknownID = encoder.vocabulary.unknownID
        normalizer = Normalizer(encoder: encoder)
    }

    /// Appends the pieces of a span of the text.
    mutating func encode(_ span: Span) {
        let end = scalarEdge(span.upperBound)
        var index = scalarEdge(span.lowerBound)
        while index < end {
            switch classes[Int(bytes[index])] {
            case ByteClasses.space:
                index += 1
            case ByteClasses.punctuation:
                appendWord(index..<index + 1)
                index += 1
            default:
                let start = index
                while index < end, classes[Int(bytes[index])] == ByteClasses.word { index += 1 }
                if index < end, classes[Int(bytes[index])] == ByteClasses.other {
                    index = encodeNormalized(from: start, to: end)
                } else {
                    appendWord(start..<index)
                }
            }
        }
    }

    /// Appends one piece.
    @inline(__always)
    mutating func appendPiece(_ id: Int32, _ span: Span) {
        pieces.ids.append(id)
        pieces.spans.append(span)
    }

    /// The nearest edge of a scalar at or before an offset, within the text.
    private func scalarEdge(_ offset: Int) -> Int {
        var offset = max(0, min(offset, bytes.count))
        while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }

    /// Appends the pieces of a word of ASCII, where it stands in the text.
    @inline(__always)
    private mutating func appendWord(_ word: Span) {
        guard let bytes = bytes.baseAddress, let folded = folded.baseAddress else { return }
        if word.count > WordPieceEncoder.maxCharactersPerWord {
            appendPiece(unknownID, word)
        } else {
            appendPieces(of: word, in: bytes, folded: folded)
        }
    }

    /// Appends the greedy longest pieces of a word, or the unknown piece if they do not spell all of it.
    @inline(__always)
    private mutating func appendPieces(of word: Span, in bytes: UnsafePointer<UInt8>, folded: UnsafePointer<UInt8>) {
        let before = pieces.count
        var start = word.lowerBound
        var root = PieceTrie.wordRoot
        while start < word.upperBound {
            let match = trie.longestMatch(bytes, from: start, to: word.upperBound, root: root, fold: folded)
            if match.end == start {
                pieces.ids.removeLast(pieces.count - before)
                pieces.spans.removeLast(pieces.spans.count - before)
                appendPiece(unknownID, word)
                return
            }
            appendPiece(match.id, start..<match.end)
            start = match.end
            root = PieceTrie.continuationRoot
        }
    }

    /// Encodes from the start of a word up to the next ASCII space or punctuation mark, scalar by scalar; where it ended.
    private mutating func encodeNormalized(from start: Int, to end: Int) -> Int {
        var index = start
        while index < end {
            let byteClass = classes[Int(bytes[index])]
            if byteClass == ByteClasses.space || byteClass == ByteClasses.punctuation { break }
            let next = scalarEnd(index, to: end)
            normalizer.push(decode(index..<next), origin: index..<next)
            appendNormalized()
            index = next
        }
        normalizer.finish()
        appendNormalized()
        finishWord()
        return index
    }

    /// Takes what the normaliser has ready.
    private mutating func appendNormalized() {
        for normalized in normalizer.output {
            let properties = unicode_properties(normalized.scalar)
            if properties.has(UNICODE_SPACE) {
                finishWord()
            } else if properties.has(UNICODE_PUNCTUATION) {
                finishWord()
                word.append(normalized)
                finishWord()
            } else {
                word.append(normalized)
            }
        }
        normalizer.output.removeAll(keepingCapacity: true)
    }

    /// Appends the pieces of the word that the normaliser has written, if there is one.
    private mutating func finishWord() {
        guard word.scalarCount > 0, let folded = folded.baseAddress else { return }
        if word.isTooLong {
            appendPiece(unknownID, word.span)
        } else {
            let before = pieces.count
            word.utf8.withUnsafeBufferPointer { utf8 in
                guard let bytes = utf8.baseAddress else { return }
                // The word is folded already, and folding twice changes nothing.
                appendPieces(of: 0..<utf8.count, in: bytes, folded: folded)
            }
            for index in before..<pieces.count { pieces.spans[index] = word.origin(of: pieces.spans[index]) }
        }
        word.clear()
    }

    /// Where the scalar that begins at an offset ends.
    private func scalarEnd(_ index: Int, to end: Int) -> Int {
        let lead = bytes[index]
        return min(end, index + (lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4))
    }

    /// The scalar of a span that holds just one; valid, as every ``DocumentText`` is.
    private func decode(_ span: Span) -> UInt32 {
        let lead = UInt32(bytes[span.lowerBound])
        if span.count == 1 { return lead }
        // The lead byte holds 7 bits less one for every byte of the scalar.
        var scalar = lead & (0x7F >> UInt32(span.count))
        for index in span.dropFirst() { scalar = scalar << 6 | UInt32(bytes[index] & 0x3F) }
        return scalar
    }
}

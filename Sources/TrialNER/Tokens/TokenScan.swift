/// One pass over the bytes of a sentence that finds the tokens of ``ClinicalTokenSplitter``.
struct TokenScan {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let end: Int

    /// - Parameters:
    ///   - bytes: Valid UTF-8.
    ///   - end: Where the sentence ends.
    init(bytes: UnsafeBufferPointer<UInt8>, end: Int) {
        self.bytes = bytes
        self.end = end
    }

    /// The tokens from here to the end of the sentence.
    mutating func tokens(from start: Int) -> [Span] {
        var tokens: [Span] = []
        tokens.reserveCapacity((end - start) / 5 + 1)
        var index = start
        while index < end {
            let begin = index
            // What has no meaning alone joins the token after it where there is none before it.
            var next = kind(at: index)
            while next.kind == .joiner, next.end < end {
                index = next.end
                next = kind(at: index)
            }
            switch next.kind {
            case .space:
                if begin < index { tokens.append(begin..<index) }
                index = next.end
                continue
            case .letter: index = wordEnd(from: next.end)
            case .digit: index = numberEnd(from: index)
            case .symbol, .joiner: index = next.end
            }
            index = joinersEnd(from: index)
            tokens.append(begin..<index)
        }
        return tokens
    }

    @inline(__always)
    private func kind(at index: Int) -> (kind: TokenCharacter, end: Int) {
        let byte = bytes[index]
        if byte < 0x80 { return (TokenCharacter.ascii(byte), index + 1) }
        return kindOfScalar(at: index)
    }

    private func kindOfScalar(at index: Int) -> (kind: TokenCharacter, end: Int) {
        let (scalar, length) = bytes.scalar(at: index)
        return (TokenCharacter(scalar), index + length)
    }

    /// The end of letters, digits and the joiners between them.
    private func wordEnd(from start: Int) -> Int {
        var index = start
        while index < end {
            let next = kind(at: index)
            guard next.kind == .letter || next.kind == .digit || next.kind == .joiner else { break }
            index = next.end
        }
        return index
    }

    /// The end of a number that begins here, or of the word that begins with it.
    private func numberEnd(from start: Int) -> Int {
        var index = start
        var group = start
        var isGrouped = false
        var hasPoint = false
        while true {
            while index < end, TokenCharacter.isDigit(bytes[index]) { index += 1 }
            guard index < end else { return index }
            if let next = pointEnd(at: index) {
                guard next < end, TokenCharacter.isDigit(bytes[next]) else { return index }
                hasPoint = true
                index = next
            } else if bytes[index] == UInt8(ascii: ","), !hasPoint, isGrouped ? index - group == 3 : index - group <= 3,
                isGroupOfThree(at: index + 1)
            {
                isGrouped = true
                group = index + 1
                index = group
            } else {
                return wordEnd(from: index)
            }
        }
    }

    /// The end of the decimal point that stands here; `nil` for another character.
    @inline(__always)
    private func pointEnd(at index: Int) -> Int? {
        let byte = bytes[index]
        if byte == UInt8(ascii: ".") { return index + 1 }
        if byte < 0x80 { return nil }
        if byte == 0xC2 { return bytes[index + 1] == 0xB7 ? index + 2 : nil }
        guard byte == 0xE2 else { return nil }
        let rest = (bytes[index + 1], bytes[index + 2])
        return rest == (0x88, 0x99) || rest == (0x8B, 0x85) ? index + 3 : nil
    }

    private func isGroupOfThree(at index: Int) -> Bool {
        guard index + 3 <= end, (index..<index + 3).allSatisfy({ TokenCharacter.isDigit(bytes[$0]) }) else { return false }
        return index + 3 == end || !TokenCharacter.isDigit(bytes[index + 3])
    }

    @inline(__always)
    private func joinersEnd(from start: Int) -> Int {
        var index = start
        while index < end {
            let next = kind(at: index)
            guard next.kind == .joiner else { break }
            index = next.end
        }
        return index
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The scalar whose bytes begin here, and how many they are.
    func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let lead = UInt32(self[index])
        func tail(_ offset: Int) -> UInt32 { UInt32(self[index + offset] & 0x3F) }
        let (value, length): (UInt32, Int) =
            if lead < 0x80 {
                (lead, 1)
            } else if lead < 0xE0 {
                ((lead & 0x1F) << 6 | tail(1), 2)
            } else if lead < 0xF0 {
                ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
            } else {
                ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
            }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}

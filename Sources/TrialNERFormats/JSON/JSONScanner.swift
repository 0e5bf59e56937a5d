/// Reads JSON (RFC 8259, strictly) in one pass over bytes, building only the values that its user asks for.
///
/// A user calls ``skipSpace()``, looks at ``peek``, and then reads a value with ``string()``, ``number()``, ``object(_:)``
/// or ``skipValue()``; every method throws a ``JSONError`` that says what is wrong and at which byte.
public struct JSONScanner {
    /// How deep arrays and objects may be nested.
    public static let depthLimit = 256

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    /// Makes a scanner of bytes that stay alive while it is used.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Where the scanner stands, in bytes.
    public var offset: Int { position }

    /// The next byte; `nil` at the end.
    public var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Steps over white space.
    public mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Checks that nothing but white space is left.
    public mutating func end() throws(JSONError) {
        skipSpace()
        if position < bytes.count { throw JSONError(.trailing, at: position) }
    }

    /// Reads an object; `member` reads the value of each name, and must read exactly that.
    public mutating func object(_ member: (inout JSONScanner, String) throws(JSONError) -> Void) throws(JSONError) {
        try enter(UInt8(ascii: "{"), "an object (`{`)")
        skipSpace()
        if take(UInt8(ascii: "}")) {
            depth -= 1
            return
        }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw unexpected("a name in double quotes") }
            let name = String(decoding: try string(), as: UTF8.self)
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected("`:`") }
            skipSpace()
            try member(&self, name)
            skipSpace()
            if take(UInt8(ascii: "}")) { break }
            guard take(UInt8(ascii: ",")) else { throw unexpected("`,` or `}`") }
        }
        depth -= 1
    }

    /// Reads an array; `element` reads each value.
    public mutating func array(_ element: (inout JSONScanner) throws(JSONError) -> Void) throws(JSONError) {
        try enter(UInt8(ascii: "["), "an array (`[`)")
        skipSpace()
        if take(UInt8(ascii: "]")) {
            depth -= 1
            return
        }
        while true {
            skipSpace()
            try element(&self)
            skipSpace()
            if take(UInt8(ascii: "]")) { break }
            guard take(UInt8(ascii: ",")) else { throw unexpected("`,` or `]`") }
        }
        depth -= 1
    }

    /// Reads a string into UTF-8, which is checked.
    public mutating func string() throws(JSONError) -> [UInt8] {
        guard take(UInt8(ascii: "\"")) else { throw unexpected("a string in double quotes") }
        let start = position
        var text: [UInt8] = []
        var copied = start
        while true {
            guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { break }
            if byte < 0x20 { throw JSONError(.controlCharacter(byte), at: position) }
            if byte != UInt8(ascii: "\\") {
                position += 1
                continue
            }
            text.append(contentsOf: bytes[copied..<position])
            try escape(into: &text)
            copied = position
        }
        let raw = UnsafeBufferPointer(rebasing: bytes[start..<position])
        // The escapes are ASCII and give whole characters, so that the text is valid exactly if its source is.
        if let bad = UTF8Validation.firstInvalidByte(in: raw) { throw JSONError(.invalidUTF8, at: start + bad) }
        text.append(contentsOf: bytes[copied..<position])
        position += 1
        return text
    }

    /// Reads a number and gives its text as it stands, so that nothing of a long identifier is rounded away.
    public mutating func number() throws(JSONError) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Reads a value of any kind and drops it.
    public mutating func skipValue() throws(JSONError) {
        switch peek {
        case UInt8(ascii: "\"")?: _ = try string()
        case UInt8(ascii: "{")?: try object { (scanner, _) throws(JSONError) in try scanner.skipValue() }
        case UInt8(ascii: "[")?: try array { (scanner) throws(JSONError) in try scanner.skipValue() }
        case UInt8(ascii: "t")?: try word("true")
        case UInt8(ascii: "f")?: try word("false")
        case UInt8(ascii: "n")?: try word("null")
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: _ = try number()
        default: throw unexpected("a value")
        }
    }

    private mutating func word(_ word: String) throws(JSONError) {
        for byte in word.utf8 where !take(byte) { throw unexpected("`\(word)`") }
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        if position == start { throw unexpected("a digit") }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        let start = position
        position += 1
        guard let byte = peek else { throw JSONError(.endsEarly, at: position) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): try scalar(into: &text, from: start)
        default: throw JSONError(.invalidEscape, at: start)
        }
    }

    /// Reads what follows `\u`: four digits, and where they are the first half of a pair, the second half.
    private mutating func scalar(into text: inout [UInt8], from start: Int) throws(JSONError) {
        var code = try fourHexDigits(from: start)
        if (0xD800..<0xDC00).contains(code) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw JSONError(.loneSurrogate, at: start) }
            let second = try fourHexDigits(from: start)
            guard (0xDC00..<0xE000).contains(second) else { throw JSONError(.loneSurrogate, at: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw JSONError(.loneSurrogate, at: start) }
        text.append(contentsOf: UTF8.encode(scalar)?.map { $0 } ?? [])
    }

    private mutating func fourHexDigits(from start: Int) throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw JSONError(.endsEarly, at: position) }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): code = code << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): code = code << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: throw JSONError(.invalidEscape, at: start)
            }
            position += 1
        }
        return code
    }

    private mutating func enter(_ opening: UInt8, _ what: String) throws(JSONError) {
        guard depth < Self.depthLimit else { throw JSONError(.tooDeep(limit: Self.depthLimit), at: position) }
        guard take(opening) else { throw unexpected(what) }
        depth += 1
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private func unexpected(_ what: String) -> JSONError {
        JSONError(position < bytes.count ? .expected(what) : .endsEarly, at: position)
    }
}

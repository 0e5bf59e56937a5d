/// A Java pattern rewritten for PCRE2.
///
/// Most of the two notations is the same. Rewritten are `\b` and `\B` (Java's know letters of every script although its `\w` does
/// not), `.`, `^`, `$` and `\Z` (the two know different line breaks), `\uXXXX`, `\0nn`, the properties that are named differently,
/// flags that PCRE2 does not have, and classes with classes inside (`[a-z&&[^aeiou]]`, `[a-c[x-z]]`). Source: the documentation
/// of `java.util.regex.Pattern`, and its matches.
struct JavaPattern {
    /// The pattern that PCRE2 reads.
    private(set) var utf8: [UInt8] = []
    /// For each byte of it, the byte of the given pattern that it comes from.
    private var origins: [Int] = []
    private let source: [UInt8]
    private let pattern: String
    private var index = 0
    /// The flags that are on, and those of the groups around.
    private var flags: Flags
    private var outerFlags: [Flags] = []

    /// Flags that change what a character of the pattern means.
    private struct Flags {
        var multiline: Bool
        var dotAll: Bool
        var comments = false
    }

    /// Rewrites a pattern.
    init(_ pattern: String, options: RegularExpression.Options = []) throws(RegularExpressionError) {
        self.pattern = pattern
        flags = Flags(multiline: options.contains(.multiline), dotAll: options.contains(.dotMatchesLineBreaks))
        source = Array(pattern.utf8)
        while index < source.count {
            let start = index
            emit(try nextAtom(), from: start)
        }
    }

    /// The position in the given pattern, in Unicode scalars, of a byte of the rewritten one.
    func position(ofOutput offset: Int) -> Int {
        scalarPosition(offset < origins.count ? origins[offset] : source.count)
    }

    private func scalarPosition(_ byte: Int) -> Int {
        source.prefix(byte).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    private mutating func emit(_ bytes: [UInt8], from start: Int) {
        utf8 += bytes
        // The bytes of a literal line up with the pattern, so that an error inside it is found where it stands.
        let isCopy = index - start == bytes.count
        origins += bytes.indices.map { isCopy ? start + $0 : start }
    }

    private func failure(_ reason: String, at byte: Int) -> RegularExpressionError {
        .invalidPattern(pattern: pattern, reason: reason, position: scalarPosition(byte))
    }

    private func byte(at index: Int) -> UInt8? {
        index < source.count ? source[index] : nil
    }

    private mutating func nextAtom() throws(RegularExpressionError) -> [UInt8] {
        switch source[index] {
        case UInt8(ascii: "\\"): return try nextEscape(inClass: false)
        case UInt8(ascii: "["): return try nextClass()
        case UInt8(ascii: "(") where byte(at: index + 1) == UInt8(ascii: "*"):
            throw failure("nothing to repeat before `*`", at: index + 1)
        case UInt8(ascii: "(") where byte(at: index + 1) == UInt8(ascii: "?"): return try nextGroupStart()
        case UInt8(ascii: "("): outerFlags.append(flags)
        case UInt8(ascii: ")"): flags = outerFlags.popLast() ?? flags
        case UInt8(ascii: "#") where flags.comments: return nextComment()
        case UInt8(ascii: ".") where !flags.dotAll: return skipping(Self.noLineBreak)
        case UInt8(ascii: "^") where flags.multiline: return skipping(Self.lineStart)
        case UInt8(ascii: "$"): return skipping(flags.multiline ? Self.lineEnd : Self.textEnd)
        default: break
        }
        defer { index += 1 }
        return [source[index]]
    }

    private mutating func skipping(_ replacement: String) -> [UInt8] {
        index += 1
        return Array(replacement.utf8)
    }

    /// A comment, up to the end of its line.
    private mutating func nextComment() -> [UInt8] {
        let start = index
        while let byte = byte(at: index), byte != UInt8(ascii: "\n") { index += 1 }
        return Array(source[start..<index])
    }

    /// `(?` and what follows up to the first character that is no flag.
    private mutating func nextGroupStart() throws(RegularExpressionError) -> [UInt8] {
        outerFlags.append(flags)
        var end = index + 2
        var kept: [UInt8] = []
        var isOn = true
        while let flag = byte(at: end), "idmsuxU-".utf8.contains(flag) {
            switch flag {
            case UInt8(ascii: "d"), UInt8(ascii: "U"):
                throw failure("the flag `\(Character(Unicode.Scalar(flag)))` is not supported", at: end)
            case UInt8(ascii: "-"): isOn = false
            case UInt8(ascii: "m"): flags.multiline = isOn
            case UInt8(ascii: "s"): flags.dotAll = isOn
            case UInt8(ascii: "x"): flags.comments = isOn
            default: break
            }
            // Matching without regard to case already folds all of Unicode.
            if flag != UInt8(ascii: "u") { kept.append(flag) }
            end += 1
        }
        index = end
        // `(?i)` without a colon is no group: its flags hold to the end of the group around.
        if byte(at: end) == UInt8(ascii: ")") {
            outerFlags.removeLast()
            index += 1
            kept.append(UInt8(ascii: ")"))
        }
        return Array("(?".utf8) + kept
    }

    /// An escape; inside a class the answer is content of a class, or a class by itself (which begins with `[` or `(`).
    private mutating func nextEscape(inClass: Bool) throws(RegularExpressionError) -> [UInt8] {
        let start = index
        guard let kind = byte(at: index + 1) else { throw failure("a backslash at the end of the pattern", at: index) }
        index += 2
        switch kind {
        case UInt8(ascii: "b") where !inClass && byte(at: index) != UInt8(ascii: "{"): return Array(Self.wordBoundary.utf8)
        case UInt8(ascii: "B") where !inClass: return Array(Self.noWordBoundary.utf8)
        case UInt8(ascii: "Z") where !inClass: return Array(Self.textEnd.utf8)
        case UInt8(ascii: "u"): return Self.code(try nextCodeUnits(start))
        case UInt8(ascii: "0"): return Self.code(try nextOctal(start))
        case UInt8(ascii: "p"), UInt8(ascii: "P"): return try nextProperty(start, negated: kind == UInt8(ascii: "P"))
        case UInt8(ascii: "Q"): return nextQuotation()
        case UInt8(ascii: "c"):
            guard byte(at: index) != nil else { throw failure("`\\c` needs a character", at: start) }
            index += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9") where !inClass: break
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            guard (inClass ? "aefnrtxdDhHsSvVwW" : "aefnrtxdDhHsSvVwWkAGzZRX").utf8.contains(kind) else {
                throw failure("`\\\(Character(Unicode.Scalar(kind)))` is not an escape here", at: start)
            }
        default: break
        }
        return Array(source[start..<index])
    }

    private mutating func nextCodeUnits(_ start: Int) throws(RegularExpressionError) -> UInt32 {
        let first = try nextHex4(start)
        guard 0xD800..<0xDC00 ~= first, byte(at: index) == UInt8(ascii: "\\"), byte(at: index + 1) == UInt8(ascii: "u") else {
            return first
        }
        index += 2
        let second = try nextHex4(start)
        guard 0xDC00..<0xE000 ~= second else { throw failure("`\\u` of half a surrogate pair", at: start) }
        return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }

    private mutating func nextHex4(_ start: Int) throws(RegularExpressionError) -> UInt32 {
        let digits = source.dropFirst(index).prefix(4)
        guard digits.count == 4, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw failure("`\\u` needs four hexadecimal digits", at: start)
        }
        index += 4
        return value
    }

    private mutating func nextOctal(_ start: Int) throws(RegularExpressionError) -> UInt32 {
        var value: UInt32 = 0
        let first = index
        while index < first + 3, let digit = byte(at: index), UInt8(ascii: "0")...UInt8(ascii: "7") ~= digit, value * 8 <= 0o377 - 7 {
            value = value * 8 + UInt32(digit - UInt8(ascii: "0"))
            index += 1
        }
        guard index > first else { throw failure("`\\0` needs an octal number", at: start) }
        return value
    }

    /// The text after `\Q`, up to `\E` or the end, with every character escaped.
    private mutating func nextQuotation() -> [UInt8] {
        var text: [UInt8] = []
        while index < source.count, !(source[index] == UInt8(ascii: "\\") && byte(at: index + 1) == UInt8(ascii: "E")) {
            text += Self.literal(source[index])
            index += 1
        }
        index = min(index + 2, source.count)
        return text
    }

    private mutating func nextProperty(_ start: Int, negated: Bool) throws(RegularExpressionError) -> [UInt8] {
        guard let first = byte(at: index) else { throw failure("`\\p` needs a property", at: start) }
        var name = [first]
        index += 1
        if first == UInt8(ascii: "{") {
            guard let close = source[index...].firstIndex(of: UInt8(ascii: "}")) else {
                throw failure("`\\p{` without `}`", at: start)
            }
            name = Array(source[index..<close])
            index = close + 1
        }
        let text = String(decoding: name, as: UTF8.self)
        guard let content = JavaProperty.classContent(text) else {
            throw failure("the property `\(text)` is not supported", at: start)
        }
        return Array("[\(negated ? "^" : "")\(content)]".utf8)
    }

    /// A class in brackets, as a pattern of one character.
    private mutating func nextClass() throws(RegularExpressionError) -> [UInt8] {
        let start = index
        index += 1
        let isNegated = byte(at: index) == UInt8(ascii: "^")
        if isNegated { index += 1 }
        var operands = [ClassOperand()]
        while true {
            guard let next = byte(at: index) else { throw failure("`[` without `]`", at: start) }
            let isFirst = operands.count == 1 && operands[0].isEmpty
            switch next {
            case UInt8(ascii: "]") where !isFirst:
                index += 1
                return Self.pattern(operands.filter { !$0.isEmpty }, isNegated: isNegated)
            case UInt8(ascii: "["): operands[operands.count - 1].classes.append(try nextClass())
            case UInt8(ascii: "&") where byte(at: index + 1) == UInt8(ascii: "&"):
                index += 2
                operands.append(ClassOperand())
            case UInt8(ascii: "\\"):
                let isQuotation = byte(at: index + 1) == UInt8(ascii: "Q")
                let escape = try nextEscape(inClass: true)
                if !isQuotation, escape.first == UInt8(ascii: "[") {
                    operands[operands.count - 1].classes.append(escape)
                } else {
                    operands[operands.count - 1].content += escape
                }
            default:
                index += 1
                operands[operands.count - 1].content += next == UInt8(ascii: "-") ? [next] : Self.literal(next)
            }
        }
    }
}

/// A part of a class between `&&`: characters and ranges, and classes of their own.
private struct ClassOperand {
    var content: [UInt8] = []
    var classes: [[UInt8]] = []
    var isEmpty: Bool { content.isEmpty && classes.isEmpty }

    var pattern: [UInt8] {
        let all = (content.isEmpty ? [] : [Array("[".utf8) + content + Array("]".utf8)]) + classes
        return all.count == 1 ? all[0] : Array("(?:".utf8) + Array(all.joined(separator: "|".utf8)) + Array(")".utf8)
    }
}

extension JavaPattern {
    /// Letters, digits and marks: what Java's `\b` takes for a word (up to Java 18, on which Spark runs).
    private static let wordClass = #"[\p{L}\p{Nd}\p{Mn}_]"#
    private static let wordBoundary = "(?:(?<=\(wordClass))(?!\(wordClass))|(?<!\(wordClass))(?=\(wordClass)))"
    private static let noWordBoundary = "(?:(?<=\(wordClass))(?=\(wordClass))|(?<!\(wordClass))(?!\(wordClass)))"

    private static let noLineBreak = #"[^\n\r\x{85}\x{2028}\x{2029}]"#
    private static let lineStart = #"(?:(?!\z)(?:\A|(?<=[\n\x{85}\x{2028}\x{2029}])|(?<=\r)(?!\n)))"#
    private static let lineEnd = #"(?:(?=[\r\x{85}\x{2028}\x{2029}])|(?<!\r)(?=\n)|\z)"#
    private static let textEnd = #"(?:(?=(?:\r\n?|[\x{85}\x{2028}\x{2029}])?\z)|(?<!\r)(?=\n\z))"#

    private static func code(_ value: UInt32) -> [UInt8] {
        Array("\\x{\(String(value, radix: 16))}".utf8)
    }

    /// A byte that stands for itself, inside a class and outside.
    private static func literal(_ byte: UInt8) -> [UInt8] {
        let isPlain = byte >= 0x80 || byte == UInt8(ascii: "_") || UnicodeScalar(byte).properties.isAlphabetic || 0x30...0x39 ~= byte
        return isPlain ? [byte] : [UInt8(ascii: "\\"), byte]
    }

    private static func pattern(_ operands: [ClassOperand], isNegated: Bool) -> [UInt8] {
        if operands.count == 1, operands[0].classes.isEmpty {
            return Array(isNegated ? "[^".utf8 : "[".utf8) + operands[0].content + Array("]".utf8)
        }
        var whole = operands.first?.pattern ?? []
        if operands.count > 1 {
            let conditions = operands.dropFirst().flatMap { Array("(?=".utf8) + $0.pattern + Array(")".utf8) }
            whole = Array("(?:".utf8) + conditions + whole + Array(")".utf8)
        }
        return isNegated ? Array("(?:(?!".utf8) + whole + Array(")(?s:.))".utf8) : whole
    }
}

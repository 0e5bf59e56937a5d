/// What is wrong with a piece of JSON, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// The text ends inside a value.
        case endsEarly
        /// Something else than what JSON has in this place.
        case expected(String)
        /// A control character inside a string, which must be written as an escape.
        case controlCharacter(UInt8)
        /// A backslash followed by what is no escape.
        case invalidEscape
        /// Half of a surrogate pair: no character.
        case loneSurrogate
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// Arrays or objects nested deeper than is read.
        case tooDeep(limit: Int)
        /// Something after the end of the value.
        case trailing
    }

    /// What is wrong.
    public var reason: Reason
    /// Where, in bytes from the start of the piece.
    public var offset: Int

    /// Makes an error of its parts.
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The sentence for the user, without a full stop.
    public var description: String {
        let place = "at byte \(offset + 1)"
        switch reason {
        case .endsEarly: return "not JSON: the line ends \(place), inside a value"
        case .expected(let what): return "not JSON: expected \(what) \(place)"
        case .controlCharacter(let byte):
            return "not JSON: a control character (U+\(hex(byte))) inside a string \(place); it must be written as an escape"
        case .invalidEscape: return "not JSON: an unknown escape \(place)"
        case .loneSurrogate: return "half of a surrogate pair \(place), which is no character"
        case .invalidUTF8: return "not UTF-8 \(place)"
        case .tooDeep(let limit): return "nested deeper than \(limit) levels \(place)"
        case .trailing: return "not JSON: more text after the end of the value \(place)"
        }
    }

    private func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

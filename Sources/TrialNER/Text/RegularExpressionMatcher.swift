import CPCRE2

/// The code that PCRE2 made of a pattern.
///
/// PCRE2 never writes to compiled code once it is made, so any number of threads may match with it.
final class CompiledPattern: Sendable {
    nonisolated(unsafe) let code: OpaquePointer
    let groupCount: Int

    init(_ pattern: String, options: RegularExpression.Options) throws(RegularExpressionError) {
        let translated = try JavaPattern(pattern, options: options)
        guard let context = pcre2_compile_context_create_8(nil) else {
            throw .engine(pattern: pattern, reason: "out of memory")
        }
        defer { pcre2_compile_context_free_8(context) }
        // Line breaks are written out in the pattern; with its own idea of `\r\n` PCRE2 would begin no match at the `\n`.
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
        pcre2_set_bsr_8(context, UInt32(PCRE2_BSR_UNICODE))

        var flags = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        if options.contains(.caseInsensitive) { flags |= UInt32(PCRE2_CASELESS) }
        if options.contains(.multiline) { flags |= UInt32(PCRE2_MULTILINE) }
        if options.contains(.dotMatchesLineBreaks) { flags |= UInt32(PCRE2_DOTALL) }

        var error: Int32 = 0
        var offset = 0
        let made = translated.utf8.withUnsafeBufferPointer { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, flags, &error, &offset, context)
        }
        guard let made else {
            throw .invalidPattern(pattern: pattern, reason: errorText(error), position: translated.position(ofOutput: offset))
        }
        code = made
        // Without a just-in-time compiler (or memory for its code) the interpreter of PCRE2 gives the same matches.
        _ = pcre2_jit_compile_8(made, UInt32(PCRE2_JIT_COMPLETE))
        var count: UInt32 = 0
        pcre2_pattern_info_8(made, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        groupCount = Int(count)
    }

    deinit {
        pcre2_code_free_8(code)
    }
}

/// Searches texts for one pattern, with buffers that it keeps between searches; not for use by two threads at once.
public final class RegularExpressionMatcher {
    private let expression: RegularExpression
    private let data: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer?
    private var base = 0

    /// How many ways a match may be tried from one place: a fraction of a second, far above what sound patterns need.
    private static let stepLimit: UInt32 = 2_000_000
    /// Memory for backtracking, in bytes: what the compiled code may use, and (in KiB) the interpreter.
    private static let stackLimit = 16 << 20

    init(_ expression: RegularExpression) throws(RegularExpressionError) {
        self.expression = expression
        guard let data = pcre2_match_data_create_from_pattern_8(expression.compiled.code, nil) else {
            throw .engine(pattern: expression.pattern, reason: "out of memory")
        }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(data)
            throw .engine(pattern: expression.pattern, reason: "out of memory")
        }
        self.data = data
        self.context = context
        pcre2_set_match_limit_8(context, Self.stepLimit)
        pcre2_set_heap_limit_8(context, UInt32(Self.stackLimit >> 10))
        stack = pcre2_jit_stack_create_8(32 << 10, Self.stackLimit, nil)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    deinit {
        if let stack { pcre2_jit_stack_free_8(stack) }
        pcre2_match_context_free_8(context)
        pcre2_match_data_free_8(data)
    }

    /// Looks for the first match that begins at or after `start`; its spans can be read until the next search.
    ///
    /// - Parameters:
    ///   - utf8: The text; valid UTF-8.
    ///   - region: The part that is the whole text for this search.
    ///   - start: An offset into `utf8` inside the region; `nil` for its start.
    /// - Throws: ``RegularExpressionError/tooComplex(pattern:)`` when the pattern needs too many steps on this text.
    public func find(in utf8: [UInt8], region: Span, from start: Int? = nil) throws(RegularExpressionError) -> Bool {
        let start = max(start ?? region.lowerBound, region.lowerBound)
        guard start <= region.upperBound else { return false }
        base = region.lowerBound
        let status = utf8.withUnsafeBufferPointer { bytes -> Int32 in
            // An empty array may have no address, and PCRE2 wants one.
            var none: UInt8 = 0
            return withUnsafePointer(to: &none) { empty in
                pcre2_match_8(
                    expression.compiled.code, bytes.baseAddress.map { $0 + region.lowerBound } ?? empty, region.count,
                    start - region.lowerBound, UInt32(PCRE2_NO_UTF_CHECK), data, context)
            }
        }
        switch status {
        case 1...: return true
        case PCRE2_ERROR_NOMATCH: return false
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT:
            throw .tooComplex(pattern: expression.pattern)
        default: throw .engine(pattern: expression.pattern, reason: errorText(status))
        }
    }

    /// The span of a group of the last match, 0 for the whole; `nil` if the group took no part.
    public func span(_ group: Int = 0) -> Span? {
        guard group <= expression.groupCount, let offsets = pcre2_get_ovector_pointer_8(data) else { return nil }
        let (lower, upper) = (offsets[2 * group], offsets[2 * group + 1])
        guard lower != Int(bitPattern: UInt.max), lower <= upper else { return nil }
        return base + lower..<base + upper
    }

    /// The last match as a value.
    public var match: RegularExpression.Match {
        RegularExpression.Match(spans: (0...expression.groupCount).map { span($0) })
    }

    /// Where the search for the next match begins; `nil` at the end of the region.
    public func nextStart(in utf8: [UInt8], region: Span) -> Int? {
        guard let last = span() else { return nil }
        guard last.isEmpty else { return last.upperBound }
        var next = last.upperBound + 1
        while next < region.upperBound, utf8[next] & 0xC0 == 0x80 { next += 1 }
        return next <= region.upperBound ? next : nil
    }
}

/// What PCRE2 says about an error code.
private func errorText(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = buffer.withUnsafeMutableBufferPointer { pcre2_get_error_message_8(code, $0.baseAddress, $0.count) }
    return length < 0 ? "error \(code)" : String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
}

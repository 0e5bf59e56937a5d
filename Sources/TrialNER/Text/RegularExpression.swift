import CPCRE2

/// A regular expression in Java's notation, over the UTF-8 bytes of a text.
///
/// The patterns that users of Spark NLP give to its stages are Java's. They are rewritten (see `JavaPattern`) and run by
/// PCRE2 with its just-in-time compiler where the machine has one. As in Java without flags, `\w`, `\d` and `\s` are ASCII,
/// `\b` sees letters of any script, and `$` and `.` know every kind of line break.
///
/// What remains different from Java: a look-behind must have a fixed length in each of its alternatives, case-insensitive
/// matching folds all of Unicode (so `(?i)k` matches the Kelvin sign), and empty matches lie between scalars, where Java also
/// finds them inside a surrogate pair.
public struct RegularExpression: Sendable {
    /// The pattern as it was given.
    public let pattern: String
    /// How many capture groups the pattern has.
    public var groupCount: Int { compiled.groupCount }

    let compiled: CompiledPattern

    /// How letters and lines are compared.
    public struct Options: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// Upper and lower case are the same.
        public static let caseInsensitive = Options(rawValue: 1)
        /// `^` and `$` match at every line.
        public static let multiline = Options(rawValue: 2)
        /// `.` matches line breaks too.
        public static let dotMatchesLineBreaks = Options(rawValue: 4)
    }

    /// One match: the spans of the whole and of its groups.
    public struct Match: Sendable, Hashable {
        /// The span of the whole match, then of each group; `nil` for a group that took no part.
        public let spans: [Span?]

        /// The span of the whole match.
        public var span: Span { spans.first.flatMap { $0 } ?? 0..<0 }
    }

    /// Compiles a pattern.
    ///
    /// - Throws: ``RegularExpressionError/invalidPattern(pattern:reason:position:)`` if it is not one.
    public init(_ pattern: String, options: Options = []) throws(RegularExpressionError) {
        self.pattern = pattern
        compiled = try CompiledPattern(pattern, options: options)
    }

    /// A matcher of this pattern with buffers of its own, for many searches on one thread.
    public func matcher() throws(RegularExpressionError) -> RegularExpressionMatcher {
        try RegularExpressionMatcher(self)
    }

    /// The first match that begins at or after an offset.
    ///
    /// - Parameters:
    ///   - utf8: The text; valid UTF-8.
    ///   - region: The part that is the whole text for this search (anchors and look-arounds see nothing beyond it);
    ///     `nil` for all of it.
    ///   - start: Where the search begins, an offset into `utf8`; `nil` for the start of the region.
    /// - Throws: ``RegularExpressionError/tooComplex(pattern:)`` when the pattern needs too many steps on this text.
    public func firstMatch(in utf8: [UInt8], region: Span? = nil, from start: Int? = nil) throws(RegularExpressionError) -> Match? {
        let matcher = try matcher()
        return try matcher.find(in: utf8, region: region ?? 0..<utf8.count, from: start) ? matcher.match : nil
    }

    /// All matches, from left to right, not overlapping; after an empty match the search goes on one scalar later, as Java's does.
    ///
    /// - Throws: ``RegularExpressionError/tooComplex(pattern:)`` when the pattern needs too many steps on this text.
    public func matches(in utf8: [UInt8], region: Span? = nil) throws(RegularExpressionError) -> [Match] {
        try collect(in: utf8, region: region) { $0.match }
    }

    /// The spans of all matches: ``matches(in:region:)`` without the groups.
    public func spans(in utf8: [UInt8], region: Span? = nil) throws(RegularExpressionError) -> [Span] {
        try collect(in: utf8, region: region) { $0.span() }
    }

    private func collect<Found>(
        in utf8: [UInt8], region: Span?, _ value: (RegularExpressionMatcher) -> Found?
    ) throws(RegularExpressionError) -> [Found] {
        let matcher = try matcher()
        let region = region ?? 0..<utf8.count
        var found: [Found] = []
        var start: Int? = region.lowerBound
        while let from = start, try matcher.find(in: utf8, region: region, from: from) {
            if let match = value(matcher) { found.append(match) }
            start = matcher.nextStart(in: utf8, region: region)
        }
        return found
    }
}

/// Why a pattern could not be compiled or run.
public enum RegularExpressionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The pattern is not a regular expression; `position` counts Unicode scalars from its start.
    case invalidPattern(pattern: String, reason: String, position: Int)
    /// The pattern tried too many ways to match a text.
    case tooComplex(pattern: String)
    /// The engine gave up for a reason of its own.
    case engine(pattern: String, reason: String)

    public var description: String {
        switch self {
        case .invalidPattern(let pattern, let reason, let position):
            "the regular expression `\(pattern)` is not valid at character \(position + 1): \(reason)"
        case .tooComplex(let pattern):
            "the regular expression `\(pattern)` needs too many steps on this text; "
                + "simplify it (nested repeats such as `(a+)+` are the usual cause)"
        case .engine(let pattern, let reason):
            "the regular expression `\(pattern)` could not be run: \(reason)"
        }
    }
}

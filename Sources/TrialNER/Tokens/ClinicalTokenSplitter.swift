/// TrialNER's own tokens, made so that the edges of what is to be found fall on edges of tokens.
///
/// - White space of every Unicode kind separates tokens, and is in none.
/// - Letters and digits in a row, with the marks on them, are a word: `HbA1c`, `CD4`, `10mg`, `m²`.
/// - A number is whole with its decimal point (`.`, `·` and its look-alikes U+2219 and U+22C5) and with commas between groups of three
///   digits: `3.6`, `3·6`, `1,234`, `1,234.5`. Other commas part: `23,63` is three tokens.
/// - Every other character (punctuation mark, hyphen, underscore, symbol) is a token of its own.
/// - Marks, format characters (soft hyphen, zero-width space and joiners, byte order mark) and controls that are no white space have no
///   meaning alone: they belong to the token before them, or behind white space to the one after, so that every character that
///   is no white space is in exactly one token.
///
/// The rule is the one with which the training corpus is read, in one pass over the bytes.
public struct ClinicalTokenSplitter: TokenSplitter {
    private let exceptions: RegularExpression?
    private let lengths: ClosedRange<Int>?

    /// Makes a splitter without exceptions.
    public init() {
        exceptions = nil
        lengths = nil
    }

    /// Makes a splitter that honours some of the parameters of Spark NLP's tokenizer.
    ///
    /// - Parameter rules: Its `exceptions` (patterns; what they match is one token where the match begins and ends on edges of tokens),
    ///   `caseSensitiveExceptions`, `minLength` and `maxLength` (UTF-16 code units; other tokens are dropped). No other parameter is used.
    /// - Throws: ``RegularExpressionError`` for an exception that is no pattern.
    public init(_ rules: TokenRules) throws(RegularExpressionError) {
        if let list = rules.exceptions, !list.isEmpty {
            exceptions = try RegularExpression(
                list.map { "(?:\($0))" }.joined(separator: "|"), options: rules.caseSensitiveExceptions ? [] : .caseInsensitive)
        } else {
            exceptions = nil
        }
        lengths =
            rules.minLength <= 1 && rules.maxLength == nil
            ? nil : max(rules.minLength, 0)...max(rules.minLength, rules.maxLength ?? .max)
    }

    public func tokens(in text: DocumentText, sentence: Span) throws(RegularExpressionError) -> [Span] {
        var tokens = text.utf8.withUnsafeBufferPointer { bytes in
            var scan = TokenScan(bytes: bytes, end: sentence.upperBound)
            return scan.tokens(from: sentence.lowerBound)
        }
        if let exceptions {
            tokens = Self.join(tokens, at: try exceptions.matches(in: text.utf8, region: sentence).map(\.span))
        }
        if let lengths {
            tokens.removeAll { !lengths.contains(text.utf8[$0].utf16Length) }
        }
        return tokens
    }

    /// Makes one token of the tokens of each stretch that begins and ends on edges.
    private static func join(_ tokens: [Span], at stretches: [Span]) -> [Span] {
        var joined: [Span] = []
        joined.reserveCapacity(tokens.count)
        var index = 0
        for stretch in stretches {
            while index < tokens.count, tokens[index].lowerBound < stretch.lowerBound {
                joined.append(tokens[index])
                index += 1
            }
            guard index < tokens.count, tokens[index].lowerBound == stretch.lowerBound else { continue }
            guard let last = tokens[index...].firstIndex(where: { $0.upperBound >= stretch.upperBound }),
                tokens[last].upperBound == stretch.upperBound
            else { continue }
            joined.append(stretch)
            index = last + 1
        }
        return joined + tokens[index...]
    }
}

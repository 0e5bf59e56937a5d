/// The tags (IOB2) that a document's entities give to its tokens.
public struct TokenTags: Sendable, Hashable {
    /// The tag of each token: `O`, `B-TYPE` or `I-TYPE`.
    public private(set) var tags: [String]
    /// The entities, by their indices, that are in no tag: those that share a token with one that stands before them, and those
    /// without a token.
    public private(set) var leftOut: [Int] = []

    /// Tags tokens by entities. A token belongs to an entity if they share a byte. Where entities share a token, the one that begins first
    /// has it, and of those that begin together the longest.
    ///
    /// - Parameters:
    ///   - tokens: The spans of the tokens, ascending.
    ///   - entities: The spans and types of the entities, in any order.
    public init(tokens: [Span], entities: [(span: Span, label: String)]) {
        tags = [String](repeating: "O", count: tokens.count)
        let order = entities.indices.sorted { left, right in
            let (a, b) = (entities[left].span, entities[right].span)
            return (a.lowerBound, -a.upperBound, left) < (b.lowerBound, -b.upperBound, right)
        }
        var firstFree = 0
        var first = 0
        for index in order {
            let (span, label) = entities[index]
            while first < tokens.count, tokens[first].upperBound <= span.lowerBound { first += 1 }
            var end = first
            while end < tokens.count, tokens[end].lowerBound < span.upperBound { end += 1 }
            guard first < end, first >= firstFree else {
                leftOut.append(index)
                continue
            }
            tags[first] = "B-" + label
            for token in first + 1..<max(first + 1, end) { tags[token] = "I-" + label }
            firstFree = end
        }
        leftOut.sort()
    }

    /// The chunks of tags in any of the usual schemes (IOB1, IOB2, IOBES, BILOU), which need not be valid: a chunk ends and another
    /// begins where the prefix says so or the type changes. The rule is that of `conlleval` and of seqeval's default mode.
    ///
    /// - Returns: The tokens and the type of each chunk; `nil` if a tag is none of `O` and `PREFIX-TYPE`, PREFIX one of `B I O E L S U`.
    public static func chunks(of tags: some Collection<String>) -> [(tokens: Range<Int>, label: String)]? {
        var chunks: [(tokens: Range<Int>, label: String)] = []
        var open: (start: Int, label: Substring)?
        var previous = Character("O")
        var token = 0
        for tag in tags {
            guard let (prefix, label) = parts(of: tag) else { return nil }
            let isOutside = prefix == "O"
            let endsBefore = previous == "E" || previous == "S" || isOutside || prefix == "B" || prefix == "S" || open?.label != label
            if endsBefore, let (start, label) = open {
                chunks.append((start..<token, String(label)))
                open = nil
            }
            if !isOutside, open == nil { open = (token, label) }
            previous = prefix
            token += 1
        }
        if let (start, label) = open { chunks.append((start..<token, String(label))) }
        return chunks
    }

    /// The prefix (`L` as `E`, `U` as `S`) and the type of a tag.
    private static func parts(of tag: String) -> (prefix: Character, label: Substring)? {
        if tag == "O" { return ("O", "") }
        let label = tag.dropFirst(2)
        guard tag.dropFirst().first == "-", !label.isEmpty else { return nil }
        switch tag.first {
        case "B"?: return ("B", label)
        case "I"?: return ("I", label)
        case "E"?, "L"?: return ("E", label)
        case "S"?, "U"?: return ("S", label)
        default: return nil
        }
    }
}

/// A text as the linker reads it: words and concepts in one line, with the sentence and the brackets that each stands in.
struct LinkedText {
    /// A concept.
    struct Mention {
        /// Its place among the entities that the caller gave.
        let source: Int
        let span: Span
        let kind: ConceptKind
        /// The number of its sentence.
        let sentence: Int
        /// Its place in ``LinkedText/tokens``.
        let token: Int
    }

    /// A word, a sign, or a whole concept.
    struct Token {
        /// The word in lower case (of ASCII); empty for a concept.
        let word: String
        /// The concept, by its number; `nil` for a word.
        let mention: Int?
        let sentence: Int
        /// The brackets that are open here, outermost first, each as the token that opens it. A bracket stands inside itself.
        let brackets: [Int]
    }

    let text: DocumentText
    private(set) var tokens: [Token] = []
    /// The concepts in the order of the text. They do not overlap: of two that do, the first (and of those the shorter) is kept.
    private(set) var mentions: [Mention] = []
    /// The concepts of each sentence.
    private(set) var sentences: [[Int]]

    /// Reads a text. Entities with an unknown label, an empty span or one outside the text are left out.
    init(text: DocumentText, sentences spans: [Span], entities: [Entity]) {
        self.text = text
        let spans = spans.isEmpty ? ClinicalSentenceSplitter().sentences(in: text) : spans
        let order = entities.indices.sorted { left, right in
            let (a, b) = (entities[left].span, entities[right].span)
            return (a.lowerBound, a.upperBound, left) < (b.lowerBound, b.upperBound, right)
        }
        let starts = Self.starts(of: spans, mentionsAt: order.map { entities[$0].span.lowerBound }, length: text.utf8.count)
        sentences = Array(repeating: [], count: max(starts.count, 1))
        var builder = TokenBuilder(text: text.utf8, starts: starts)
        for source in order {
            let span = entities[source].span
            guard let kind = ConceptKind(rawValue: entities[source].label), !span.isEmpty, span.lowerBound >= builder.position,
                span.upperBound <= text.utf8.count
            else { continue }
            builder.readWords(until: span.lowerBound)
            let sentence = builder.append(mention: mentions.count, at: span)
            mentions.append(Mention(source: source, span: span, kind: kind, sentence: sentence, token: builder.tokens.count - 1))
            sentences[sentence].append(mentions.count - 1)
        }
        builder.readWords(until: text.utf8.count)
        tokens = builder.tokens
    }

    /// Where sentences begin. What is far too long for one (a table, a text without full stops) is cut, so that the time that linking takes
    /// grows with the text and not with its square.
    private static func starts(of sentences: [Span], mentionsAt offsets: [Int], length: Int) -> [Int] {
        var starts: [Int] = []
        var next = 0
        let bounds = sentences.map(\.lowerBound).sorted()
        for (index, start) in bounds.enumerated() {
            let end = index + 1 < bounds.count ? bounds[index + 1] : length
            starts.append(start)
            var count = 0
            while next < offsets.count, offsets[next] < end {
                count += 1
                while let last = starts.last, offsets[next] - last > longestSentence { starts.append(last + longestSentence) }
                if count % mostMentions == 0, let last = starts.last, offsets[next] > last { starts.append(offsets[next]) }
                next += 1
            }
            while let last = starts.last, end - last > longestSentence { starts.append(last + longestSentence) }
        }
        return starts
    }

    /// In UTF-8 bytes; the longest of the 18,451 sentences of the corpus has about 900, and 48 concepts.
    private static let longestSentence = 8000
    private static let mostMentions = 150

    /// The words of a concept.
    func words(of mention: Int) -> [String] { TokenBuilder.words(in: text.utf8, mentions[mention].span) }

    /// Whether a concept begins with a plus or minus, as changes do.
    func hasSign(_ mention: Int) -> Bool {
        let bytes = text.utf8[mentions[mention].span].prefix(3)
        return bytes.first == 0x2B || bytes.first == 0x2D || Array(bytes) == [0xE2, 0x88, 0x92] || Array(bytes) == [0xE2, 0x80, 0x93]
    }

    /// The words between two tokens, neither included; concepts are passed over.
    func words(after first: Int, before last: Int) -> [String] {
        guard first + 1 < last else { return [] }
        return tokens[(first + 1)..<last].filter { $0.mention == nil }.map(\.word)
    }

    /// The concepts between two tokens, neither included.
    func mentions(after first: Int, before last: Int) -> [Int] {
        guard first + 1 < last else { return [] }
        return tokens[(first + 1)..<last].compactMap(\.mention)
    }

    /// Up to `count` words in front of a token, in its sentence, concepts counted but passed over.
    func words(before token: Int, within count: Int) -> [String] {
        let range = max(0, token - count)..<token
        return tokens[range].filter { $0.mention == nil && $0.sentence == tokens[token].sentence }.map(\.word)
    }

    /// Up to `count` words behind a token, in its sentence, concepts counted but passed over.
    func words(behind token: Int, within count: Int) -> [String] {
        let range = (token + 1)..<min(tokens.count, token + 1 + count)
        return tokens[range].filter { $0.mention == nil && $0.sentence == tokens[token].sentence }.map(\.word)
    }

    /// The word at a token; empty for a concept and outside the text.
    func word(at token: Int) -> String { tokens.indices.contains(token) ? tokens[token].word : "" }

    /// Whether a bracket is open at `inner` that is not open at `outer`.
    func isInOtherBracket(_ inner: Int, than outer: Int) -> Bool {
        tokens[inner].brackets.contains { !tokens[outer].brackets.contains($0) }
    }
}

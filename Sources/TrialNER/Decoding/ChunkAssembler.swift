/// Joins tagged tokens to chunks.
///
/// The rule is that of Spark NLP 5.5.3 (`NerTagsEncoding.fromIOB`, IOB2): a chunk begins at the first tag that is not `O` and goes
/// on to the next `O` or `B-`; its label is that of its first tag, so an `I-` of another label does not end it. The label is what
/// follows the first two characters of the tag. The confidence is the mean of the probabilities that its tokens have.
public struct ChunkAssembler: Sendable {
    /// What each tag means, by its index.
    private let tags: [Tag]
    private let threshold: Float

    private struct Tag: Sendable {
        var isOutside: Bool
        var begins: Bool
        /// `nil` where the tag is too short to have one: no chunk begins there.
        var label: String?
        var isWanted: Bool
    }

    /// A chunk.
    public struct Chunk: Sendable, Hashable {
        /// Its tokens, as indices into the tags.
        public var tokens: Range<Int>
        /// Its type, such as `P_Value`.
        public var label: String
        /// The mean probability of its tokens; `nil` where none is known.
        public var confidence: Float?
    }

    /// Makes an assembler for a set of tags.
    ///
    /// - Parameters:
    ///   - tags: The tags by their indices, such as those of the model's `id2label`.
    ///   - compatibility: With `.none` the tag `PAD` is no part of a chunk; Spark NLP makes a chunk of type `D` of it.
    ///   - nerHasNoSchema: Whether the label is the whole tag.
    ///   - whiteList: The labels that are wanted; `nil` for all.
    ///   - threshold: The least confidence of a chunk, from 0 to 1; a chunk whose confidence is not known is kept.
    public init(
        tags: [String], compatibility: Compatibility = .none, nerHasNoSchema: Bool = false, whiteList: [String]? = nil,
        threshold: Float = 0
    ) {
        self.tags = tags.map { tag in
            let label = nerHasNoSchema ? tag : tag.utf16.count < 2 ? nil : String(tag.utf16.dropFirst(2))
            return Tag(
                isOutside: tag == "O" || (compatibility == .none && tag == "PAD"), begins: tag.hasPrefix("B-"), label: label,
                isWanted: label.map { whiteList?.contains($0) ?? true } ?? false)
        }
        self.threshold = threshold
    }

    /// The chunks of one sentence (or document).
    ///
    /// - Parameters:
    ///   - tagIndices: The tag of each token.
    ///   - probability: The probability of the tag of a token, by the index of the token; `nil` where it is not known.
    public func chunks(of tagIndices: some Collection<Int>, probability: (Int) -> Float?) -> [Chunk] {
        var chunks: [Chunk] = []
        var open: (start: Int, tag: Tag)?
        func close(at end: Int) {
            guard let (start, tag) = open, let label = tag.label else { return }
            open = nil
            guard tag.isWanted else { return }
            let confidence = Self.mean(of: start..<end, probability)
            if let confidence, confidence < threshold { return }
            chunks.append(Chunk(tokens: start..<end, label: label, confidence: confidence))
        }
        var token = 0
        for index in tagIndices {
            let tag = tags[index]
            if tag.begins || tag.isOutside { close(at: token) }
            if open == nil, !tag.isOutside, tag.label != nil { open = (token, tag) }
            token += 1
        }
        close(at: token)
        return chunks
    }

    /// The mean, in single precision and from left to right as in the reference.
    private static func mean(of tokens: Range<Int>, _ probability: (Int) -> Float?) -> Float? {
        var sum: Float = 0
        var count = 0
        for token in tokens {
            guard let value = probability(token) else { continue }
            sum += value
            count += 1
        }
        return count == 0 ? nil : sum / Float(count)
    }
}

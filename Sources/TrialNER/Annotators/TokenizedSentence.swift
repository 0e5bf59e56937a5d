/// The tokens of one sentence, as gathered from the annotation columns of a row.
///
/// Follows Spark NLP 5.5.3's `TokenizedWithSentence.unpack`: a token belongs to every sentence (or document) that it lies in,
/// sentences of one number are one, and those without tokens are left out.
struct TokenizedSentence {
    /// The number of the sentence in the document.
    var number: Int
    /// Its tokens, in the order of their column.
    var tokens: [Annotation]
    /// The sentence itself; `nil` where several have this number.
    var sentence: Annotation?

    /// The sentences among the annotations of a row, by number; what tells the kinds apart is the type of the annotation.
    static func unpack(_ annotations: [Annotation]) -> [TokenizedSentence] {
        let sentences = annotations.filter { $0.annotatorType == "document" }
        let tokens = annotations.filter { $0.annotatorType == "token" }
        var byNumber: [Int: TokenizedSentence] = [:]
        // Tokens come sorted as a rule; then a sentence finds its own by walking on from the last.
        let isSorted = zip(tokens, tokens.dropFirst()).allSatisfy { $0.begin <= $1.begin }
        for (index, sentence) in sentences.enumerated() {
            let number = sentence.metadata["sentence"].flatMap { Int($0) } ?? index
            let candidates =
                isSorted ? tokens[firstIndex(in: tokens, from: sentence.begin)...].prefix { $0.begin <= sentence.end } : tokens[...]
            let own = candidates.filter { $0.begin >= sentence.begin && $0.end <= sentence.end }
            if byNumber[number] == nil {
                byNumber[number] = TokenizedSentence(number: number, tokens: own, sentence: sentence)
            } else {
                byNumber[number]?.tokens += own
                byNumber[number]?.sentence = nil
            }
        }
        return byNumber.values.filter { !$0.tokens.isEmpty }.sorted { $0.number < $1.number }
    }

    /// The first token that begins at an offset or after it.
    private static func firstIndex(in tokens: [Annotation], from begin: Int) -> Int {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].begin < begin { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What the classifier is to read: the sentence with its tokens where they stand. Where a stage has changed the texts of tokens
    /// from what the sentence says, the tokens by themselves, set apart by spaces.
    var classifierInput: TokenClassifier.Input {
        let begins = tokens.map(\.begin)
        if let sentence, let spans = spans(in: sentence) {
            return TokenClassifier.Input(text: DocumentText(sentence.result), tokens: spans, begins: begins)
        }
        var utf8: [UInt8] = []
        var spans: [Span] = []
        for token in tokens {
            if !utf8.isEmpty { utf8.append(UInt8(ascii: " ")) }
            let start = utf8.count
            utf8 += token.result.utf8
            spans.append(start..<utf8.count)
        }
        return TokenClassifier.Input(text: DocumentText(String(decoding: utf8, as: UTF8.self)), tokens: spans, begins: begins)
    }

    /// Where the tokens stand in the sentence; `nil` if one does not say what stands there, or they do not ascend.
    private func spans(in sentence: Annotation) -> [Span]? {
        let text = DocumentText(sentence.result)
        var converter = OffsetConverter(text, to: .utf16)
        var spans: [Span] = []
        spans.reserveCapacity(tokens.count)
        for token in tokens {
            let start = converter.utf8Offset(of: token.begin - sentence.begin)
            let end = start + token.result.utf8.count
            guard start >= (spans.last?.upperBound ?? 0), end <= text.utf8.count, text.utf8[start..<end].elementsEqual(token.result.utf8)
            else { return nil }
            spans.append(start..<end)
        }
        return spans
    }
}

/// The tokens of one sentence, as gathered from the annotation columns of a row.
///
/// Follows Spark NLP 5.5.3's `TokenizedWithSentence.unpack`: a token belongs to every sentence (or document) that it lies in,
/// sentences of one number are one, and those without tokens are left out.
struct TokenizedSentence {
    /// The number of the sentence in the document.
    var number: Int
    /// Its tokens, in the order of their column.
    var tokens: [Annotation]

    /// The sentences among the annotations of a row, by number; what tells the kinds apart is the type of the annotation.
    static func unpack(_ annotations: [Annotation]) -> [TokenizedSentence] {
        let sentences = annotations.filter { $0.annotatorType == "document" }
        let tokens = annotations.filter { $0.annotatorType == "token" }
        var byNumber: [Int: [Annotation]] = [:]
        // Tokens come sorted as a rule; then a sentence finds its own by walking on from the last.
        let isSorted = zip(tokens, tokens.dropFirst()).allSatisfy { $0.begin <= $1.begin }
        for (index, sentence) in sentences.enumerated() {
            let number = sentence.metadata["sentence"].flatMap { Int($0) } ?? index
            let candidates = isSorted ? tokens[firstIndex(in: tokens, from: sentence.begin)...].prefix { $0.begin <= sentence.end } : tokens[...]
            byNumber[number, default: []] += candidates.filter { $0.begin >= sentence.begin && $0.end <= sentence.end }
        }
        return byNumber.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { TokenizedSentence(number: $0.key, tokens: $0.value) }
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
}

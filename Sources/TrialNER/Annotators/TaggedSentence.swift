/// The tokens of one document (or sentence) with their tags, as Spark NLP's annotators that read tags see them.
struct TaggedSentence {
    /// The document of the chunks found here; see ``unpack(_:)``.
    var document: Annotation
    var words: [Word]

    struct Word {
        var token: Annotation
        var tag: String
        /// The probability of the tag as it is written in the metadata.
        var confidence: String?
    }

    /// Sorts the annotations of a row: each document with its tokens, each token with its tag.
    ///
    /// Source: `TokenizedWithSentence.unpack`, `Tagged.unpack` and `NerConverter.annotate` of Spark NLP 5.5.3. Documents without tokens are
    /// left out. A tag belongs to the token that begins where it begins; a token without one is `O`.
    static func unpack(_ annotations: [Annotation]) -> [TaggedSentence] {
        let documents = annotations.filter { $0.annotatorType == "document" }
        let tokens = annotations.filter { $0.annotatorType == "token" }
        let tags = annotations.enumerated().filter { $0.element.annotatorType == "named_entity" }
            .sorted { ($0.element.begin, $0.offset) < ($1.element.begin, $1.offset) }.map(\.element)
        var next = 0
        var current: Annotation?
        let isAscending = zip(tokens, tokens.dropFirst()).allSatisfy { $0.begin <= $1.begin && $0.end <= $1.end }
        var firstToken = 0

        return documents.compactMap { document in
            // Documents come in ascending order as a rule, and then the tokens before this one need not be looked at again.
            if isAscending {
                if firstToken > 0, tokens[firstToken - 1].begin >= document.begin { firstToken = 0 }
                while firstToken < tokens.count, tokens[firstToken].begin < document.begin { firstToken += 1 }
            }
            var words: [Word] = []
            for token in tokens[firstToken...] {
                if isAscending, token.end > document.end { break }
                guard token.begin >= document.begin, token.end <= document.end else { continue }
                while next < tags.count, current.map({ $0.begin < token.begin }) ?? true {
                    current = tags[next]
                    next += 1
                }
                let tag = current.flatMap { $0.begin == token.begin ? $0.result : nil } ?? "O"
                words.append(
                    Word(token: token, tag: tag, confidence: current?.metadata["confidence"] ?? current?.metadata[tag]))
            }
            return words.isEmpty ? nil : TaggedSentence(document: document, words: words)
        }
    }
}

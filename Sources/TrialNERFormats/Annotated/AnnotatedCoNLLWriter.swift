import TrialNER

/// Writes annotated documents as CoNLL, tags in IOB2.
///
/// A document that comes from CoNLL is written as it was: its `-DOCSTART-` line, its columns, tabs and comments. Others have the
/// four columns of ``CoNLLWriter``. Where a document states no tokens they are TrialNER's own (``ClinicalTokenSplitter`` in the
/// sentences of ``ClinicalSentenceSplitter``), cut where an entity begins or ends inside one, and a sentence does not end inside an
/// entity, so that no entity is changed. An entity that shares a token with one before it cannot be written.
public struct AnnotatedCoNLLWriter: Sendable {
    private var isFirst = true

    /// Makes a writer.
    public init() {}

    /// The lines of one document, and what could not be written.
    public mutating func rows(_ document: AnnotatedDocument) -> (rows: [UInt8], notes: [String]) {
        let stated = document.tokens ?? Self.tokens(of: document)
        let tags = TokenTags(tokens: stated.tokens, entities: document.entities.map { ($0.span, $0.label) })
        var output: [UInt8] = []
        let layout = document.conll
        let hasTabs = layout?.usesTabs ?? false
        if let start = layout?.documentStart {
            output.append(contentsOf: (start + "\n\n").utf8)
        } else if layout == nil || !isFirst {
            output.append(contentsOf: "-DOCSTART- -X- -".utf8)
            CoNLLWriter.appendWord(Array(document.id.description.utf8), to: &output)
            output.append(contentsOf: "- O\n\n".utf8)
        }
        isFirst = false
        var sentence = 0
        var isSentenceOpen = false
        var comment = 0
        let comments = layout?.comments ?? []
        for (index, token) in stated.tokens.enumerated() {
            while sentence < stated.sentences.count, token.lowerBound >= stated.sentences[sentence].upperBound {
                sentence += 1
                if isSentenceOpen { output.append(UInt8(ascii: "\n")) }
                isSentenceOpen = false
            }
            while comment < comments.count, comments[comment].token <= index {
                output.append(contentsOf: (comments[comment].line + "\n").utf8)
                comment += 1
            }
            if layout == nil {
                CoNLLWriter.appendWord(document.text.utf8[token], to: &output)
            } else {
                Self.appendPlain(document.text.utf8[token], hasTabs: hasTabs, to: &output)
            }
            let separator = hasTabs ? "\t" : " "
            let columns = layout.map { index < $0.columns.count ? $0.columns[index] : [] } ?? ["-X-", "-X-"]
            output.append(contentsOf: (([""] + columns).joined(separator: separator) + separator + tags.tags[index] + "\n").utf8)
            isSentenceOpen = true
        }
        if isSentenceOpen { output.append(UInt8(ascii: "\n")) }
        for comment in comments[comment...] { output.append(contentsOf: (comment.line + "\n").utf8) }
        return (output, Self.notes(document, tags))
    }

    private static func notes(_ document: AnnotatedDocument, _ tags: TokenTags) -> [String] {
        var notes: [String] = []
        if !tags.leftOut.isEmpty {
            notes.append(
                "\(tags.leftOut.count) entities that overlap others (or hold no token) cannot be written as CoNLL and are left out")
        }
        let discontinuous = document.entities.count { !$0.fragments.isEmpty }
        if discontinuous > 0 {
            notes.append("\(discontinuous) discontinuous entities are written whole, with what stands between their parts")
        }
        return notes
    }

    /// A word that comes from CoNLL, so that only what somebody changed by hand can hold what would start a column or a line.
    private static func appendPlain(_ utf8: ArraySlice<UInt8>, hasTabs: Bool, to output: inout [UInt8]) {
        for byte in utf8 {
            let separates = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t") || (byte == UInt8(ascii: " ") && !hasTabs)
            output.append(separates ? UInt8(ascii: "_") : byte)
        }
    }

    /// Our own tokens, so that entities begin and end on their edges.
    private static func tokens(of document: AnnotatedDocument) -> StatedTokens {
        var edges = Set<Int>()
        for entity in document.entities { edges.formUnion([entity.span.lowerBound, entity.span.upperBound]) }
        var sentences: [Span] = []
        for sentence in ClinicalSentenceSplitter().sentences(in: document.text) {
            let isInside = sentences.last.map { last in
                document.entities.contains { $0.span.lowerBound < last.upperBound && $0.span.upperBound > sentence.lowerBound }
            }
            if isInside == true, let last = sentences.popLast() {
                sentences.append(last.lowerBound..<sentence.upperBound)
            } else {
                sentences.append(sentence)
            }
        }
        var tokens: [Span] = []
        for token in (try? ClinicalTokenSplitter().tokens(in: document.text, sentence: document.text.span)) ?? [] {
            var begin = token.lowerBound
            for edge in token.dropFirst() where edges.contains(edge) {
                tokens.append(begin..<edge)
                begin = edge
            }
            tokens.append(begin..<token.upperBound)
        }
        return StatedTokens(sentences: sentences, tokens: tokens)
    }
}

import TrialNER

/// Writes documents in the columns of CoNLL-2003: token, part of speech, syntactic chunk, tag (IOB2), separated by a space.
///
/// TrialNER knows no parts of speech and no syntactic chunks and writes `-X-` for them. Each document begins with
/// `-DOCSTART- -X- -ID- O`, each sentence ends with an empty line. Four columns and the identifier between hyphens are
/// what Spark NLP's `CoNLL().readDataset` reads (the identifier with `includeDocId`); readers that take the first and the last
/// column, as those that feed seqeval, `datasets` and spaCy, open it too. White space inside a token or an identifier, which would
/// start a column or a line, becomes `_`. There are no comment lines, since those readers know none.
public struct CoNLLWriter: Sendable {
    /// Makes a writer.
    public init() {}

    /// The lines of one document.
    public func rows(id: DocumentID, document: RecognizedDocument) -> [UInt8] {
        var output = Array("-DOCSTART- -X- -".utf8)
        Self.appendWord(Array(id.description.utf8), to: &output)
        output.append(contentsOf: "- O\n\n".utf8)
        var sentence = 0
        var isSentenceOpen = false
        for (token, tag) in zip(document.tokens, document.tags) {
            while sentence < document.sentences.count, token.lowerBound >= document.sentences[sentence].upperBound {
                sentence += 1
                if isSentenceOpen { output.append(UInt8(ascii: "\n")) }
                isSentenceOpen = false
            }
            Self.appendWord(document.text.utf8[token], to: &output)
            output.append(contentsOf: " -X- -X- ".utf8)
            output.append(contentsOf: tag.utf8)
            output.append(UInt8(ascii: "\n"))
            isSentenceOpen = true
        }
        if isSentenceOpen { output.append(UInt8(ascii: "\n")) }
        return output
    }

    /// Writes a word or an identifier, white space in it as `_`.
    static func appendWord(_ utf8: some Collection<UInt8>, to output: inout [UInt8]) {
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
            // Beside white space Python's `split` breaks at the information separators.
            if scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value) {
                output.append(UInt8(ascii: "_"))
            } else {
                output.append(contentsOf: String(scalar).utf8)
            }
        }
    }
}

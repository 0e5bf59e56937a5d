/// Finds the sentences of clinical trial text: abstracts, articles and registry entries.
///
/// One pass over the bytes stops only at the characters that can end a sentence. A full stop ends one unless it belongs to a number
/// (`0.05`), an abbreviation (`vs.`, `e.g.`, `et al.`, `b.i.d.`, `Fig. 2`), an initial or the label of a list item; quotes,
/// brackets and citations that are glued to it go with it. Lines end one where they were ended on purpose: before
/// blank lines, list items and headings, but not where a long line was wrapped.
///
/// Every character but white space is in a sentence. The time is linear in the length of the text.
public struct ClinicalSentenceSplitter: SentenceSplitter {
    /// Whether the full stops of known abbreviations end no sentence.
    public let useAbbreviations: Bool
    /// Whether the items of a list begin sentences.
    public let detectLists: Bool

    /// Makes a splitter.
    public init(useAbbreviations: Bool = true, detectLists: Bool = true) {
        self.useAbbreviations = useAbbreviations
        self.detectLists = detectLists
    }

    /// The spans of the sentences, in ascending order, not overlapping, without white space at their edges.
    public func sentences(in text: DocumentText) -> [Span] {
        var scanner = SentenceScanner(text.utf8, useAbbreviations: useAbbreviations, detectLists: detectLists)
        return scanner.spans()
    }

    /// The sentences of a part of a text, as if the part stood alone.
    func sentences(in text: DocumentText, region: Span) -> [Span] {
        if region == text.span { return sentences(in: text) }
        var scanner = SentenceScanner(Array(text.utf8[region]), useAbbreviations: useAbbreviations, detectLists: detectLists)
        return scanner.spans().map { $0.lowerBound + region.lowerBound..<$0.upperBound + region.lowerBound }
    }
}

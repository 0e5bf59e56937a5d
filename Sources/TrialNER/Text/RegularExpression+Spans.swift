extension RegularExpression {
    /// The spans of all matches, from left to right: ``matches(in:region:)`` without the groups.
    ///
    /// - Throws: ``RegularExpressionError/tooComplex(pattern:)`` when the pattern needs too many steps on this text.
    public func spans(in utf8: [UInt8]) throws(RegularExpressionError) -> [Span] {
        let matcher = try matcher()
        let region = 0..<utf8.count
        var spans: [Span] = []
        var start: Int? = 0
        while let from = start, try matcher.find(in: utf8, region: region, from: from) {
            if let span = matcher.span() { spans.append(span) }
            start = matcher.nextStart(in: utf8, region: region)
        }
        return spans
    }
}

/// Finds those spans of a list that share something with another span, without looking at all of them.
struct SpanIndex {
    private let spans: [Span]
    /// The greatest upper bound up to each span: it ascends, so that it can be searched.
    private let furthest: [Int]

    /// Makes an index of spans that ascend by their lower bounds.
    init(_ spans: [Span]) {
        self.spans = spans
        var end = 0
        furthest = spans.map { span in
            end = max(end, span.upperBound)
            return end
        }
    }

    /// The places in the list of the spans that overlap `span`, ascending.
    func overlapping(_ span: Span) -> [Int] {
        var (low, high) = (0, furthest.count)
        while low < high {
            let middle = (low + high) / 2
            if furthest[middle] > span.lowerBound { high = middle } else { low = middle + 1 }
        }
        return spans[low...].indices.prefix { spans[$0].lowerBound < span.upperBound }.filter { spans[$0].overlaps(span) }
    }
}

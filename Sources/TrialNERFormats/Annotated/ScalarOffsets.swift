import TrialNER

/// Finds the UTF-8 offsets of places that are counted in Unicode scalars, in any order, each in constant time.
struct ScalarOffsets {
    private let text: DocumentText
    /// The byte at which each scalar starts, and the end; `nil` where every scalar is one byte.
    private let starts: [Int]?

    /// How many scalars the text has.
    var count: Int { (starts?.count ?? text.utf8.count + 1) - 1 }

    init(_ text: DocumentText) {
        self.text = text
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            starts = nil
        } else {
            starts = text.utf8.indices.filter { text.utf8[$0] & 0xC0 != 0x80 } + [text.utf8.count]
        }
    }

    /// The span of a range of scalars.
    ///
    /// Throws ``InputProblem/annotation(_:)`` where the range is empty, turned round or outside the text; the message calls it `what`.
    func span(_ begin: Int, _ end: Int, of what: @autoclosure () -> String) throws(InputProblem) -> Span {
        guard begin >= 0, end <= count, begin <= count, end >= 0 else {
            throw .format("\(what()) lies at \(begin) to \(end), outside the text, which has \(count) characters")
        }
        guard begin < end else { throw .format("\(what()) is empty: it begins at \(begin) and ends at \(end)") }
        return (starts?[begin] ?? begin)..<(starts?[end] ?? end)
    }
}

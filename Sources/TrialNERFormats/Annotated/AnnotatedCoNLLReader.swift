import TrialNER

/// Reads CoNLL: a token a line, the word in the first column, its tag in the last, an empty line behind each sentence.
///
/// Columns are parted by spaces, or by tabs where the line has one. Two columns, the four of CoNLL-2003 and any other number from two
/// are read; `-DOCSTART-` begins a document, whose id is the third of its columns between hyphens (as ``CoNLLWriter`` writes it), else
/// `NAME:LINE`. A file without `-DOCSTART-` is one document with the name of the file. Tags are IOB2; IOB1, IOBES and BILOU
/// are read too. A line that begins with `#` and whose last column is no tag is a comment.
///
/// CoNLL has no text: the text of a document is its words with a space between them and a line feed between sentences. A document
/// with a line that does not fit is thrown with the number of the line, and the next call goes on with the next document.
public final class AnnotatedCoNLLReader: AnnotatedReader {
    private let name: String
    private var lines: NumberedLines
    private var start: (line: String, number: Int)?
    private var isFirst = true
    private var isAtEnd = false
    public let notes: [String] = []

    /// Makes a reader of an input that messages (and the ids of documents without one) call `name`.
    public init(_ source: any ByteSource, name: String) {
        self.name = name
        lines = NumberedLines(source, name: name)
    }

    public func next() throws(InputError) -> AnnotatedDocument? {
        while !isAtEnd {
            var builder = CoNLLDocumentBuilder()
            var failure: InputError?
            let start = start
            self.start = nil
            while true {
                guard let line = try nextLine(&failure) else { break }
                if CoNLLDocumentBuilder.isDocumentStart(line) {
                    self.start = (line, lines.number)
                    break
                }
                // The rest of a document that failed is passed over.
                if failure != nil { continue }
                do throws(InputProblem) {
                    try builder.add(line)
                } catch {
                    failure = InputError(input: name, line: lines.number, problem: error)
                }
            }
            isAtEnd = self.start == nil
            let isHead = isFirst
            isFirst = false
            if let failure { throw failure }
            // Nothing before the first `-DOCSTART-` is no document, nothing behind one is an empty one.
            if isHead, builder.isEmpty, start == nil { continue }
            return builder.document(id: id(of: start), start: start?.line)
        }
        return nil
    }

    /// The next line; a line that is no text counts as one that does not fit.
    private func nextLine(_ failure: inout InputError?) throws(InputError) -> String? {
        while true {
            do throws(InputError) {
                return try lines.nextString()
            } catch {
                guard error.line != nil else {
                    isAtEnd = true
                    throw error
                }
                if failure == nil { failure = error }
            }
        }
    }

    private func id(of start: (line: String, number: Int)?) -> DocumentID {
        guard let (line, number) = start else { return .string(name) }
        let columns = CoNLLDocumentBuilder.columns(of: line)
        if columns.count == 4, columns[2] != "-X-", columns[2].count > 2, columns[2].hasPrefix("-"), columns[2].hasSuffix("-") {
            return .string(String(columns[2].dropFirst().dropLast()))
        }
        return .string("\(name):\(number)")
    }
}

/// Puts a document together from the lines of CoNLL.
struct CoNLLDocumentBuilder {
    private var text: [UInt8] = []
    private var tokens: [Span] = []
    private var tags: [String] = []
    /// The tokens of each sentence.
    private var sentences: [Range<Int>] = []
    private var sentenceStart = 0
    private var layout = CoNLLLayout()
    private var columnCount: Int?

    var isEmpty: Bool { tokens.isEmpty && layout.comments.isEmpty }

    static func isDocumentStart(_ line: String) -> Bool {
        line == "-DOCSTART-" || line.hasPrefix("-DOCSTART- ") || line.hasPrefix("-DOCSTART-\t")
    }

    /// The columns of a line: parted by tabs where it has one, else by runs of spaces.
    static func columns(of line: String) -> [Substring] {
        let bytes = line.utf8
        let isTabbed = bytes.contains(UInt8(ascii: "\t"))
        let parts = bytes.split(separator: UInt8(ascii: isTabbed ? "\t" : " "), omittingEmptySubsequences: !isTabbed)
        return parts.map { Substring($0) }
    }

    /// Takes a line that begins no document.
    mutating func add(_ line: String) throws(InputProblem) {
        if line.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
            endSentence()
            return
        }
        let columns = Self.columns(of: line)
        let tag = columns.last.map(String.init) ?? ""
        let isTag = TokenTags.chunks(of: CollectionOfOne(tag)) != nil
        if line.hasPrefix("#"), !isTag || columns.count < 2 {
            layout.comments.append(.init(token: tokens.count, line: line))
            return
        }
        guard let word = columns.first, columns.count > 1, !word.isEmpty else {
            throw .format("has one column; a token and its tag (O, B-TYPE or I-TYPE) are needed")
        }
        guard isTag else { throw .format("the last column, \(quote(tag)), is no tag (O, B-TYPE or I-TYPE)") }
        if let columnCount, columnCount != columns.count {
            throw .format("has \(columns.count) columns where the lines before it have \(columnCount)")
        }
        if columnCount == nil {
            columnCount = columns.count
            layout.usesTabs = line.utf8.contains(UInt8(ascii: "\t"))
        }
        if !tokens.isEmpty { text.append(tokens.count == sentenceStart ? UInt8(ascii: "\n") : UInt8(ascii: " ")) }
        let begin = text.count
        text.append(contentsOf: word.utf8)
        tokens.append(begin..<text.count)
        tags.append(tag)
        if columns.count > 2 { layout.columns.append(columns[1..<columns.count - 1].map(String.init)) }
    }

    private mutating func endSentence() {
        if sentenceStart < tokens.count { sentences.append(sentenceStart..<tokens.count) }
        sentenceStart = tokens.count
    }

    /// The document of the lines.
    func document(id: DocumentID, start: String?) -> AnnotatedDocument {
        var whole = self
        whole.endSentence()
        return whole.finished(id: id, start: start)
    }

    private func finished(id: DocumentID, start: String?) -> AnnotatedDocument {
        var document = AnnotatedDocument(id: id, text: DocumentText(String(decoding: text, as: UTF8.self)), conll: layout)
        document.conll?.documentStart = start
        var spans: [Span] = []
        for sentence in sentences {
            spans.append(tokens[sentence.lowerBound].lowerBound..<tokens[sentence.upperBound - 1].upperBound)
            for chunk in TokenTags.chunks(of: tags[sentence]) ?? [] {
                let first = sentence.lowerBound + chunk.tokens.lowerBound
                let last = sentence.lowerBound + chunk.tokens.upperBound - 1
                document.entities.append(AnnotatedEntity(span: tokens[first].lowerBound..<tokens[last].upperBound, label: chunk.label))
            }
        }
        document.tokens = StatedTokens(sentences: spans, tokens: tokens)
        return document
    }
}

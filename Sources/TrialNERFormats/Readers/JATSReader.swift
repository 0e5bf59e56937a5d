import TrialNER

/// Reads articles in JATS (`.nxml`, as PMC gives them, one or many in a file).
///
/// An article gives a document of its title and abstract, whose id is its PMC id (or its PMID, its DOI, or its place), and one of each section
/// of results, with `/results`, `/results-2`, … behind the id. Paragraphs, headings and items of lists are lines; a heading of an abstract
/// stands before its paragraph (`Methods: …`). Tables, figures, footnotes and formulas set in TeX are left out.
public final class JATSReader: DocumentReader {
    private let name: String
    private let records: XMLRecords
    private var waiting: ArraySlice<InputDocument> = []
    private var withoutResults = 0

    /// Makes a reader of an input that messages call `name`.
    public init(_ source: any ByteSource, name: String) {
        self.name = name
        records = XMLRecords(source, name: name, names: ["article"])
    }

    public var bytesRead: Int { records.bytesRead }

    public func isReady() -> Bool { !waiting.isEmpty || records.isReady }

    public var notes: [String] {
        withoutResults == 0 ? [] : ["\(name): \(withoutResults) articles have no section of results that is marked or named as one"]
    }

    public func next() throws(InputError) -> InputDocument? {
        if let document = waiting.popFirst() { return document }
        guard let article = try records.next() else { return nil }
        waiting = documents(of: article)[...]
        guard let first = waiting.popFirst() else {
            let problem = InputProblem.format("the article that begins here has no title, no abstract and no results")
            throw InputError(input: name, line: article.line, problem: problem)
        }
        return first
    }

    private func documents(of article: XMLElement) -> [InputDocument] {
        let meta = article.child("front", "article-meta") ?? article.child("front-stub") ?? article
        let id = Self.id(of: meta) ?? "\(name):\(article.line)"
        var documents: [InputDocument] = []
        func add(_ text: [UInt8], id: String) {
            if let text = DocumentText(validating: text), !text.isBlank { documents.append(InputDocument(id: .string(id), text: text)) }
        }
        var front = ArticleText()
        if let title = meta.child("title-group", "article-title") { front.addLine(title) }
        for abstract in meta.children("abstract") where Self.isAbstract(abstract) { front.addSection(abstract, joinsHeadings: true) }
        add(front.text, id: id)

        let sections = article.child("body").map(Self.results) ?? []
        if sections.isEmpty { withoutResults += 1 }
        for (index, section) in sections.enumerated() {
            var text = ArticleText()
            text.addSection(section, joinsHeadings: false)
            add(text.text, id: index == 0 ? "\(id)/results" : "\(id)/results-\(index + 1)")
        }
        return documents
    }

    private static func id(of meta: XMLElement) -> String? {
        var ids: [String: String] = [:]
        for element in meta.children("article-id") {
            let text = element.flatString
            if let kind = element.attributes["pub-id-type"], !text.isEmpty, ids[kind] == nil { ids[kind] = text }
        }
        if let pmc = ids["pmcid"] ?? ids["pmc"] ?? ids["pmcaid"] {
            return pmc.uppercased().hasPrefix("PMC") ? pmc.uppercased() : "PMC" + pmc
        }
        return ids["pmid"] ?? ids["doi"]
    }

    /// Not a picture, a teaser or a translation.
    private static func isAbstract(_ element: XMLElement) -> Bool {
        guard let kind = element.attributes["abstract-type"] else { return true }
        return !["graphical", "teaser", "toc", "web-summary", "executive-summary", "key-points", "precis", "short"].contains(kind)
    }

    /// The outermost sections of results in a body.
    private static func results(in element: XMLElement) -> [XMLElement] {
        element.children("sec").flatMap { isResults($0) ? [$0] : results(in: $0) }
    }

    private static func isResults(_ section: XMLElement) -> Bool {
        let kinds = (section.attributes["sec-type"] ?? "").lowercased().split { "|, ".contains($0) }
        if kinds.contains(where: { ["results", "result", "findings"].contains($0) }) { return true }
        let title = section.child("title")?.flatString.lowercased() ?? ""
        // "3. Results", "RESULTS AND DISCUSSION", "Main findings:".
        let words = title.split { !$0.isLetter }.filter { !["main", "study", "trial", "the"].contains($0) }
        return words.first.map { ["results", "result", "findings"].contains($0) } ?? false
    }
}

/// Makes the text of parts of an article.
struct ArticleText {
    private var flow = FlowingText()

    /// The text, paragraphs as lines.
    var text: [UInt8] { flow.text }

    /// What is no running text.
    private static let leftOut: Set<String> = [
        "table-wrap", "table-wrap-group", "fig", "fig-group", "fn", "fn-group", "tex-math", "annotation", "ref-list",
        "supplementary-material",
        "media", "graphic", "inline-graphic", "object-id", "label", "author-notes", "alt-text", "table", "array", "verse-group",
        "code", "permissions",
    ]
    private static let lines: Set<String> = ["p", "title", "list-item", "def-item", "disp-quote", "sec", "list", "disp-formula", "speech"]

    /// Adds an element as a line.
    mutating func addLine(_ element: XMLElement) {
        flow.endLine()
        addContents(of: element)
        flow.endLine()
    }

    /// Adds a section; with `joinsHeadings` its headings stand in front of what they head.
    mutating func addSection(_ section: XMLElement, joinsHeadings: Bool) {
        for child in section.children where !Self.leftOut.contains(child.name) {
            switch child.name {
            // A heading of the abstract as such says nothing.
            case "title" where joinsHeadings && ["abstract", "summary"].contains(child.flatString.lowercased()): break
            case "title" where joinsHeadings:
                flow.endLine()
                addContents(of: child)
                if let last = flow.lastByte, last != UInt8(ascii: ":"), last != UInt8(ascii: ".") { flow.add(":") }
                flow.add(" ")
            case "sec": addSection(child, joinsHeadings: joinsHeadings)
            case "p": addParagraph(child)
            default: addLine(child)
            }
        }
    }

    /// Adds a paragraph, behind a heading that has been joined to it.
    private mutating func addParagraph(_ element: XMLElement) {
        if flow.lastByte != UInt8(ascii: ":") { flow.endLine() }
        addContents(of: element)
        flow.endLine()
    }

    private mutating func addContents(of element: XMLElement) {
        for content in element.contents {
            switch content {
            case .text(let bytes): flow.add(bytes)
            case .element(let child):
                if Self.leftOut.contains(child.name) { continue }
                if child.name == "break" { flow.add(" ") }
                if Self.lines.contains(child.name) {
                    addLine(child)
                } else {
                    addContents(of: child)
                }
            }
        }
    }
}

/// How the bytes of an input are read.
public enum InputFormat: String, Sendable, CaseIterable {
    /// The whole input is the text of one document.
    case text
    /// A document a line: a JSON object with `text` and, where given, `id`.
    case jsonl
    /// JSON: an array of such objects, one of them, or several one after the other.
    case json
    /// Rows with commas (or semicolons) between their fields.
    case csv
    /// Rows with tabs between their fields.
    case tsv
    /// PubMed's XML.
    case pubmed
    /// PubMed's text form, which NLM calls MEDLINE and files of `.nbib` hold.
    case medline
    /// RIS, the form of reference managers.
    case ris
    /// Articles in JATS, as PMC gives them.
    case jats
    /// Studies of ClinicalTrials.gov, in JSON or XML.
    case registry
    /// A folder of brat documents, of which the text alone is read.
    case brat
    /// Tokens and tags, of which the text alone is read.
    case conll

    /// What the name of a file tells of its format.
    public enum Name: Sendable, Hashable {
        /// The format is known.
        case format(InputFormat)
        /// The bytes have to tell: `.json` and `.xml` are many things.
        case content
        /// Nothing: the ending is none that is known.
        case unknown
    }

    private static let endings: [(String, Name)] = [
        (".txt", .format(.text)), (".text", .format(.text)), (".md", .format(.text)),
        (".jsonl", .format(.jsonl)), (".ndjson", .format(.jsonl)), (".json", .content),
        (".csv", .format(.csv)), (".tsv", .format(.tsv)), (".tab", .format(.tsv)),
        (".xml", .content), (".nxml", .format(.jats)),
        (".nbib", .format(.medline)), (".medline", .format(.medline)), (".ris", .format(.ris)),
        (".ann", .format(.brat)),
        (".conll", .format(.conll)), (".iob", .format(.conll)), (".iob2", .format(.conll)), (".bio", .format(.conll)),
    ]

    /// What a path tells; `.gz` behind it does not count.
    public static func name(of path: String) -> Name {
        var name = path.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        return endings.first { name.hasSuffix($0.0) }?.1 ?? .unknown
    }

    /// How many bytes of an input are looked at to tell its format.
    static let lookedAt = 1 << 16

    /// The format of an input by its name and its first bytes.
    ///
    /// - Throws: ``InputProblem/format(_:)`` for XML of a kind that is not known.
    static func format(ofName path: String, start: [UInt8]) throws(InputProblem) -> Self {
        switch name(of: path) {
        case .format(.text), .unknown: isMedline(start) ? .medline : .text
        case .format(let format): format
        case .content: isXML(start) ? try xmlFormat(start) : jsonFormat(start)
        }
    }

    /// What PubMed's "Save as PubMed format" writes into a file called `.txt`.
    private static func isMedline(_ start: [UInt8]) -> Bool {
        start.drop { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") || ContentCheck.byteOrderMark.contains($0) }
            .starts(with: Array("PMID- ".utf8))
    }

    private static func isXML(_ start: [UInt8]) -> Bool { firstByte(of: start) == UInt8(ascii: "<") }

    static func firstByte(of start: [UInt8]) -> UInt8? {
        start.first { $0 > 0x20 && !ContentCheck.byteOrderMark.contains($0) }
    }

    private static func xmlFormat(_ start: [UInt8]) throws(InputProblem) -> Self {
        let text = String(decoding: start, as: UTF8.self)
        func holds(_ names: String...) -> Bool { names.contains { text.contains("<" + $0) } }
        if holds("PubmedArticleSet", "PubmedArticle", "PubmedBookArticle", "MedlineCitationSet", "MedlineCitation") { return .pubmed }
        if holds("clinical_study") { return .registry }
        if holds("article", "pmc-articleset", "!DOCTYPE article") { return .jats }
        throw .format("is XML of a kind that is not known; say --input-format pubmed, jats or registry, or extract its text")
    }

    private static func jsonFormat(_ start: [UInt8]) -> Self {
        let text = String(decoding: start, as: UTF8.self)
        let marks = ["\"protocolSection\"", "\"ProtocolSection\"", "\"FullStudiesResponse\""]
        if marks.contains(where: { text.contains($0) }) { return .registry }
        return isObject(start.prefix { $0 != UInt8(ascii: "\n") }) ? .jsonl : .json
    }

    /// Whether a line is a whole JSON object.
    private static func isObject(_ line: ArraySlice<UInt8>) -> Bool {
        guard firstByte(of: Array(line)) == UInt8(ascii: "{") else { return false }
        return Array(line).withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            scanner.skipSpace()
            return (try? scanner.skipValue()) != nil && (try? scanner.end()) != nil
        }
    }
}

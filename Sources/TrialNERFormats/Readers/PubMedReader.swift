import TrialNER

/// Reads PubMed's XML (`PubmedArticleSet`, `MedlineCitationSet`): a document a record, its id the PMID.
///
/// The text is the title and, each on a line of its own, the parts of the abstract with their labels (`METHODS: …`), as PubMed shows them.
/// Abstracts in other languages are left out. A record without title and abstract is thrown with its line.
public final class PubMedReader: DocumentReader {
    private let name: String
    private let records: XMLRecords
    private var titleOnly = 0

    /// Makes a reader of an input that messages call `name`.
    public init(_ source: any ByteSource, name: String) {
        self.name = name
        records = XMLRecords(source, name: name, names: ["PubmedArticle", "PubmedBookArticle", "MedlineCitation"])
    }

    public var bytesRead: Int { records.bytesRead }

    public func isReady() -> Bool { records.isReady }

    public var notes: [String] {
        titleOnly == 0 ? [] : ["\(name): \(titleOnly) records have no abstract; their titles are read"]
    }

    public func next() throws(InputError) -> InputDocument? {
        guard let record = try records.next() else { return nil }
        do throws(InputProblem) {
            return try document(record)
        } catch {
            throw InputError(input: name, line: record.line, problem: error)
        }
    }

    private func document(_ record: XMLElement) throws(InputProblem) -> InputDocument {
        let citation = record.name == "MedlineCitation" ? record : record.child("MedlineCitation") ?? record.child("BookDocument") ?? record
        let article = citation.child("Article") ?? citation
        let id = citation.child("PMID")?.flatString ?? ""
        let title = (article.child("ArticleTitle") ?? article.child("Book", "BookTitle"))?.flatText ?? []
        let abstract = article.child("Abstract").map(Self.paragraphs) ?? []
        if abstract.isEmpty {
            guard !title.isEmpty else {
                throw .format("the record that begins here\(id.isEmpty ? "" : " (PMID \(id))") has neither title nor abstract")
            }
            titleOnly += 1
        }
        let lines = ([title] + abstract).filter { !$0.isEmpty }
        guard let text = DocumentText(validating: Array(lines.joined(separator: [UInt8(ascii: "\n")]))) else { throw .notUTF8(byte: 0) }
        return InputDocument(id: .string(id.isEmpty ? "\(name):\(record.line)" : id), text: text)
    }

    /// The parts of an abstract with their labels.
    private static func paragraphs(_ abstract: XMLElement) -> [[UInt8]] {
        abstract.children("AbstractText").compactMap { part in
            let text = part.flatText
            if text.isEmpty { return nil }
            let label = part.attributes["Label"] ?? ""
            return label.isEmpty || label == "UNLABELLED" ? text : Array("\(label): ".utf8) + text
        }
    }
}

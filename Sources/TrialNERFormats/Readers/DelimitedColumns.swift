import TrialNER

/// Which columns of a table hold the text and the id of a document.
struct DelimitedColumns {
    /// The columns of the text, from 0, in the order they are joined in.
    private(set) var text: [Int]
    /// The column of the id; `nil` where there is none.
    private(set) var id: Int?

    /// Names of columns that hold the text, in the order they are looked for; a title goes before an abstract.
    private static let usualTexts = [
        "text", "abstract", "abstract note", "abstracttext", "abstract text", "content", "body", "brief summary",
    ]
    private static let usualTitles = ["title", "article title", "primary title", "study title"]
    private static let usualIDs = [
        "id", "pmid", "nct number", "nct id", "nctid", "doi", "accession number", "record id", "key", "document",
    ]

    /// Takes columns by their numbers from 1, for a table without a header; `nil` where one is named otherwise.
    init?(numbers fields: InputFields) {
        let text = fields.text.map { Int($0) }
        guard !text.isEmpty, text.allSatisfy({ ($0 ?? 0) >= 1 }) else { return nil }
        self.text = text.compactMap { $0.map { $0 - 1 } }
        if let id = fields.id {
            guard let number = Int(id), number >= 1 else { return nil }
            self.id = number - 1
        }
    }

    /// Finds the columns that are named, or the usual ones, in a header.
    init(header: [String], fields: InputFields) throws(InputProblem) {
        let names = header.map { $0.plainColumnName }
        func column(_ name: String) throws(InputProblem) -> Int {
            if let exact = header.firstIndex(of: name) { return exact }
            if let loose = names.firstIndex(of: name.plainColumnName) { return loose }
            let nearest = Spelling.nearest(to: name, among: header).map { " (did you mean \($0)?)" } ?? ""
            throw .format("has no column \"\(name)\"\(nearest); its columns are \(Self.list(header))")
        }
        func usual(_ candidates: [String]) -> Int? { candidates.lazy.compactMap { names.firstIndex(of: $0) }.first }

        if fields.text.isEmpty {
            if let found = usual(Self.usualTexts) {
                text = [found]
                if names[found].hasPrefix("abstract"), let title = usual(Self.usualTitles) { text.insert(title, at: 0) }
            } else if header.count == 1 {
                text = [0]
            } else {
                throw .format("no column is known to hold the text; name it with --text-column: its columns are \(Self.list(header))")
            }
        } else {
            var text: [Int] = []
            for name in fields.text { text.append(try column(name)) }
            self.text = text
        }
        if let name = fields.id { id = try column(name) } else { id = usual(Self.usualIDs) }
        if let found = id, text.contains(found), fields.id == nil { id = nil }
    }

    private static func list(_ header: [String]) -> String {
        header.prefix(20).joined(separator: ", ") + (header.count > 20 ? ", …" : "")
    }
}

extension String {
    /// In small letters, with spaces for `_` and `-` and none around it, so that `Brief_Summary` is `brief summary`.
    fileprivate var plainColumnName: String {
        let name = lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 }.drop { $0.isWhitespace }
        return String(name.prefix(name.count - name.reversed().prefix { $0.isWhitespace }.count))
    }
}

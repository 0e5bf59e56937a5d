import TrialNER

/// Reads records whose lines begin with a tag: PubMed's text form (MEDLINE) and RIS.
///
/// A record is a document of its title and its abstract, a line end between them; one that has neither is thrown as an ``InputError`` with the
/// line it begins in.
public final class TaggedRecordReader: DocumentReader {
    /// A form of records.
    public enum Form: Sendable {
        /// `PMID- 123`, `TI  - …`, `AB  - …`; further lines of a field are indented; a record ends where the next `PMID- ` stands.
        case medline
        /// `TY  - JOUR`, `TI  - …`, `AB  - …`, `ER  -`; a line without a tag goes on with the field before it.
        case ris

        var titles: [String] {
            switch self {
            case .medline: ["TI", "BTI"]
            case .ris: ["TI", "T1", "CT", "BT"]
            }
        }

        var abstracts: [String] {
            switch self {
            case .medline: ["AB"]
            case .ris: ["AB", "N2"]
            }
        }

        var ids: [String] {
            switch self {
            case .medline: ["PMID"]
            case .ris: ["ID", "AN", "DO"]
            }
        }

        /// The tag of a record's first line.
        var first: String {
            switch self {
            case .medline: "PMID"
            case .ris: "TY"
            }
        }
    }

    /// The longest line and the longest record, in bytes.
    static let lengthLimit = 16 << 20

    private struct Record {
        var line: Int
        var size = 0
        /// The first value of each tag that is wanted.
        var values: [String: [UInt8]] = [:]
        /// The tag that a further line goes on with; `nil` where that is not wanted.
        var open: String?
        var problem: InputProblem?
    }

    private let name: String
    private let form: Form
    private let wanted: Set<String>
    private var lines: LineReader
    private var lineNumber = 0
    private var record: Record?
    private var titleOnly = 0
    private var outside = 0
    private var hasBegun = false
    private var isDone = false

    /// Makes a reader of an input that messages (and the ids of records without one) call `name`.
    public init(_ source: any ByteSource, name: String, form: Form) {
        self.name = name
        self.form = form
        wanted = Set(form.titles + form.abstracts + form.ids)
        lines = LineReader(source, lengthLimit: Self.lengthLimit)
    }

    public var bytesRead: Int { lines.bytesRead }

    public func isReady() -> Bool { isDone || lines.isReady() }

    public var notes: [String] {
        var notes: [String] = []
        if titleOnly > 0 { notes.append("\(name): \(titleOnly) records have no abstract; their titles are read") }
        if outside > 0 { notes.append("\(name): \(outside) lines stand outside of any record and are left out") }
        return notes
    }

    public func next() throws(InputError) -> InputDocument? {
        while !isDone {
            let finished: Record?
            do throws(InputProblem) {
                finished = try nextRecord()
            } catch {
                isDone = true
                throw InputError(input: name, problem: error)
            }
            guard let finished else { continue }
            do throws(InputProblem) {
                return try document(finished)
            } catch {
                throw InputError(input: name, line: finished.line, problem: error)
            }
        }
        return nil
    }

    /// Reads up to where a record ends; `nil` where there was none.
    private func nextRecord() throws(InputProblem) -> Record? {
        if !hasBegun {
            hasBegun = true
            try lines.begin()
        }
        while let line = try lines.next() {
            lineNumber += 1
            switch line {
            case .tooLong: record?.problem = .tooLong(limit: Self.lengthLimit)
            case .line(let range):
                var bytes = lines.buffer[range]
                if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
                if let finished = take(bytes) { return finished }
            }
        }
        isDone = true
        defer { record = nil }
        return record
    }

    /// Takes a line; gives the record that it ends.
    private func take(_ line: ArraySlice<UInt8>) -> Record? {
        guard let (tag, value) = Self.field(line) else {
            if record == nil {
                if line.contains(where: { $0 > 0x20 }) { outside += 1 }
            } else {
                goOn(line)
            }
            return nil
        }
        if tag == form.first {
            let finished = record
            record = Record(line: lineNumber)
            set(tag, value)
            return finished
        }
        if form == .ris, tag == "ER" {
            defer { record = nil }
            return record
        }
        if record == nil { outside += 1 } else { set(tag, value) }
        return nil
    }

    private func set(_ tag: String, _ value: ArraySlice<UInt8>) {
        let isNew = wanted.contains(tag) && record?.values[tag] == nil
        record?.open = isNew ? tag : nil
        if isNew { record?.values[tag] = Array(value) }
        count(value)
    }

    private func goOn(_ line: ArraySlice<UInt8>) {
        guard let tag = record?.open else { return }
        let rest = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if rest.isEmpty { return }
        record?.values[tag]?.append(UInt8(ascii: " "))
        record?.values[tag]?.append(contentsOf: rest)
        count(rest)
    }

    private func count(_ bytes: ArraySlice<UInt8>) {
        record?.size += bytes.count
        if let size = record?.size, size > Self.lengthLimit {
            record?.problem = .tooLong(limit: Self.lengthLimit)
            record?.values = [:]
        }
    }

    /// The tag and the value of a line: two to four capital letters or digits, spaces up to the fifth place, `- `.
    private static func field(_ line: ArraySlice<UInt8>) -> (tag: String, value: ArraySlice<UInt8>)? {
        let bytes = Array(line.prefix(6))
        guard bytes.count >= 5, bytes[4] == UInt8(ascii: "-"), bytes.count < 6 || bytes[5] == UInt8(ascii: " ") else { return nil }
        let tag = bytes[..<4].prefix { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        guard tag.count >= 2, (0x41...0x5A).contains(tag[0]), bytes[tag.count..<4].allSatisfy({ $0 == UInt8(ascii: " ") }) else {
            return nil
        }
        return (String(decoding: tag, as: UTF8.self), line.dropFirst(6))
    }

    private func document(_ record: Record) throws(InputProblem) -> InputDocument {
        if let problem = record.problem { throw problem }
        func value(_ tags: [String]) -> [UInt8] { tags.lazy.compactMap { record.values[$0] }.first { !$0.isEmpty } ?? [] }
        let (title, abstract) = (value(form.titles), value(form.abstracts))
        if title.isEmpty, abstract.isEmpty { throw .format("the record that begins here has neither title nor abstract") }
        if abstract.isEmpty { titleOnly += 1 }
        let bytes = Array([title, abstract].filter { !$0.isEmpty }.joined(separator: [UInt8(ascii: "\n")]))
        if let byte = bytes.firstIndex(of: 0) { throw .nul(byte: byte) }
        guard let text = DocumentText(validating: bytes) else {
            throw .format("the record that begins here is not UTF-8; convert the file, as with iconv -f LATIN1 -t UTF-8")
        }
        let id = value(form.ids)
        return InputDocument(id: .string(id.isEmpty ? "\(name):\(record.line)" : String(decoding: id, as: UTF8.self)), text: text)
    }
}

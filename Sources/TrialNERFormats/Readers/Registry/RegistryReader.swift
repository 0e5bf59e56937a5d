import TrialNER

/// Reads study records of ClinicalTrials.gov: JSON of API v2 (a study, several, or pages of `studies`), of the older API
/// (`FullStudiesResponse`), or the older XML (`clinical_study`).
///
/// A study gives a document of each of its texts (titles, summary, description, arms, interventions, outcomes, eligibility, and of the results
/// the flow of participants, each outcome with its groups and analyses), whose id is the registry's number and the path in the record as API
/// v2 has it. The figures of an analysis become a sentence. One study is held at a time.
public final class RegistryReader: DocumentReader {
    private enum Records {
        case json(JSONElements)
        case xml(XMLRecords)
    }

    private let name: String
    private var source: PeekedSource?
    private var records: Records?
    private var waiting: ArraySlice<InputDocument> = []
    /// The line of the study that is being taken apart.
    private var failedLine: Int?
    private var isDone = false

    /// Makes a reader of an input that messages call `name`.
    public init(_ source: any ByteSource, name: String) {
        self.name = name
        self.source = PeekedSource(source)
    }

    public var bytesRead: Int {
        switch records {
        case .json(let elements): elements.bytesRead
        case .xml(let records): records.bytesRead
        case nil: 0
        }
    }

    public func isReady() -> Bool {
        if isDone || !waiting.isEmpty { return true }
        return switch records {
        case .json(let elements): elements.isReady
        case .xml(let records): records.isReady
        case nil: source?.isReady ?? true
        }
    }

    public func next() throws(InputError) -> InputDocument? {
        while true {
            if let document = waiting.popFirst() { return document }
            guard let (study, line) = try nextStudy() else { return nil }
            waiting = (RegistryStudy(study)?.documents() ?? [])[...]
            if waiting.isEmpty {
                let problem = InputProblem.format("what begins here is no study record: it has no NCT number, or no text")
                throw InputError(input: name, line: line, problem: problem)
            }
        }
    }

    /// The next study and the line it begins in.
    private func nextStudy() throws(InputError) -> (study: RegistryNode, line: Int)? {
        if isDone { return nil }
        do throws(InputProblem) {
            if records == nil { try begin() }
            if case .json(var elements) = records {
                defer { records = .json(elements) }
                guard let element = try elements.next() else { return nil }
                failedLine = element.line
                let study = try Self.node(of: element)
                failedLine = nil
                return (study, element.line)
            }
        } catch {
            // A problem in one study costs it alone.
            if let line = failedLine {
                failedLine = nil
                throw InputError(input: name, line: line, problem: error)
            }
            isDone = true
            throw InputError(input: name, problem: error)
        }
        guard case .xml(let reader) = records, let element = try reader.next() else { return nil }
        return (RegistryNode(element), element.line)
    }

    private func begin() throws(InputProblem) {
        guard let source else { return }
        let start = try source.start(1 << 12) { InputFormat.firstByte(of: $0) != nil }
        self.source = nil
        let isXML = InputFormat.firstByte(of: start) == UInt8(ascii: "<")
        // The pages of API v2, and what the older API puts its studies into.
        let containers: Set<String> = ["studies", "FullStudiesResponse", "FullStudies", "StudyFieldsResponse"]
        records =
            isXML
            ? .xml(XMLRecords(source, name: name, names: ["clinical_study"])) : .json(JSONElements(source, containers: containers))
    }

    private static func node(of element: JSONElements.Element) throws(InputProblem) -> RegistryNode {
        do throws(JSONError) {
            return try element.bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
                var scanner = JSONScanner(bytes)
                scanner.skipSpace()
                let node = try RegistryNode(&scanner, name: "")
                try scanner.end()
                return node
            }
        } catch {
            throw .json(error)
        }
    }
}

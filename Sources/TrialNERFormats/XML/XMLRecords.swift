/// Gives the records of an XML document, each as a whole, and holds one at a time.
final class XMLRecords {
    /// The most text of a record, in bytes.
    static let sizeLimit = 64 << 20

    private let source: any ByteSource
    private let name: String
    private let names: Set<String>
    private let sizeLimit: Int
    private var stream: XMLStream?
    private var isDone = false

    /// Makes a reader of the outermost elements of these names, in an input that messages call `name`.
    init(_ source: any ByteSource, name: String, names: Set<String>, sizeLimit: Int = XMLRecords.sizeLimit) {
        self.source = source
        self.name = name
        self.names = names
        self.sizeLimit = sizeLimit
    }

    var bytesRead: Int { stream?.bytesRead ?? 0 }
    var isReady: Bool { isDone || (stream?.isReady ?? source.isReady) }

    /// A record, or what is wrong with one.
    private enum Record {
        case record(XMLElement)
        /// A record that cannot be taken, which begins in this line; the next can.
        case problem(line: Int, InputProblem)
    }

    /// The next record; `nil` at the end.
    ///
    /// - Throws: A problem of one record, with its line, behind which the next call goes on; any other ends the document.
    func next() throws(InputError) -> XMLElement? {
        let found: Record?
        do throws(InputProblem) {
            found = try read()
        } catch {
            throw InputError(input: name, problem: error)
        }
        switch found {
        case nil: return nil
        case .record(let element): return element
        case .problem(let line, let problem): throw InputError(input: name, line: line, problem: problem)
        }
    }

    private func read() throws(InputProblem) -> Record? {
        if isDone { return nil }
        do throws(InputProblem) {
            if stream == nil { stream = try XMLStream(source) }
            while let stream, let node = try stream.next() {
                guard case .start(let name, let attributes, let isEmpty) = node, names.contains(name) else { continue }
                let element = XMLElement(name: name, attributes: attributes, line: stream.line)
                return isEmpty ? .record(element) : try record(element, stream)
            }
            isDone = true
            return nil
        } catch {
            isDone = true
            throw error
        }
    }

    /// Reads up to the end of an element that has begun.
    private func record(_ start: XMLElement, _ stream: XMLStream) throws(InputProblem) -> Record {
        var open = [start]
        var size = 0
        var problem: InputProblem?
        while true {
            guard let node = try stream.next() else { throw .format("is XML that ends early; copy or download it again") }
            switch node {
            case .start(let name, let attributes, let isEmpty):
                size += name.utf8.count + 16
                let element = XMLElement(name: name, attributes: attributes, line: stream.line)
                if isEmpty {
                    open[open.count - 1].contents.append(.element(element))
                } else {
                    open.append(element)
                }
            case .text(let text):
                size += text.count
                if problem == nil { open[open.count - 1].contents.append(.text(text)) }
            case .entity(let name):
                problem =
                    problem
                    ?? .format(
                        "the record that begins here has the entity &\(name);, which is not expanded; put the character in its place")
            case .end:
                let element = open.removeLast()
                guard let parent = open.indices.last else {
                    return problem.map { .problem(line: start.line, $0) } ?? .record(element)
                }
                open[parent].contents.append(.element(element))
            }
            if size > sizeLimit, problem == nil {
                problem = .tooLong(limit: sizeLimit)
                for index in open.indices { open[index].contents = [] }
            }
        }
    }
}

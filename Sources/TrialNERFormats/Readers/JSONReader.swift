import TrialNER

/// Reads JSON: an array of objects, one object, or several one after the other, each a document with `text` and, where given, `id`.
///
/// Holds one object at a time. One that is no document is thrown as an ``InputError`` with its line, and the next call goes on behind it.
public final class JSONReader: DocumentReader {
    private let name: String
    private let fields: JSONFields
    private var elements: JSONElements

    /// Makes a reader of an input that messages (and the ids of documents without one) call `name`.
    public init(_ source: any ByteSource, name: String, fields: InputFields = InputFields()) {
        self.name = name
        self.fields = JSONFields(fields)
        elements = JSONElements(source)
    }

    public var bytesRead: Int { elements.bytesRead }

    public func isReady() -> Bool { elements.isReady }

    public func next() throws(InputError) -> InputDocument? {
        while let element = try nextElement() {
            do throws(InputProblem) {
                let document = try element.bytes.withUnsafeBufferPointer { (bytes) throws(InputProblem) in
                    try fields.document(of: bytes, unnamed: .string("\(name):\(element.line)"))
                }
                if let document { return document }
            } catch {
                throw InputError(input: name, line: element.line, problem: error)
            }
        }
        return nil
    }

    private func nextElement() throws(InputError) -> JSONElements.Element? {
        do throws(InputProblem) {
            return try elements.next()
        } catch {
            throw InputError(input: name, problem: error)
        }
    }
}

import TrialNER

/// Reads the texts of annotated documents; what is annotated in them is left out, and noted.
public final class AnnotatedTextReader: DocumentReader {
    private let base: any AnnotatedReader
    private let name: String
    private var entityCount = 0

    /// Makes a reader of the texts that `base` reads.
    public init(_ base: any AnnotatedReader, name: String) {
        self.base = base
        self.name = name
    }

    /// What was read is not counted: documents are in files of their own, or small.
    public var bytesRead: Int { 0 }

    public func isReady() -> Bool { true }

    public var notes: [String] {
        entityCount == 0 ? [] : ["\(name): the \(entityCount) entities in it are left out; compare with them by `trialner evaluate`"]
    }

    public func next() throws(InputError) -> InputDocument? {
        guard let document = try base.next() else { return nil }
        entityCount += document.entities.count
        return InputDocument(id: document.id, text: document.text)
    }
}

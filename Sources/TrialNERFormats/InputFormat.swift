/// How the bytes of an input are read.
public enum InputFormat: String, Sendable, CaseIterable {
    /// The whole input is the text of one document.
    case text
    /// A document a line: a JSON object with `text` and, where given, `id`.
    case jsonl

    /// The format that the name of a file tells: JSONL for `.jsonl`, `.ndjson` and `.json`, text for everything else.
    public init(path: String) {
        let name = path.lowercased()
        self = [".jsonl", ".ndjson", ".json"].contains { name.hasSuffix($0) } ? .jsonl : .text
    }
}

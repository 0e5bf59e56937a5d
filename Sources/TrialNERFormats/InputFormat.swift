/// How the bytes of an input are read.
public enum InputFormat: String, Sendable, CaseIterable {
    /// The whole input is the text of one document.
    case text
    /// A document a line: a JSON object with `text` and, where given, `id`.
    case jsonl

    /// The format that the name of a file tells: JSONL for `.jsonl`, `.ndjson` and `.json`, text for everything else; `.gz` behind it does not
    /// count.
    public init(path: String) {
        var name = path.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        self = [".jsonl", ".ndjson", ".json"].contains { name.hasSuffix($0) } ? .jsonl : .text
    }
}

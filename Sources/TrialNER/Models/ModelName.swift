/// What a pretrained model is asked for by: a name, a language and where it comes from, as in Spark NLP's `pretrained`.
struct ModelName: Sendable, Hashable {
    var name: String
    var language: String
    var remote: String

    /// The place of the model under a base URL and in the cache: `REMOTE/LANGUAGE/NAME`.
    var path: String { remote.isEmpty ? "\(language)/\(name)" : "\(remote)/\(language)/\(name)" }

    /// - Throws: `ModelStoreError.wrongName` where a part is no plain name (`remote` may be several, with `/` between them).
    init(name: String, language: String, remote: String) throws(ModelStoreError) {
        let parts = remote.isEmpty ? [] : remote.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for part in [name, language] + parts where !Self.isSafe(part) { throw .wrongName(part) }
        self.name = name
        self.language = language
        self.remote = remote
    }

    /// Whether a text is a plain name of a file or folder: ASCII letters, digits, `_`, `-` and `.`, not starting with `.` or `-`.
    static func isSafe(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}

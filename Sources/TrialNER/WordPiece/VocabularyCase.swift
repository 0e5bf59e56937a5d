/// Tells from its vocabulary whether a model knows capital letters.
enum VocabularyCase {
    /// Whether a word piece has a capital letter of ASCII; names in brackets such as `[CLS]` are none.
    static func hasCapitals(_ vocabulary: [UInt8]) -> Bool {
        vocabulary.split(separator: UInt8(ascii: "\n")).contains { piece in
            !(piece.first == UInt8(ascii: "[") && piece.last == UInt8(ascii: "]"))
                && piece.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        }
    }
}

import Testing

@testable import TrialNER

/// What Spark NLP 5.5.3's `BasicTokenizer` and the JVM's classes make of a token.
@Suite("Java's basic tokenizer")
struct JavaBasicTokenizerTests {
    @Test(
        "of a token the first word is kept",
        arguments: [
            ("p<0.001", "p"), ("0.39-0.65", "0"), ("(CR)", "("), ("survival", "survival"), ("≥3", "≥3"), ("2·9–4·1", "2·9–4·1"),
            ("5‐10", "5‐10"), ("患者", "患"), ("a患", "a"), ("café", "cafe"), ("Ångström", "Angstrom"), ("が", "か\u{3099}"),
            ("\u{200B}x", "\u{200B}x"), ("\u{7F}x", "x"), ("x\u{FFFD}y", "x"), ("\u{A0}x", "\u{A0}x"), ("\u{2009}x", "x"),
        ])
    func firstWord(token: String, word: String) {
        #expect(JavaBasicTokenizer(caseSensitive: true).firstWord(of: token) == word)
    }

    @Test("a token of which nothing is left has no word", arguments: ["", " ", "\u{85}\u{9F}", "\u{301}", "\u{FFFD}"])
    func nothingLeft(token: String) {
        #expect(JavaBasicTokenizer(caseSensitive: true).firstWord(of: token) == nil)
    }

    @Test(
        "case is folded as Java folds it",
        arguments: [("TRIAL", "trial"), ("ΟΔΟΣ", "οδος"), ("ΣΑΣ", "σας"), ("Σ", "σ"), ("İ", "i"), ("STRASSE", "strasse"), ("ẞ", "ß")])
    func lowerCase(token: String, word: String) {
        #expect(JavaBasicTokenizer(caseSensitive: false).firstWord(of: token) == word)
    }
}

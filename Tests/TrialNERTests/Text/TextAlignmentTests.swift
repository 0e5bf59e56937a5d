import Testing

@testable import TrialNER

@Suite("Texts that differ in white space")
struct TextAlignmentTests {
    private func carried(_ phrase: String, from source: String, to target: String) throws -> String? {
        let (source, target) = (DocumentText(source), DocumentText(target))
        let bytes = Array(phrase.utf8)
        let begin = try #require(source.utf8.indices.first { source.utf8[$0...].starts(with: bytes) })
        return try #require(TextAlignment(from: source, to: target)).span(of: begin..<begin + bytes.count).map { target[$0] }
    }

    @Test("a span is carried to the same characters")
    func spans() throws {
        let (tokens, text) = ("HR 0.50 ( 95 % CI )\nséjour", "  HR\u{A0}0.50 (95% CI)\n\n séjour ")
        #expect(try carried("0.50", from: tokens, to: text) == "0.50")
        #expect(try carried("( 95 % CI )", from: tokens, to: text) == "(95% CI)")
        #expect(try carried(" séjour", from: tokens.replacing("\n", with: " "), to: text) == "séjour")
        #expect(try carried("(95% CI)", from: text, to: tokens) == "( 95 % CI )")
    }

    @Test("texts that differ in more than white space are not aligned, and white space alone is nowhere")
    func others() {
        #expect(TextAlignment(from: DocumentText("4.0 months"), to: DocumentText("4.1 months")) == nil)
        #expect(TextAlignment(from: DocumentText("4.0 months"), to: DocumentText("4.0 month")) == nil)
        #expect(TextAlignment(from: DocumentText("a b"), to: DocumentText("ab"))?.span(of: 1..<2) == nil)
        #expect(TextAlignment(from: DocumentText(""), to: DocumentText(" ")) != nil)
    }
}

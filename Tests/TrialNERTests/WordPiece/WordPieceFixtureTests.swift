import Testing

@testable import TrialNER

@Suite("Word pieces of hard strings")
struct WordPieceFixtureTests {
    @Test("ids and offsets are those of Hugging Face tokenizers, in every setting of case and accents")
    func equalsTokenizers() throws {
        let fixture = try WordPieceFixture()
        #expect(fixture.lines.count > 2_000)
        for (encoder, expected) in fixture.settings {
            for line in fixture.lines {
                let text = DocumentText(line.text)
                let pieces = encoder.encode(text, span: text.span)
                var converter = OffsetConverter(text, to: .unicodeScalars)
                let offsets = pieces.spans.flatMap { [$0.lowerBound, $0.upperBound] }.map { converter.offset(ofUTF8: $0) }
                let wanted = line[keyPath: expected]
                #expect(pieces.ids == wanted.ids, "\(line.text.debugDescription), \(expected)")
                #expect(offsets == wanted.offsets, "\(line.text.debugDescription), \(expected)")
            }
        }
    }

    @Test("spans ascend, lie within the text, and begin and end between scalars")
    func spansAreSound() throws {
        let fixture = try WordPieceFixture()
        for (encoder, _) in fixture.settings {
            for line in fixture.lines {
                let text = DocumentText(line.text)
                let pieces = encoder.encode(text, span: text.span)
                #expect(pieces.spans.count == pieces.count)
                var previous = 0..<0
                for span in pieces.spans {
                    #expect(span.lowerBound >= previous.lowerBound && span.upperBound >= previous.upperBound, "\(line.text)")
                    #expect(!span.isEmpty && span.upperBound <= text.utf8.count, "\(line.text)")
                    #expect(isBetweenScalars(span.lowerBound, text) && isBetweenScalars(span.upperBound, text), "\(line.text)")
                    previous = span
                }
            }
        }
    }

    @Test("every letter, number, symbol and punctuation mark lies in a piece")
    func everyCharacterIsRead() throws {
        let fixture = try WordPieceFixture()
        for (encoder, _) in fixture.settings {
            for line in fixture.lines {
                let text = DocumentText(line.text)
                var covered = Array(repeating: false, count: text.utf8.count)
                for span in encoder.encode(text, span: text.span).spans {
                    for index in span { covered[index] = true }
                }
                var index = 0
                for scalar in line.text.unicodeScalars {
                    if isVisible(scalar) { #expect(covered[index], "U+\(String(scalar.value, radix: 16)) of \(line.text)") }
                    index += UTF8.width(scalar)
                }
            }
        }
    }

    @Test("tokens are read each by itself, and none is without a piece")
    func tokensAreReadAlone() throws {
        let fixture = try WordPieceFixture()
        for (encoder, _) in fixture.settings {
            for (number, line) in fixture.lines.enumerated() {
                let text = DocumentText(line.text)
                let tokens = cut(text, every: 1 + number % 5)
                var expected = WordPieces()
                for (index, token) in tokens.enumerated() {
                    let before = expected.count
                    encoder.append(text, span: token, to: &expected)
                    if expected.count == before {
                        expected.ids.append(encoder.vocabulary.unknownID)
                        expected.spans.append(token)
                    }
                    expected.tokenIndices += Array(repeating: Int32(index), count: expected.count - before)
                }
                #expect(encoder.encode(text, tokens: tokens) == expected, "\(line.text)")
                #expect(Set(expected.tokenIndices).count == tokens.count)
            }
        }
    }

    private func isBetweenScalars(_ offset: Int, _ text: DocumentText) -> Bool {
        offset == text.utf8.count || text.utf8[offset] & 0xC0 != 0x80
    }

    private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0xFFFD { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned: return false
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
        case .nonspacingMark, .spacingMark, .enclosingMark: return false
        default: return true
        }
    }

    /// The text as spans of so many scalars.
    private func cut(_ text: DocumentText, every count: Int) -> [Span] {
        let edges = text.utf8.indices.filter { isBetweenScalars($0, text) } + [text.utf8.count]
        return stride(from: 0, to: edges.count - 1, by: count).map { edges[$0]..<edges[min($0 + count, edges.count - 1)] }
    }
}

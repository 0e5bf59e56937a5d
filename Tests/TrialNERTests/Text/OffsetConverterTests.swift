import Testing

@testable import TrialNER

@Suite("Offset converter")
struct OffsetConverterTests {
    private let texts = ["", "plain ASCII", "µg/mL · ≥ 3", "👩‍⚕️ and 🇩🇪", "e\u{301}\r\n\u{A0}\u{2009}x", "𝛼=0·05, 患者"]

    @Test("offsets agree with the views of String, in any order, and back")
    func agreesWithString() {
        for string in texts {
            let text = DocumentText(string)
            let view = string.unicodeScalars
            for unit in OffsetUnit.allCases {
                var ascending = OffsetConverter(text, to: unit)
                var shuffled = OffsetConverter(text, to: unit)
                var back = OffsetConverter(text, to: unit)
                func expected(_ index: String.Index) -> Int {
                    switch unit {
                    case .utf8: string.utf8.distance(from: string.startIndex, to: index)
                    case .utf16: string.utf16.distance(from: string.startIndex, to: index)
                    case .unicodeScalars: view.distance(from: string.startIndex, to: index)
                    }
                }
                let indices = Array(view.indices) + [string.endIndex]
                for index in indices {
                    let utf8 = string.utf8.distance(from: string.startIndex, to: index)
                    #expect(ascending.offset(ofUTF8: utf8) == expected(index))
                    #expect(back.utf8Offset(of: expected(index)) == utf8)
                }
                for index in indices.shuffled() {
                    let utf8 = string.utf8.distance(from: string.startIndex, to: index)
                    #expect(shuffled.offset(ofUTF8: utf8) == expected(index))
                }
            }
        }
    }

    @Test("an offset past the end gives the end")
    func pastTheEnd() {
        for unit in OffsetUnit.allCases {
            for string in texts {
                var converter = OffsetConverter(DocumentText(string), to: unit)
                #expect(converter.utf8Offset(of: 1_000) == string.utf8.count)
            }
        }
    }

    @Test("bytes that are not UTF-8 are no text")
    func notUTF8() {
        #expect(DocumentText(validating: [0x61, 0xFF]) == nil)
        #expect(DocumentText(validating: Array("µ".utf8))?.string == "µ")
    }
}

import Foundation
import Testing

@testable import TrialNER

@Suite("Canonical decomposition")
struct CanonicalDecompositionTests {
    @Test("every scalar that both know decomposes as Foundation decomposes it")
    func everyScalar() {
        var known = 0
        for value in UInt32(0xA0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else { continue }
            let own = CanonicalDecomposition.decomposed(String(scalar).unicodeScalars)
            let foundation = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
            // The tables are of an earlier Unicode: what came later does not decompose there.
            if own == [scalar], let age = scalar.properties.age, age.major > 12 { continue }
            #expect(own == foundation, "U+\(String(value, radix: 16))")
            if own != [scalar] { known += 1 }
        }
        #expect(known > 13_000)
    }

    @Test("marks in any order come out in canonical order")
    func canonicalOrder() {
        let marks: [Unicode.Scalar] = ["\u{301}", "\u{323}", "\u{327}", "\u{5B0}", "\u{3099}", "\u{93C}", "\u{345}", "\u{302}"]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var string = ""
            for _ in 0..<Int.random(in: 1...4) {
                string.unicodeScalars.append(["a", "é", "が", "한", "ệ"].randomElement(using: &generator) ?? "a")
                for _ in 0..<Int.random(in: 0...4) { string.unicodeScalars.append(marks.randomElement(using: &generator) ?? "\u{301}") }
            }
            let own = CanonicalDecomposition.decomposed(string.unicodeScalars)
            #expect(own == Array(string.decomposedStringWithCanonicalMapping.unicodeScalars))
        }
    }
}

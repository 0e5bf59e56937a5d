import CUnicode

/// Unicode's canonical decomposition (NFD).
enum CanonicalDecomposition {
    /// The scalars decomposed, with the marks after each starter in canonical order.
    static func decomposed(_ scalars: String.UnicodeScalarView) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var marksStart: Int?
        func orderMarks() {
            guard let start = marksStart else { return }
            // Swift's sort is stable, as canonical ordering has to be.
            result[start...].sort { combiningClass($0) < combiningClass($1) }
            marksStart = nil
        }
        for scalar in scalars {
            for part in parts(of: scalar) {
                if combiningClass(part) == 0 {
                    orderMarks()
                } else if marksStart == nil {
                    marksStart = result.count
                }
                result.append(part)
            }
        }
        orderMarks()
        return result
    }

    private static func combiningClass(_ scalar: Unicode.Scalar) -> UInt8 { unicode_properties(scalar.value).combining_class }

    private static func parts(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if 0xAC00..<0xD7A4 ~= scalar.value {
            // Hangul syllables decompose by arithmetic (The Unicode Standard, section 3.12).
            let syllable = scalar.value - 0xAC00
            let vowel = 0x1161 + syllable % 588 / 28
            let jamo = [0x1100 + syllable / 588, vowel] + (syllable % 28 == 0 ? [] : [0x11A7 + syllable % 28])
            return jamo.compactMap(Unicode.Scalar.init)
        }
        let place = UInt32(unicode_decomposition(scalar.value))
        guard place != 0 else { return [scalar] }
        let first = place >> 3
        return (first..<first + place & 7).compactMap { Unicode.Scalar(unicode_decomposed_scalar($0)) }
    }
}

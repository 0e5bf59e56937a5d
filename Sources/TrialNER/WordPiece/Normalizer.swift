import CUnicode

/// A scalar of the normalised text and the span of the original text that it stands for.
struct NormalizedScalar {
    var scalar: UInt32
    var origin: Span
}

/// BERT's normaliser, scalar by scalar: cleans, sets Chinese characters apart, decomposes and strips accents, folds case.
///
/// Follows `BertNormalizer` of Hugging Face `tokenizers` in which original scalar a normalised one is said to come from:
/// a scalar put in canonical order takes the place of another one in the sequence, not of itself.
struct Normalizer {
    /// Normalised scalars that nobody has taken yet, a space wherever a word ends.
    var output: [NormalizedScalar] = []

    private let lowercase: Bool
    private let stripAccents: Bool
    private let handleChineseCharacters: Bool
    /// The marks since the last starter, whose order is not certain until the next one.
    private var marks: [Mark] = []
    /// The original spans of the marks that stand for a scalar of their own, in the order of the text.
    private var markOrigins: [Span] = []
    private var marksAreOrdered = true
    private var anyMarkStays = false
    /// The origin of the last scalar of the original text that has been passed on.
    private var lastOrigin: Span = 0..<0

    private struct Mark {
        var scalar: UInt32
        var combiningClass: UInt8
        /// First of its decomposition: it uses up a scalar of the original text.
        var isFirst: Bool
        var stays: Bool
    }

    init(encoder: WordPieceEncoder) {
        lowercase = encoder.lowercase
        stripAccents = encoder.stripAccents
        handleChineseCharacters = encoder.handleChineseCharacters
    }

    /// Takes the next scalar of the text and its span.
    mutating func push(_ scalar: UInt32, origin: Span) {
        let properties = unicode_properties(scalar)
        if properties.has(UNICODE_REMOVED) { return }
        if properties.has(UNICODE_SPACE) {
            finish()
            emitSpace(origin)
            return
        }
        let isApart = handleChineseCharacters && properties.has(UNICODE_CJK)
        if isApart {
            finish()
            emitSpace(origin)
        }
        if stripAccents {
            decompose(scalar, origin: origin)
        } else {
            emit(scalar, properties, origin: origin)
        }
        if isApart {
            finish()
            emitSpace(origin)
        }
    }

    /// Passes on the marks that have waited for the next starter.
    mutating func finish() {
        guard !marks.isEmpty else { return }
        if anyMarkStays { passOnMarks() } else if let last = markOrigins.last { lastOrigin = last }
        marks.removeAll(keepingCapacity: true)
        markOrigins.removeAll(keepingCapacity: true)
        marksAreOrdered = true
        anyMarkStays = false
    }

    private mutating func decompose(_ scalar: UInt32, origin: Span) {
        if 0xAC00..<0xD7A4 ~= scalar {
            // Hangul syllables decompose by arithmetic (The Unicode Standard, section 3.12): consonant, vowel, consonant or none.
            let syllable = scalar - 0xAC00
            take(0x1100 + syllable / 588, isFirst: true, origin: origin)
            take(0x1161 + syllable % 588 / 28, isFirst: false, origin: origin)
            if syllable % 28 != 0 { take(0x11A7 + syllable % 28, isFirst: false, origin: origin) }
            return
        }
        let place = UInt32(unicode_decomposition(scalar))
        guard place != 0 else {
            take(scalar, isFirst: true, origin: origin)
            return
        }
        let first = place >> 3
        for index in first..<first + place & 7 {
            let part = unicode_decomposed_scalar(index)
            take(part, isFirst: index == first, origin: origin)
        }
    }

    /// Takes a scalar that does not decompose further.
    private mutating func take(_ scalar: UInt32, isFirst: Bool, origin: Span) {
        let properties = unicode_properties(scalar)
        let combiningClass = properties.combining_class
        let stays = !properties.has(UNICODE_NONSPACING)
        guard combiningClass != 0 else {
            finish()
            lastOrigin = origin
            if stays { emit(scalar, properties, origin: origin) }
            return
        }
        if let last = marks.last, last.combiningClass > combiningClass { marksAreOrdered = false }
        if stays { anyMarkStays = true }
        marks.append(Mark(scalar: scalar, combiningClass: combiningClass, isFirst: isFirst, stays: stays))
        if isFirst { markOrigins.append(origin) }
    }

    /// Puts the marks in canonical order and passes on those that stay.
    private mutating func passOnMarks() {
        var order = Array(marks.indices)
        if !marksAreOrdered {
            order.sort { (marks[$0].combiningClass, $0) < (marks[$1].combiningClass, $1) }
        }
        var used = 0
        for index in order {
            let mark = marks[index]
            if mark.isFirst {
                lastOrigin = markOrigins[used]
                used += 1
            }
            if mark.stays { emit(mark.scalar, unicode_properties(mark.scalar), origin: lastOrigin) }
        }
    }

    private mutating func emit(_ scalar: UInt32, _ properties: UnicodeProperties, origin: Span) {
        guard lowercase else {
            output.append(NormalizedScalar(scalar: scalar, origin: origin))
            return
        }
        if scalar == 0x130 {
            // İ, the one scalar whose lower case is two: i and a combining dot above.
            output.append(NormalizedScalar(scalar: 0x69, origin: origin))
            output.append(NormalizedScalar(scalar: 0x307, origin: origin))
        } else {
            let lower = UInt32(bitPattern: Int32(bitPattern: scalar) + properties.lowercase_delta)
            output.append(NormalizedScalar(scalar: lower, origin: origin))
        }
    }

    private mutating func emitSpace(_ origin: Span) {
        output.append(NormalizedScalar(scalar: 0x20, origin: origin))
    }
}

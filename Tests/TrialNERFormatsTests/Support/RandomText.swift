/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of up to `length` parts that make trouble for offsets and escapes.
    mutating func hardText(length: Int) -> String {
        let parts = [
            "a", "Z", "7", " ", "\"", "\\", "/", "\n", "\r\n", "\t", "\u{0}", "\u{1}", "\u{1F}", "\u{7F}", "\u{85}", "\u{A0}", "\u{2009}",
            "\u{202F}", "e\u{301}", "ñ", "≥", "µ", "·", "漢", "한", "👩‍⚕️", "🇩🇪", "😀", "\u{FEFF}", "\u{2028}", "\u{FFFD}", "\u{10FFFF}",
        ]
        return (0..<Int.random(in: 0...length, using: &self)).map { _ in parts.randomElement(using: &self) ?? "" }.joined()
    }
}

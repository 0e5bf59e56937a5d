/// Tells differences and ratios between groups from values of one group, by the words beside them.
struct ContrastCue {
    private let text: LinkedText

    init(_ text: LinkedText) { self.text = text }

    /// Whether a value is a difference or a ratio: every hazard ratio, a value behind a word as `difference` or `OR`, and one with a
    /// comparative and what it is compared with behind it (`3.3 mmHg lower in A than in B`).
    func isContrast(_ mention: Int) -> Bool {
        switch text.mentions[mention].kind {
        case .hazardRatio: true
        case .value: hasComparative(behind: mention) || hasWord(before: mention) || isEstimate(mention)
        default: false
        }
    }

    /// `differences (95% CI) between groups were 0.2 (-0.4, 0.9) …`: an interval follows, and the sentence speaks of a difference or
    /// ratio before; not of none.
    private func isEstimate(_ mention: Int) -> Bool {
        let start = text.mentions[mention].token
        let next = text.tokens[(start + 1)...].prefix(8).prefix {
            $0.mention.map { text.mentions[$0].kind.isInterval } ?? !Self.ends.contains($0.word)
        }
        guard next.contains(where: { $0.mention.map { text.mentions[$0].kind == .confidenceRange } ?? false }) else { return false }
        for index in stride(from: start - 1, through: 0, by: -1) {
            guard text.tokens[index].sentence == text.tokens[start].sentence else { return false }
            if ["difference", "differences", "ratio", "ratios"].contains(text.tokens[index].word) {
                return text.words(before: index, within: 4).allSatisfy { $0 != "no" && $0 != "not" }
            }
        }
        return false
    }

    private static let ends: Set<String> = [".", "and", "vs", "versus"]

    private func hasComparative(behind mention: Int) -> Bool {
        let start = text.mentions[mention].token
        let sentence = text.tokens[start].sentence
        var seen = 0
        var index = start + 1
        while index < text.tokens.count, seen < 3 {
            let token = text.tokens[index]
            if let other = token.mention {
                guard text.mentions[other].kind.isInterval || text.isInOtherBracket(index, than: start) else { return false }
            } else if !text.isInOtherBracket(index, than: start), token.word != ")", token.word != "]" {
                if LinkWords.comparative.contains(token.word), isCompared(from: index, in: sentence) { return true }
                seen += 1
            }
            index += 1
        }
        return false
    }

    private func isCompared(from start: Int, in sentence: Int) -> Bool {
        var isSeen = false
        for token in text.tokens[start..<min(text.tokens.count, start + 25)] {
            if token.sentence != sentence || token.word == ";" { break }
            if ["than", "compared", "versus", "relative"].contains(token.word) { isSeen = true }
            // What the other arm has is then said too: `5.1 was greater than in B (3.2)`.
            if let mention = token.mention, text.mentions[mention].kind == .value { return false }
        }
        return isSeen
    }

    private func hasWord(before mention: Int) -> Bool {
        let start = text.mentions[mention].token
        var seen = 0
        for index in stride(from: start - 1, through: 0, by: -1) where seen < 10 {
            let token = text.tokens[index]
            if token.sentence != text.tokens[start].sentence { return false }
            if let other = token.mention {
                guard text.mentions[other].kind == .confidenceLevel || text.mentions[other].kind == .confidenceInterval else {
                    return false
                }
                continue
            }
            let word = token.word
            if LinkWords.stops.contains(word) || word == "and" || word == "vs" { return false }
            if LinkWords.contrast.contains(word) || word == "effect" && seen < 3 || isOddsRatio(at: index) { return true }
            if word == "d", text.word(at: index + 1) == "=" { return true }
            if word == "risk" || word == "risks", text.word(at: index - 1) == "relative" { return true }
            seen += 1
        }
        return false
    }

    /// `OR` before a number, not the word `or`: the text has it in capitals where lower-cased words cannot tell.
    private func isOddsRatio(at index: Int) -> Bool {
        guard text.tokens[index].word == "or", index + 1 < text.tokens.count, let next = followingOffset(index) else { return false }
        let follows = text.tokens[index + 1]
        guard follows.mention != nil || ["=", "(", "[", ":", ","].contains(follows.word) else { return false }
        let window = text.text.utf8[max(0, next - 60)..<next]
        return zip(window, window.dropFirst()).contains { $0 == 0x4F && $1 == 0x52 }
    }

    /// The offset of the first concept behind a token.
    private func followingOffset(_ index: Int) -> Int? {
        text.tokens[index...].first { $0.mention != nil }?.mention.map { text.mentions[$0].span.lowerBound }
    }
}

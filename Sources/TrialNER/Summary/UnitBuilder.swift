/// Joins the results of a text to units.
struct UnitBuilder {
    private let text: LinkedText
    private let isResult: Set<Int>
    private(set) var contrasts: Set<Int>

    /// The units of a text whose results are known, in its order, and which of the results are differences or ratios.
    static func units(of results: [Int], in text: LinkedText) -> (units: [ResultUnit], contrasts: Set<Int>) {
        let cue = ContrastCue(text)
        var builder = UnitBuilder(text: text, isResult: Set(results), contrasts: Set(results.filter(cue.isContrast)))
        let units = text.sentences.flatMap { builder.units(of: $0.filter(builder.isResult.contains)) }
        return (units, builder.contrasts)
    }

    private mutating func units(of results: [Int]) -> [ResultUnit] {
        var runs: [[[Int]]] = []
        for slot in slots(of: results) {
            if let run = runs.last, continues(run, with: slot) { runs[runs.count - 1].append(slot) } else { runs.append([slot]) }
        }
        for run in runs where run.count > 1 && isPair(run) { contrasts.subtract(run.joined()) }
        return chained(runs.map(unit))
    }

    // MARK: Slots

    private func slots(of results: [Int]) -> [[Int]] {
        var slots: [[Int]] = []
        for result in results {
            if let last = slots.last?.last, isPercentage(result, of: last) || isCount(result, of: last) {
                slots[slots.count - 1].append(result)
            } else {
                slots.append([result])
            }
        }
        return slots
    }

    /// `45/271 (17%)`: the percentage of a count; the count that it is out of may stand between.
    private func isPercentage(_ value: Int, of count: Int) -> Bool {
        guard kind(count) == .patientCount, kind(value) == .value, !contrasts.contains(value) else { return false }
        let gap = gap(count, value)
        if isNamedCount(gap) { return true }
        return gap.contains { $0.mention == nil }
            && gap.allSatisfy { token in
                token.mention.map { kind($0) == .patientCount } ?? ["/", "(", "[", ",", ";", "=", "of"].contains(token.word)
            }
    }

    /// `20 control patients (50%)`: the words between a count and its percentage name the arm.
    private func isNamedCount(_ gap: ArraySlice<LinkedText.Token>) -> Bool {
        guard gap.count <= 5, let last = gap.last, last.word == "(" || last.word == "[" else { return false }
        return gap.dropLast().allSatisfy { token in
            token.mention.map { kind($0).isArm } ?? (LinkWords.units.contains(token.word) || token.word == "of" || token.word == "the")
        }
    }

    /// `17% (n = 46)`: the count of a percentage.
    private func isCount(_ count: Int, of value: Int) -> Bool {
        guard kind(value) == .value, kind(count) == .patientCount, !contrasts.contains(value) else { return false }
        let gap = gap(value, count)
        return !gap.isEmpty && gap.allSatisfy { $0.mention == nil && ["(", "[", "n", "="].contains($0.word) }
    }

    // MARK: Lists

    /// Whether a slot goes on with a list; where one of them is known to be a difference or ratio, the list decides for both.
    private mutating func continues(_ run: [[Int]], with slot: [Int]) -> Bool {
        guard let first = run.first?.first, let last = run.last?.last, let next = slot.first else { return false }
        let gap = gap(last, next)
        let before = text.tokens[text.mentions[first].token..<text.mentions[last].token]
        let isVersus = before.contains { LinkWords.versus.contains($0.word) }
        guard gap.indices.allSatisfy({ isConnector(gap[$0], at: $0, versus: isVersus) }) else { return false }
        let words = Set(gap.map(\.word))
        let (isContrast, isNextContrast) = (contrasts.contains(last), contrasts.contains(next))
        guard isContrast != isNextContrast else { return true }
        guard kind(last) == .value, kind(next) == .value else { return false }
        if !words.isDisjoint(with: LinkWords.versus) {
            contrasts.subtract(run.joined() + slot)
            return true
        }
        guard words.contains("and") || words.contains(",") else { return false }
        guard isNextContrast || !LinkWords.contrasts.isDisjoint(with: cueWords(before: first)) else { return false }
        contrasts.formUnion(run.joined() + slot)
        return true
    }

    private func isConnector(_ token: LinkedText.Token, at index: Int, versus isVersus: Bool) -> Bool {
        guard let mention = token.mention else {
            return LinkWords.betweenValues.contains(token.word) || LinkWords.units.contains(token.word)
        }
        switch kind(mention) {
        case .confidenceLevel, .confidenceInterval, .confidenceRange: return true
        case .patientCount: return !isResult.contains(mention)
        case .pValue: return !isVersus && ["(", "[", "significant"].contains(text.word(at: index - 1))
        default: return false
        }
    }

    /// The words in front of a value, back to the result before it.
    private func cueWords(before mention: Int) -> Set<String> {
        var words: Set<String> = []
        let start = text.mentions[mention].token
        for token in text.tokens[max(0, start - 12)..<start].reversed() {
            if token.sentence != text.tokens[start].sentence || LinkWords.stops.contains(token.word) { break }
            if let other = token.mention, isResult.contains(other) { break }
            words.insert(token.word)
        }
        return words
    }

    /// `60% vs 44%`: values of two groups, whatever stands in front.
    private func isPair(_ run: [[Int]]) -> Bool {
        guard run.joined().allSatisfy({ kind($0) == .value }), let first = run[0].first, let second = run[1].last else { return false }
        return gap(first, second).contains { LinkWords.versus.contains($0.word) }
    }

    private func unit(_ run: [[Int]]) -> ResultUnit {
        let first = run[0][0]
        let start = text.mentions[first].token
        let end = run.last?.last.map { text.mentions[$0].token } ?? start
        let words = Set(text.tokens[start..<max(start, end)].map(\.word))
        let isFrom = text.words(before: start, within: 4).contains("from")
        let connection: ResultUnit.Connection =
            if run.count < 2 { .alone } else if !words.isDisjoint(with: LinkWords.versus) { .versus } else if words.contains("to") || isFrom
            {
                .to
            } else if words.contains("and") { .and } else { .other }
        return ResultUnit(slots: run, isContrast: contrasts.contains(first), connection: connection)
    }

    // MARK: Chains

    private func chained(_ units: [ResultUnit]) -> [ResultUnit] {
        var units = units
        var start = 0
        while start < units.count {
            var end = start + 1
            while end < units.count, isChained(units[end - 1], units[end]) { end += 1 }
            for index in start..<end {
                units[index].chainPosition = index - start
                units[index].chainCount = end - start
            }
            start = end
        }
        return units
    }

    private func isChained(_ unit: ResultUnit, _ next: ResultUnit) -> Bool {
        guard unit.count > 1, unit.count == next.count, unit.isContrast == next.isContrast else { return false }
        return gap(unit.last, next.first).allSatisfy { token in
            if let mention = token.mention {
                return kind(mention).isInterval || kind(mention) == .pValue || kind(mention) == .patientCount
            }
            return LinkWords.betweenValues.contains(token.word) || token.word == ";" || token.word == "respectively"
        }
    }

    private func kind(_ mention: Int) -> ConceptKind { text.mentions[mention].kind }

    private func gap(_ first: Int, _ second: Int) -> ArraySlice<LinkedText.Token> {
        let (start, end) = (text.mentions[first].token + 1, text.mentions[second].token)
        return text.tokens[min(start, end)..<end]
    }
}

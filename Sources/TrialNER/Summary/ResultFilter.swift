/// Says of every value and count what the scorer needs to tell results from what is none: numbers of people who take part, traits of
/// who was studied, and what a count is out of.
struct ResultFilter {
    private let text: LinkedText

    init(_ text: LinkedText) { self.text = text }

    /// The concepts that may be results, in the order of the text.
    var candidates: [Int] { text.mentions.indices.filter { text.mentions[$0].kind.isResult && !isDenominator($0) } }

    /// The results by their scores: what has more than 0. Counts in one list (`23, 63 and 55 patients, respectively`) have their mean
    /// score, so that all are or none is.
    func results(score: (Int) -> Float) -> [Int] {
        let candidates = candidates
        var results: [Int] = []
        var start = 0
        while start < candidates.count {
            var end = start + 1
            while end < candidates.count, isOneList(candidates[end - 1], candidates[end]) { end += 1 }
            let list = candidates[start..<end]
            if list.reduce(0, { $0 + score($1) }) > 0 { results += list }
            start = end
        }
        return results
    }

    private func isOneList(_ first: Int, _ second: Int) -> Bool {
        let (a, b) = (text.mentions[first], text.mentions[second])
        guard a.kind == .patientCount, b.kind == .patientCount, a.sentence == b.sentence else { return false }
        let gap = text.tokens[(a.token + 1)..<b.token]
        return gap.allSatisfy { $0.mention == nil && [",", "and", "or"].contains($0.word) }
    }

    /// What speaks for and against a concept being a result.
    func features(of mention: Int) -> [String] {
        let concept = text.mentions[mention]
        var features = ["is.\(concept.kind.rawValue)"]
        let isCount = concept.kind == .patientCount
        if !LinkWords.trait.isDisjoint(with: text.words(behind: concept.token, within: isCount ? 5 : 4)) { features.append("trait.next") }
        let sentence = text.sentences[concept.sentence]
        let endPoints = sentence.filter { text.mentions[$0].kind.isEndPoint }
        guard isCount else {
            if concept.kind == .value, endPoints.isEmpty {
                features.append("value.noEndPoint")
                if !sentence.contains(where: { text.mentions[$0].kind.isArm }) { features.append("value.noEndPointNorArm") }
            }
            let near = text.words(before: concept.token, within: 15) + text.words(behind: concept.token, within: 12)
            if !Self.traits.isDisjoint(with: near) { features.append("value.trait") }
            if isInBracketBehindCount(concept) {
                features.append("percentage")
                features += neighbourhood(of: concept).map { "percentage.\($0)" }
            }
            return features
        }
        return features + countFeatures(of: concept, endPoints: endPoints, sentence: sentence)
    }

    private static let traits: Set<String> = ["female", "male", "caucasian", "age", "baseline", "women", "men", "white"]

    private func countFeatures(of concept: LinkedText.Mention, endPoints: [Int], sentence: [Int]) -> [String] {
        var features: [String] = []
        features.append(text.text.utf8[concept.span].allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2C } ? "number" : "words")
        let isBehind = endPoints.contains { text.mentions[$0].token < concept.token }
        features.append(endPoints.isEmpty ? "endPoint.none" : isBehind ? "endPoint.before" : "endPoint.after")
        if endPoints.contains(where: { text.mentions[$0].kind == .adverseEvent }) { features.append("adverseEvent") }
        if endPoints.contains(where: { abs(text.mentions[$0].token - concept.token) <= 8 }) { features.append("endPoint.close") }
        switch text.word(at: concept.token - 1) {
        case "=": features.append("behind.=")
        case "/": features.append("behind./")
        case "of": features.append("behind.of")
        case "(": features.append("behind.(")
        default: break
        }
        switch text.word(at: concept.token + 1) {
        case "/": features.append("before./")
        case "of": features.append("before.of")
        case "(" where kind(at: concept.token + 2) == .value: features.append("before.percentage")
        default: break
        }
        if let next = kind(at: concept.token + 1), next.isArm { features.append("before.\(next.rawValue)") }
        features += neighbourhood(of: concept)
        if text.word(at: concept.token - 1) == "of", text.word(at: concept.token - 2) == "total" { features.append("total.of") }
        if text.word(at: concept.token - 1) == "the" { features.append("behind.the") }
        if isCountOfPercentage(concept) { features.append("behind.percentage") }
        features.append(contentsOf: text.words(behind: concept.token, within: 14).contains("respectively") ? ["respectively"] : [])
        let kinds = Set(sentence.map { text.mentions[$0].kind })
        features.append(kinds.contains(.value) ? "sentence.value" : "sentence.noValue")
        if kinds.contains(.pValue) { features.append("sentence.pValue") }
        return features
    }

    /// Whether the words around say that people take part, or that they had an outcome.
    private func neighbourhood(of concept: LinkedText.Mention) -> [String] {
        let before = words(from: concept.token, by: -1)
        let behind = words(from: concept.token, by: 1)
        var features: [String] = []
        if !LinkWords.enrolment.isDisjoint(with: before) { features.append("enrolment.before") }
        if !LinkWords.enrolment.isDisjoint(with: behind) { features.append("enrolment.behind") }
        if !LinkWords.event.isDisjoint(with: before) { features.append("event.before") }
        if !LinkWords.event.isDisjoint(with: behind) { features.append("event.behind") }
        return features
    }

    /// `23 (45%)`: whether a value stands in a bracket right behind a count.
    private func isInBracketBehindCount(_ concept: LinkedText.Mention) -> Bool {
        ["(", "["].contains(text.word(at: concept.token - 1)) && kind(at: concept.token - 2) == .patientCount
    }

    /// `45% (n = 23)`: whether a count stands in a bracket right behind a percentage.
    private func isCountOfPercentage(_ concept: LinkedText.Mention) -> Bool {
        var index = concept.token - 1
        while ["=", "n", ",", "(", "["].contains(text.word(at: index)) { index -= 1 }
        return index < concept.token - 1 && kind(at: index) == .value
    }

    /// Whether a count is what another is out of: the second number of `45/271` and of `23 (10%) of 233`.
    private func isDenominator(_ mention: Int) -> Bool {
        let concept = text.mentions[mention]
        guard concept.kind == .patientCount else { return false }
        var index = concept.token - 1
        while ["the", "all", "these", "those"].contains(text.word(at: index)) { index -= 1 }
        guard ["/", "of"].contains(text.word(at: index)) else { return false }
        index -= 1
        while [")", "]", "the", "out", "patients"].contains(text.word(at: index)) { index -= 1 }
        return kind(at: index) == .patientCount || kind(at: index) == .value
    }

    private func kind(at token: Int) -> ConceptKind? {
        guard text.tokens.indices.contains(token) else { return nil }
        return text.tokens[token].mention.map { text.mentions[$0].kind }
    }

    /// Up to twelve words on one side, up to a full stop.
    private func words(from start: Int, by step: Int) -> [String] {
        var words: [String] = []
        var index = start + step
        while words.count < 12, text.tokens.indices.contains(index), text.tokens[index].word != "." {
            words.append(text.tokens[index].word)
            index += step
        }
        return words
    }
}

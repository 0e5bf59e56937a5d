/// A list of arms or end points in one sentence, as `placebo, 100 mg and 300 mg`. A concept that stands alone is a list of one.
struct ConceptList {
    /// The concepts, in their order.
    let members: [Int]

    /// Parts concepts of one sentence into lists.
    ///
    /// - Parameters:
    ///   - connectors: The words that may stand between two members.
    ///   - skipped: The concepts that may; with one of them brackets may too.
    static func lists(of mentions: [Int], in text: LinkedText, connectors: Set<String>, skipping skipped: Set<ConceptKind>) -> [ConceptList]
    {
        var lists: [[Int]] = []
        for mention in mentions {
            guard let last = lists.last?.last else {
                lists.append([mention])
                continue
            }
            let gap = text.tokens[(text.mentions[last].token + 1)..<text.mentions[mention].token]
            let isSkipping = gap.contains { $0.mention != nil }
            let isOneList = gap.allSatisfy { token in
                if let other = token.mention { return skipped.contains(text.mentions[other].kind) }
                return connectors.contains(token.word) || isSkipping && LinkWords.aroundCounts.contains(token.word)
            }
            if isOneList { lists[lists.count - 1].append(mention) } else { lists.append([mention]) }
        }
        return lists.map(ConceptList.init)
    }
}

/// The lists that the arms or the end points of a text stand in.
struct ConceptLists {
    private var lists: [Int: ConceptList] = [:]
    private let sentences: [[Int]]
    /// Every concept, in the order of the text.
    let all: [Int]
    /// How many concepts the sentences before each sentence have.
    private let countsBefore: [Int]

    /// Finds the lists of the concepts for which `isMember` holds.
    init(
        in text: LinkedText, connectors: Set<String>, skipping skipped: Set<ConceptKind>, where isMember: (ConceptKind) -> Bool
    ) {
        sentences = text.sentences.map { $0.filter { isMember(text.mentions[$0].kind) } }
        all = sentences.flatMap { $0 }
        countsBefore = sentences.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        for sentence in sentences {
            for list in ConceptList.lists(of: sentence, in: text, connectors: connectors, skipping: skipped) {
                for member in list.members { lists[member] = list }
            }
        }
    }

    /// All concepts of a sentence, in their order.
    subscript(sentence sentence: Int) -> [Int] { sentences[sentence] }

    /// The members of the list that a concept stands in.
    func members(with mention: Int) -> [Int] { lists[mention]?.members ?? [mention] }

    /// The place of a concept in its list, from 0.
    func position(of mention: Int) -> Int { lists[mention]?.members.firstIndex(of: mention) ?? 0 }

    /// The concepts of the sentences before one, the nearest last.
    func before(sentence: Int) -> ArraySlice<Int> { all[..<countsBefore[sentence]] }

    /// The concepts of the sentences behind one, the nearest first.
    func behind(sentence: Int) -> ArraySlice<Int> { all[countsBefore[sentence + 1]...] }

    /// The different lists that some concepts stand in, in the order of the concepts.
    func lists(with mentions: [Int]) -> [[Int]] {
        var lists: [[Int]] = []
        for mention in mentions {
            let members = members(with: mention)
            if lists.last != members { lists.append(members) }
        }
        return lists
    }
}

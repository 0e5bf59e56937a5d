import Testing

@testable import TrialNER

@Suite("Tag decoder")
struct TagDecoderTests {
    private let tagSet = try! TagSet(tags: ["O", "PAD", "B-Value", "I-Value", "B-Hazard_Ratio", "B-DATE", "I-DATE"])

    private func isValid(_ tags: [Int]) -> Bool {
        var previous = TagSet.Role.outside
        for tag in tags {
            let role = tagSet.roles[tag]
            if case .padding = role { return false }
            if case .inside(let type) = role, previous != .begin(type: type), previous != .inside(type: type) { return false }
            previous = role
        }
        return true
    }

    private func score(_ tags: [Int], _ scores: TagScores) -> Double {
        tags.enumerated().reduce(0) { $0 + Double(scores.logProbabilities[$1.offset * scores.tagCount + $1.element]) }
    }

    private func randomScores(tokens: Int) -> TagScores {
        TagScores(tagCount: tagSet.count, logProbabilities: (0..<(tokens * tagSet.count)).map { _ in Float.random(in: -9...0) })
    }

    @Test("the sequence found is valid IOB2 and no valid sequence scores higher")
    func bestOfAllSequences() {
        func sequences(_ length: Int) -> [[Int]] {
            length == 0 ? [[]] : sequences(length - 1).flatMap { head in tagSet.tags.indices.map { head + [$0] } }
        }
        let candidates = (1...4).map { length in sequences(length).filter(isValid) }
        for _ in 0..<60 {
            for length in 1...4 {
                let scores = randomScores(tokens: length)
                let found = TagDecoder(tagSet: tagSet).tags(for: scores)
                #expect(isValid(found))
                let best = candidates[length - 1].map { score($0, scores) }.max() ?? -.infinity
                #expect(abs(score(found, scores) - best) < 1e-9)
            }
        }
    }

    @Test("long sequences stay valid")
    func longSequences() {
        let found = TagDecoder(tagSet: tagSet).tags(for: randomScores(tokens: 20_000))
        #expect(found.count == 20_000)
        #expect(isValid(found))
    }

    @Test("the best tag of each token alone is what the other method gives, valid or not")
    func bestTagAlone() {
        let rows: [[Float]] = [[-9, -1, -9, -9, -9, -9, -9], [-9, -9, -9, -1, -9, -9, -9]]
        let scores = TagScores(tagCount: tagSet.count, logProbabilities: rows.flatMap { $0 })
        #expect(TagDecoder(tagSet: tagSet, method: .bestTag).tags(for: scores) == [1, 3])
    }

    @Test("no tokens have no tags")
    func noTokens() {
        let scores = TagScores(tagCount: tagSet.count, logProbabilities: [])
        for method in TagDecoder.Method.allCases { #expect(TagDecoder(tagSet: tagSet, method: method).tags(for: scores) == []) }
    }

    @Test("a type that has no B- tag begins with I-")
    func insideOnly() throws {
        let tagSet = try TagSet(tags: ["O", "I-Drug"])
        let scores = TagScores(tagCount: 2, logProbabilities: [-5, -0.1, -0.1, -5, -5, -0.1])
        #expect(TagDecoder(tagSet: tagSet).tags(for: scores) == [1, 0, 1])
    }

    @Test(
        "tags that are not IOB2 are refused, naming the tag",
        arguments: [
            (["O", "X-Value"], TagSetError.unknownTag("X-Value")), (["O", "B-"], .unknownTag("B-")),
            (["O", "B-Value", "B-Value"], .duplicateTag("B-Value")), (["B-Value"], .noOutsideTag),
        ])
    func refusedTags(tags: [String], error: TagSetError) {
        #expect(throws: error) { try TagSet(tags: tags) }
    }
}

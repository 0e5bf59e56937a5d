import Testing

@testable import TrialNER

@Suite("Chunks of tagged tokens")
struct ChunkAssemblerTests {
    private static let tags = ["O", "PAD", "B-DATE", "I-DATE", "B-ADE", "I-ADE", "X"]

    private func chunks(
        _ tags: String..., probabilities: [Float?] = [], assembler: ChunkAssembler = ChunkAssembler(tags: tags)
    ) -> [ChunkAssembler.Chunk] {
        assembler.chunks(of: tags.map { Self.tags.firstIndex(of: $0)! }) { $0 < probabilities.count ? probabilities[$0] : nil }
    }

    private func chunk(_ tokens: Range<Int>, _ label: String, _ confidence: Float? = nil) -> ChunkAssembler.Chunk {
        .init(tokens: tokens, label: label, confidence: confidence)
    }

    @Test("end at the next `O` or `B-`, and at the end of the sentence")
    func ends() {
        #expect(
            chunks("B-DATE", "I-DATE", "B-DATE", "O", "B-ADE", "I-ADE")
                == [chunk(0..<2, "DATE"), chunk(2..<3, "DATE"), chunk(4..<6, "ADE")])
    }

    @Test("may begin with `I-`, and keep the label of the first tag")
    func beginsInside() {
        #expect(chunks("I-DATE", "I-ADE", "O", "I-ADE") == [chunk(0..<2, "DATE"), chunk(3..<4, "ADE")])
    }

    @Test("have the mean of the known probabilities as confidence, from left to right in single precision")
    func confidence() {
        #expect(chunks("B-DATE", "I-DATE", "I-DATE", probabilities: [0.1, 0.2, 0.4]) == [chunk(0..<3, "DATE", (0.1 + 0.2 + 0.4) / 3)])
        #expect(chunks("B-DATE", "I-DATE", probabilities: [nil, 0.5]) == [chunk(0..<2, "DATE", 0.5)])
        #expect(chunks("B-DATE") == [chunk(0..<1, "DATE", nil)])
    }

    @Test("are not made of padding, except under the rules of Spark NLP")
    func padding() {
        #expect(chunks("B-DATE", "PAD", "PAD") == [chunk(0..<1, "DATE")])
        let reference = ChunkAssembler(tags: Self.tags, compatibility: .sparkNLP)
        #expect(chunks("PAD", "O", "B-DATE", "PAD", assembler: reference) == [chunk(0..<1, "D"), chunk(2..<4, "DATE")])
    }

    @Test("do not begin at a tag that is too short to name a type")
    func shortTag() {
        #expect(chunks("X", "I-DATE", "X") == [chunk(1..<3, "DATE")])
    }

    @Test("are named by the whole tag where there is no schema")
    func noSchema() {
        let assembler = ChunkAssembler(tags: Self.tags, nerHasNoSchema: true)
        #expect(chunks("X", "I-DATE", "O", "B-ADE", assembler: assembler) == [chunk(0..<2, "X"), chunk(3..<4, "B-ADE")])
    }

    @Test("of other types than those wanted, or below the threshold, are left out")
    func filters() {
        let wanted = ChunkAssembler(tags: Self.tags, whiteList: ["ADE"])
        #expect(chunks("B-DATE", "B-ADE", "I-DATE", assembler: wanted) == [chunk(1..<3, "ADE")])
        let sure = ChunkAssembler(tags: Self.tags, threshold: 0.5)
        #expect(
            chunks("B-DATE", "B-ADE", "B-DATE", probabilities: [0.25, 0.5, nil], assembler: sure)
                == [chunk(1..<2, "ADE", 0.5), chunk(2..<3, "DATE", nil)])
    }

    @Test("cover exactly the tokens from each beginning to the next `O` or `B-`, whatever the tags")
    func coverage() {
        var generator = TokenTextGenerator(seed: 3)
        let assembler = ChunkAssembler(tags: Self.tags)
        for _ in 0..<2000 {
            let tags = (0..<Int.random(in: 0...9, using: &generator)).map { _ in Int.random(in: 0..<6, using: &generator) }
            let chunks = assembler.chunks(of: tags) { _ in 1 }
            let covered = Set(chunks.flatMap(\.tokens))
            #expect(covered == Set(tags.indices.filter { tags[$0] > 1 }), "\(tags)")
            for chunk in chunks {
                #expect(chunk.tokens.dropFirst().allSatisfy { Self.tags[tags[$0]].hasPrefix("I-") }, "\(tags)")
                #expect(chunk.confidence == 1)
            }
        }
    }
}

import Foundation
import Testing

@testable import TrialNER

@Suite("Sequence scorer")
struct SequenceScorerTests {
    @Test("each wanted piece has the scores of the window where it has most context, whatever else is read with it")
    func scoresOfTheRightWindow() throws {
        let folder = FixtureModels.folder("tiny")
        let model = try TokenClassifierModel(folder: ModelFolder(path: folder))
        let vocabulary = model.vocabulary
        let planner = WindowPlanner(maximumLength: 9, overlap: 4)
        let scorer = SequenceScorer(
            session: model.session, planner: planner, scheduler: BatchScheduler(maximumWindows: 3, maximumPieces: 30),
            classificationID: vocabulary.classificationID, separatorID: vocabulary.separatorID, paddingID: vocabulary.paddingID,
            tagCount: model.tagSet.count, temperature: 1, jobs: 3)
        let sequences = [0, 1, 5, 9, 10, 23, 50].map { count in
            let ids = (0..<count).map { _ in Int32.random(in: 0..<Int32(vocabulary.count)) }
            return PieceSequence(ids: ids, wanted: (0..<Int32(count)).filter { $0 % 3 != 1 })
        }
        let scores = try scorer.scores(of: sequences)
        for (sequence, found) in zip(sequences, scores) {
            #expect(found.tokenCount == sequence.wanted.count)
            let windows = planner.windows(ofPieces: sequence.ids.count)
            for (row, piece) in sequence.wanted.enumerated() {
                let window = windows[planner.window(forPiece: Int(piece), of: windows)]
                let ids =
                    [Int64(vocabulary.classificationID)] + sequence.ids[window].map(Int64.init) + [Int64(vocabulary.separatorID)]
                let mask = [Int64](repeating: 1, count: ids.count)
                try model.session.run(inputIDs: ids, attentionMask: mask, batchSize: 1, length: ids.count) { logits in
                    var alone = TagScores(tokenCount: 1, tagCount: model.tagSet.count)
                    let position = 1 + Int(piece) - window.lowerBound
                    let range = (position * model.tagSet.count)..<((position + 1) * model.tagSet.count)
                    alone.setRow(0, logits: UnsafeBufferPointer(rebasing: logits[range]))
                    for tag in 0..<model.tagSet.count {
                        #expect(abs(alone.probability(token: 0, tag: tag) - found.probability(token: row, tag: tag)) < 1e-4)
                    }
                }
            }
        }
    }
}

/// Runs a token classifier over sequences of word pieces, whatever their length and number.
///
/// Each wanted piece gets its scores from the window in which it has most context (``WindowPlanner``); windows of all
/// sequences share batches (``BatchScheduler``).
struct SequenceScorer: Sendable {
    let session: InferenceSession
    let planner: WindowPlanner
    let scheduler: BatchScheduler
    /// The ids of `[CLS]`, `[SEP]` and `[PAD]`.
    let classificationID: Int32
    let separatorID: Int32
    let paddingID: Int32
    let tagCount: Int
    /// What logits are divided by.
    let temperature: Double

    /// The scores of the wanted pieces of each sequence, in the order of the sequences.
    ///
    /// - Throws: ``InferenceError``; `.cancelled` once `cancellation` is cancelled.
    func scores(of sequences: [PieceSequence], cancellation: RunCancellation? = nil) throws -> [TagScores] {
        var scores = sequences.map { TagScores(tokenCount: $0.wanted.count, tagCount: tagCount) }
        let plan = plan(sequences)
        let (order, batches) = scheduler.batches(of: plan.map(\.window))
        var input = BatchInput()
        for batch in batches {
            let members = order[batch].map { Member(sequence: sequences[plan[$0].window.sequence], planned: plan[$0]) }
            try run(members, input: &input, cancellation: cancellation) { member, wanted, logits in
                scores[members[member].planned.window.sequence].setRow(wanted, logits: logits, temperature: temperature)
            }
        }
        return scores
    }

    /// The scores of the pieces that each of some windows, read together, is to give; in the order of the windows.
    ///
    /// - Throws: as ``scores(of:cancellation:)``.
    func scores(of members: [Member], cancellation: RunCancellation? = nil) throws -> [TagScores] {
        var scores = members.map { TagScores(tokenCount: $0.planned.wanted.count, tagCount: tagCount) }
        var input = BatchInput()
        try run(members, input: &input, cancellation: cancellation) { member, wanted, logits in
            scores[member].setRow(wanted - members[member].planned.wanted.lowerBound, logits: logits, temperature: temperature)
        }
        return scores
    }

    /// A window and the wanted pieces (as indices into `wanted`) that take their scores from it.
    struct PlannedWindow: Sendable {
        var window: BatchScheduler.Window
        var wanted: Range<Int>
    }

    /// One row of a batch.
    struct Member {
        var sequence: PieceSequence
        var planned: PlannedWindow
    }

    /// Runs windows together; `row` gets the logits of each wanted piece of each member.
    private func run(
        _ members: [Member], input: inout BatchInput, cancellation: RunCancellation?,
        row: (_ member: Int, _ wanted: Int, UnsafeBufferPointer<Float>) -> Void
    ) throws {
        input.fill(members, scorer: self)
        try session.run(
            inputIDs: input.ids, attentionMask: input.mask, batchSize: members.count, length: input.length, cancellation: cancellation
        ) { logits in
            for (index, member) in members.enumerated() {
                for wanted in member.planned.wanted {
                    let piece = Int(member.sequence.wanted[wanted])
                    let position = index * input.length + 1 + piece - member.planned.window.pieces.lowerBound
                    row(index, wanted, UnsafeBufferPointer(rebasing: logits[(position * tagCount)..<((position + 1) * tagCount)]))
                }
            }
        }
    }

    /// The windows that the sequences are read in, in their order, and what each is read for.
    func plan(_ sequences: [PieceSequence]) -> [PlannedWindow] {
        var plan: [PlannedWindow] = []
        for (index, sequence) in sequences.enumerated() where !sequence.wanted.isEmpty {
            let ranges = planner.windows(ofPieces: sequence.ids.count)
            guard !ranges.isEmpty else {
                // No pieces, and yet a score is wanted: that of [SEP] alone.
                plan.append(PlannedWindow(window: .init(sequence: index, pieces: 0..<0), wanted: sequence.wanted.indices))
                continue
            }
            var next = 0
            for (rangeIndex, range) in ranges.enumerated() {
                let start = next
                while next < sequence.wanted.count,
                    rangeIndex == ranges.count - 1
                        || planner.window(forPiece: Int(sequence.wanted[next]), of: ranges, startingAt: rangeIndex) == rangeIndex
                { next += 1 }
                // A window from which nothing is wanted (inside one very long token) need not run.
                if next > start {
                    plan.append(PlannedWindow(window: .init(sequence: index, pieces: range), wanted: start..<next))
                }
            }
        }
        return plan
    }
}

/// The input arrays of a batch, kept from one batch to the next so that their memory is used again.
private struct BatchInput {
    private(set) var ids: [Int64] = []
    private(set) var mask: [Int64] = []
    /// The length of a row: that of the longest window with `[CLS]` and `[SEP]`.
    private(set) var length = 0

    mutating func fill(_ members: [SequenceScorer.Member], scorer: SequenceScorer) {
        length = (members.map(\.planned.window.pieces.count).max() ?? 0) + 2
        ids.removeAll(keepingCapacity: true)
        mask.removeAll(keepingCapacity: true)
        for member in members {
            let pieces = member.planned.window.pieces
            ids.append(Int64(scorer.classificationID))
            for id in member.sequence.ids[pieces] { ids.append(Int64(id)) }
            ids.append(Int64(scorer.separatorID))
            let padding = length - 2 - pieces.count
            mask.append(contentsOf: repeatElement(1, count: pieces.count + 2))
            ids.append(contentsOf: repeatElement(Int64(scorer.paddingID), count: padding))
            mask.append(contentsOf: repeatElement(0, count: padding))
        }
    }
}

import Dispatch
import Synchronization

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
    /// How many batches are run side by side.
    let jobs: Int

    /// The scores of the wanted pieces of each sequence, in the order of the sequences.
    ///
    /// - Throws: ``InferenceError``; `.cancelled` once `cancellation` is cancelled.
    func scores(of sequences: [PieceSequence], cancellation: RunCancellation? = nil) throws -> [TagScores] {
        let scores = Mutex(sequences.map { TagScores(tokenCount: $0.wanted.count, tagCount: tagCount) })
        let plan = plan(sequences)
        let (order, batches) = scheduler.batches(of: plan.map(\.window))
        @Sendable func run(_ batch: Range<Int>, _ input: inout BatchInput) throws {
            let members = order[batch].map { Member(sequence: sequences[plan[$0].window.sequence], planned: plan[$0]) }
            let found = try self.scores(of: members, input: &input, cancellation: cancellation)
            scores.withLock { scores in
                for (member, rows) in zip(members, found) {
                    scores[member.planned.window.sequence].setRows(from: member.planned.wanted.lowerBound, rows)
                }
            }
        }
        if min(jobs, batches.count) <= 1 {
            var input = BatchInput()
            for batch in batches { try run(batch, &input) }
            return scores.withLock { $0 }
        }
        let next = Atomic(0)
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: min(jobs, batches.count)) { _ in
            var input = BatchInput()
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < batches.count else { return }
                do {
                    try run(batches[index], &input)
                } catch {
                    // The others stop at their next batch.
                    next.store(batches.count, ordering: .relaxed)
                    failure.withLock { $0 = $0 ?? error }
                }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return scores.withLock { $0 }
    }

    /// The scores of the pieces that each of some windows, read together, is to give; in the order of the windows.
    ///
    /// - Throws: as ``scores(of:cancellation:)``.
    func scores(of members: [Member], cancellation: RunCancellation? = nil) throws -> [TagScores] {
        var input = BatchInput()
        return try scores(of: members, input: &input, cancellation: cancellation)
    }

    private func scores(of members: [Member], input: inout BatchInput, cancellation: RunCancellation?) throws -> [TagScores] {
        var scores = members.map { TagScores(tokenCount: $0.planned.wanted.count, tagCount: tagCount) }
        input.fill(members, scorer: self)
        let length = input.length
        try session.run(
            inputIDs: input.ids, attentionMask: input.mask, batchSize: members.count, length: length, cancellation: cancellation
        ) { logits in
            for (index, member) in members.enumerated() {
                for (row, wanted) in member.planned.wanted.enumerated() {
                    let piece = Int(member.sequence.wanted[wanted])
                    let position = index * length + 1 + piece - member.planned.window.pieces.lowerBound
                    scores[index].setRow(
                        row, logits: UnsafeBufferPointer(rebasing: logits[(position * tagCount)..<((position + 1) * tagCount)]),
                        temperature: temperature)
                }
            }
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

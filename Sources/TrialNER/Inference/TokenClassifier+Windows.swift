/// Reading in three steps, so that somebody else decides when each window is run and which ones run together, as a server does for texts of
/// many clients. ``TokenClassifier/classify(_:cancellation:)`` takes the same three steps at once.
extension TokenClassifier {
    /// Inputs whose word pieces are known and whose windows wait for the model.
    package struct Reading: Sendable {
        let sequences: [PieceSequence]
        let tokens: [[Int]]
        let windows: [SequenceScorer.PlannedWindow]

        /// How many windows there are; none where there is nothing to read.
        package var windowCount: Int { windows.count }

        /// The length of a window in word pieces, `[CLS]` and `[SEP]` counted.
        package func length(ofWindow index: Int) -> Int { windows[index].window.pieces.count + 2 }
    }

    /// One window of one reading.
    package struct ReadingWindow: Sendable {
        /// The reading that it is of.
        package var reading: Reading
        /// Its place among the windows of the reading.
        package var index: Int

        /// Names a window.
        package init(of reading: Reading, at index: Int) {
            self.reading = reading
            self.index = index
        }
    }

    /// How many windows may run together, and with how many pieces.
    package var scheduler: BatchScheduler { scorer.scheduler }

    /// The first step: word pieces and windows.
    package func reading(of inputs: [Input]) -> Reading {
        var sequences: [PieceSequence] = []
        var tokens: [[Int]] = []
        sequences.reserveCapacity(inputs.count)
        tokens.reserveCapacity(inputs.count)
        for input in inputs {
            let (sequence, indices) = reader.sequence(of: input)
            sequences.append(sequence)
            tokens.append(indices)
        }
        return Reading(sequences: sequences, tokens: tokens, windows: scorer.plan(sequences))
    }

    /// The second step: runs windows together; the scores are in the order of the windows.
    ///
    /// - Throws: ``InferenceError``; `.cancelled` once `cancellation` is cancelled.
    package func scores(of windows: [ReadingWindow], cancellation: RunCancellation? = nil) throws -> [TagScores] {
        let members = windows.map { window in
            let planned = window.reading.windows[window.index]
            return SequenceScorer.Member(sequence: window.reading.sequences[planned.window.sequence], planned: planned)
        }
        return try scorer.scores(of: members, cancellation: cancellation)
    }

    /// The third step: tags; `scores` are those of every window of the reading, in their order.
    package func outputs(of reading: Reading, windowScores: [TagScores]) -> [Output] {
        precondition(windowScores.count == reading.windowCount, "the scores of every window")
        var rows = reading.sequences.map { _ in [Float]() }
        // The windows of a sequence give its wanted pieces in ascending order, none twice.
        for (window, scores) in zip(reading.windows, windowScores) { rows[window.window.sequence] += scores.logProbabilities }
        return outputs(of: reading, scores: rows.map { TagScores(tagCount: scorer.tagCount, logProbabilities: $0) })
    }

    /// The tags that go with the scores of each sequence.
    func outputs(of reading: Reading, scores: [TagScores]) -> [Output] {
        zip(reading.tokens, scores).map { Output(tokens: $0, tags: decoder.tags(for: $1), scores: $1) }
    }
}

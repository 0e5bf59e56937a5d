/// Reading a text in three steps, so that somebody else decides when its windows are run (see ``TokenClassifier/Reading``).
extension TrialRecognizer {
    /// A text whose windows wait for the model.
    package struct Reading: Sendable {
        let parts: Parts
        /// What the model is to read.
        package let windows: TokenClassifier.Reading
    }

    /// Finds the sentences, tokens and word pieces of a text.
    ///
    /// - Throws: ``RegularExpressionError`` where a pattern of Spark NLP's rules gives up on a text.
    package func reading(of text: DocumentText) throws -> Reading {
        let parts = try parts(of: text)
        return Reading(parts: parts, windows: classifier.reading(of: parts.inputs))
    }

    /// What reads the windows of any reading.
    package var windowClassifier: TokenClassifier { classifier }

    /// The document that the scores of every window of a reading, in their order, make.
    package func document(of reading: Reading, windowScores: [TagScores]) -> RecognizedDocument {
        document(of: reading.parts, outputs: classifier.outputs(of: reading.windows, windowScores: windowScores))
    }
}

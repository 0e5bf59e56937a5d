/// Gives every token of a text its tag: word pieces, windows, batches, inference and decoding in one.
public struct TokenClassifier: Sendable {
    /// How a model is to read.
    public struct Options: Sendable, Hashable {
        /// The most word pieces that the model reads at once, `[CLS]` and `[SEP]` counted; `nil` for what a folder of Spark NLP says, else
        /// ``defaultMaxSentenceLength`` (128 under Spark NLP's rules), or the model's own limit where that is lower.
        public var maxSentenceLength: Int?
        /// The most windows that run together; `nil` for what a folder of Spark NLP says, else one with int8 weights,
        /// ``fp32BatchSize`` with fp32.
        ///
        /// Int8 models quantise what flows through them by the range of the whole batch, so a window's scores depend on its
        /// neighbours: with 8 together, 80 of the 97 development documents had other entities than alone (and F1 0.829 either way). One by
        /// one the same text always gets the same answer, at the same speed for windows of 64 pieces and more.
        public var batchSize: Int?
        /// Whether case and accents are kept; `nil` for what the model's tokenizer says. A model that was made for lower case is read in
        /// lower case whatever is said, except under Spark NLP's rules.
        public var caseSensitive: Bool?
        /// Whose rules are followed.
        public var compatibility: Compatibility
        /// How tags are chosen; `nil` for the best IOB2-valid sequence (the best tag of each token under Spark NLP's rules).
        public var decoding: TagDecoder.Method?
        /// How many batches of windows are run side by side, each on a thread of its own.
        public var jobs: Int

        /// Makes options; every one has a default.
        public init(
            maxSentenceLength: Int? = nil, batchSize: Int? = nil, caseSensitive: Bool? = nil, compatibility: Compatibility = .none,
            decoding: TagDecoder.Method? = nil, jobs: Int = 1
        ) {
            self.maxSentenceLength = maxSentenceLength
            self.batchSize = batchSize
            self.caseSensitive = caseSensitive
            self.compatibility = compatibility
            self.decoding = decoding
            self.jobs = jobs
        }
    }

    /// A text with its tokens, to be read as one sequence: a document or a sentence.
    public struct Input: Sendable {
        /// The text that the spans point into.
        public var text: DocumentText
        /// The stretch of the text that is read.
        public var span: Span
        /// The tokens in it, ascending.
        public var tokens: [Span]
        /// Where each token begins in its document, in UTF-16 units, where that is not where it begins in `text`. Only
        /// Spark NLP's rules look at it.
        public var begins: [Int]?

        /// Makes an input of its parts; without a span the whole text is read.
        public init(text: DocumentText, span: Span? = nil, tokens: [Span], begins: [Int]? = nil) {
            self.text = text
            self.span = span ?? text.span
            self.tokens = tokens
            self.begins = begins
        }
    }

    /// What was read of one input: a prediction for each token, in order.
    public struct Output: Sendable {
        /// The index of the token of each prediction. Every token in turn, except under Spark NLP's rules: those give none
        /// beyond the maximum length, and more than one where a later piece seems to begin another token.
        public var tokens: [Int]
        /// The label id of the tag of each prediction.
        public var tags: [Int]
        /// The scores of each prediction, a row each.
        public var scores: TagScores
    }

    /// The most word pieces that the model reads at once unless told otherwise. The shipped model was trained on windows of
    /// that length; on the development sets 128 to 256 were equally accurate, 512 worse by six points of F1.
    public static let defaultMaxSentenceLength = 192
    /// The same under Spark NLP's rules.
    public static let sparkNLPMaxSentenceLength = 128
    /// The most windows that run together in fp32 unless told otherwise.
    public static let fp32BatchSize = 8
    /// How many pieces neighbouring windows share: more made no measurable difference on the development sets, and each costs time.
    static let windowOverlap = 16

    /// The model that reads.
    public let model: TokenClassifierModel
    /// How it reads.
    public let options: Options

    let reader: PieceReader
    let scorer: SequenceScorer
    let decoder: TagDecoder

    /// Makes a classifier that reads with a model.
    ///
    /// - Throws: ``TokenClassifierError`` if an option does not fit the model.
    public init(model: TokenClassifierModel, options: Options = Options()) throws {
        let limit = model.folder.maximumLength
        let isSparkNLP = options.compatibility == .sparkNLP
        let usual = isSparkNLP ? Self.sparkNLPMaxSentenceLength : Self.defaultMaxSentenceLength
        let defaults = model.folder.readingDefaults
        let length = options.maxSentenceLength ?? min(defaults.maxSentenceLength ?? usual, limit)
        guard length <= limit else { throw TokenClassifierError.maxSentenceLengthTooLong(length, limit: limit) }
        guard length >= 3 || isSparkNLP && length >= 1 else { throw TokenClassifierError.maxSentenceLengthTooShort(length) }
        let batchSize = options.batchSize ?? defaults.batchSize ?? (model.folder.precision == .int8 ? 1 : Self.fp32BatchSize)
        guard batchSize >= 1 else { throw TokenClassifierError.batchSizeTooSmall(batchSize) }

        self.model = model
        self.options = options
        reader = PieceReader(
            vocabulary: model.vocabulary, settings: model.folder.tokenizer,
            caseSensitive: options.caseSensitive ?? defaults.caseSensitive,
            compatibility: options.compatibility, maxSentenceLength: length)
        scorer = SequenceScorer(
            session: model.session,
            planner: WindowPlanner(maximumLength: max(1, length - 2), overlap: Self.windowOverlap),
            scheduler: BatchScheduler(maximumWindows: batchSize, maximumPieces: batchSize * length),
            classificationID: model.vocabulary.classificationID, separatorID: model.vocabulary.separatorID,
            paddingID: model.vocabulary.paddingID,
            tagCount: model.tagSet.count,
            // Spark NLP knows of no temperature.
            temperature: isSparkNLP ? 1 : Double(model.folder.temperature), jobs: max(1, options.jobs))
        decoder = TagDecoder(tagSet: model.tagSet, method: options.decoding ?? (isSparkNLP ? .bestTag : .viterbi))
    }

    /// Reads texts; the outputs are in the order of the inputs.
    ///
    /// - Throws: ``InferenceError``; `.cancelled` once `cancellation` is cancelled.
    public func classify(_ inputs: [Input], cancellation: RunCancellation? = nil) throws -> [Output] {
        let reading = reading(of: inputs)
        return outputs(of: reading, scores: try scorer.scores(of: reading.sequences, cancellation: cancellation))
    }
}

/// Why a classifier cannot read as it was told to.
public enum TokenClassifierError: Error, Sendable, Hashable, CustomStringConvertible {
    case maxSentenceLengthTooLong(Int, limit: Int)
    case maxSentenceLengthTooShort(Int)
    case batchSizeTooSmall(Int)

    public var description: String {
        switch self {
        case .maxSentenceLengthTooLong(let length, let limit):
            "a maximum sentence length of \(length) word pieces is more than the model can read; give \(limit) or less"
        case .maxSentenceLengthTooShort(let length):
            "a maximum sentence length of \(length) leaves no room for a word piece between [CLS] and [SEP]; give 3 or more"
        case .batchSizeTooSmall(let size):
            "a batch size of \(size) holds nothing; give 1 or more"
        }
    }
}

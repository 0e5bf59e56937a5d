/// Reads the text of clinical trials: the whole pipeline as one object, the short way in.
///
///     let recognizer = try TrialRecognizer()
///     for entity in try recognizer.entities(in: text) { print(entity.label, entity.text(in: text)) }
///
/// It may be used from several threads at once; they share one open model.
public final class TrialRecognizer: Sendable {
    /// How texts are read.
    public struct Options: Sendable, Hashable {
        /// How the model reads: lengths, case, decoding, whose rules.
        public var classifier: TokenClassifier.Options
        /// Whether each sentence is read by itself; otherwise a document is read as one text.
        public var splitsSentences: Bool
        /// The labels that are wanted; `nil` for all.
        public var labels: [String]?
        /// The least confidence of an entity, from 0 to 1.
        public var threshold: Float

        /// Makes options; every one has a default.
        public init(
            classifier: TokenClassifier.Options = .init(), splitsSentences: Bool = false, labels: [String]? = nil, threshold: Float = 0
        ) {
            self.classifier = classifier
            self.splitsSentences = splitsSentences
            self.labels = labels
            self.threshold = threshold
        }
    }

    /// The model that reads.
    public let model: TokenClassifierModel
    /// How it reads.
    public let options: Options

    private let sentenceSplitter: any SentenceSplitter
    private let tokenSplitter: any TokenSplitter
    let classifier: TokenClassifier
    private let chunkAssembler: ChunkAssembler

    /// Makes a recognizer that reads with an open model.
    ///
    /// - Throws: ``TokenClassifierError`` if an option does not fit the model.
    public init(model: TokenClassifierModel, options: Options = Options()) throws {
        self.model = model
        self.options = options
        (sentenceSplitter, tokenSplitter) = try options.classifier.compatibility.splitters()
        classifier = try TokenClassifier(model: model, options: options.classifier)
        chunkAssembler = Self.chunkAssembler(model, options)
    }

    /// A recognizer that reads as this one does, with the same open model, and keeps other concepts.
    package func keeping(labels: [String]?, threshold: Float, splitsSentences: Bool) -> TrialRecognizer {
        var options = options
        (options.labels, options.threshold, options.splitsSentences) = (labels, threshold, splitsSentences)
        return TrialRecognizer(like: self, options: options)
    }

    private init(like other: TrialRecognizer, options: Options) {
        model = other.model
        self.options = options
        (sentenceSplitter, tokenSplitter, classifier) = (other.sentenceSplitter, other.tokenSplitter, other.classifier)
        chunkAssembler = Self.chunkAssembler(model, options)
    }

    private static func chunkAssembler(_ model: TokenClassifierModel, _ options: Options) -> ChunkAssembler {
        ChunkAssembler(
            tags: model.tagSet.tags, compatibility: options.classifier.compatibility, whiteList: options.labels,
            threshold: options.threshold)
    }

    /// Opens the model that comes with TrialNER and makes a recognizer that reads with it.
    ///
    /// - Throws: ``ModelStoreError``, ``ModelError`` or ``InferenceError``, with what to do.
    public convenience init(options: Options = Options()) throws {
        try self.init(model: try TokenClassifierModel(folder: ModelStore().defaultModel()), options: options)
    }

    /// The concepts in a text, in the order of the text.
    public func entities(in text: String) throws -> [Entity] {
        try recognize([DocumentText(text)]).flatMap(\.entities)
    }

    /// Reads texts together, which is quicker than one by one; the documents are in the order of the texts.
    ///
    /// - Throws: ``InferenceError``; `.cancelled` once `cancellation` is cancelled.
    public func recognize(_ texts: [DocumentText], cancellation: RunCancellation? = nil) throws -> [RecognizedDocument] {
        let parts = try texts.map(parts)
        var outputs = try classifier.classify(parts.flatMap(\.inputs), cancellation: cancellation)[...]
        return parts.map { part in
            defer { outputs = outputs.dropFirst(part.inputs.count) }
            return document(of: part, outputs: outputs.prefix(part.inputs.count))
        }
    }

    /// A text, and the stretches of it that are read each by itself: its sentences, or the whole.
    struct Parts: Sendable {
        var text: DocumentText
        var sentences: [Span]
        var inputs: [TokenClassifier.Input]
    }

    func parts(of text: DocumentText) throws -> Parts {
        let sentences = options.splitsSentences ? sentenceSplitter.sentences(in: text) : []
        let inputs = try (options.splitsSentences ? sentences : [text.span]).map { sentence in
            TokenClassifier.Input(text: text, span: sentence, tokens: try tokenSplitter.tokens(in: text, sentence: sentence))
        }
        return Parts(text: text, sentences: sentences, inputs: inputs)
    }

    /// The document that the outputs of its parts make.
    func document(of parts: Parts, outputs: some Collection<TokenClassifier.Output>) -> RecognizedDocument {
        var document = RecognizedDocument(text: parts.text, sentences: parts.sentences, tokens: [], tags: [], entities: [])
        for (input, output) in zip(parts.inputs, outputs) { append(output, of: input, to: &document) }
        return document
    }

    /// Adds what was read of one sentence, or of the whole text.
    private func append(_ output: TokenClassifier.Output, of input: TokenClassifier.Input, to document: inout RecognizedDocument) {
        let chunks = chunkAssembler.chunks(of: output.tags) { output.scores.probability(token: $0, tag: output.tags[$0]) }
        // A token is outside where no chunk holds it: where its chunk is not wanted, and where Spark NLP's rules predict nothing.
        var tags = [String](repeating: "O", count: input.tokens.count)
        for chunk in chunks {
            for row in chunk.tokens { tags[output.tokens[row]] = model.tagSet.tags[output.tags[row]] }
            let first = input.tokens[output.tokens[chunk.tokens.lowerBound]]
            let last = input.tokens[output.tokens[chunk.tokens.upperBound - 1]]
            document.entities.append(
                Entity(
                    span: first.lowerBound..<max(first.upperBound, last.upperBound), label: chunk.label, confidence: chunk.confidence ?? 0))
        }
        document.tokens += input.tokens
        document.tags += tags
    }
}

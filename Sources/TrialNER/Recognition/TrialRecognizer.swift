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
        /// What becomes of the tags.
        public var chunks: ChunkAssembler.Options

        /// Makes options; every one has a default.
        public init(
            classifier: TokenClassifier.Options = .init(), splitsSentences: Bool = false, chunks: ChunkAssembler.Options = .init()
        ) {
            self.classifier = classifier
            self.splitsSentences = splitsSentences
            self.chunks = chunks
        }
    }

    /// The model that reads.
    public let model: TokenClassifierModel
    /// How it reads.
    public let options: Options

    private let sentenceSplitter: any SentenceSplitter
    private let tokenSplitter: any TokenSplitter
    private let classifier: TokenClassifier
    private let chunkAssembler: ChunkAssembler

    /// Makes a recognizer that reads with an open model.
    ///
    /// - Throws: ``TokenClassifierError`` if an option does not fit the model.
    public init(model: TokenClassifierModel, options: Options = Options()) throws {
        self.model = model
        self.options = options
        switch options.classifier.compatibility {
        case .none:
            sentenceSplitter = ClinicalSentenceSplitter()
            tokenSplitter = ClinicalTokenSplitter()
        case .sparkNLP:
            sentenceSplitter = try PragmaticSentenceSplitter()
            tokenSplitter = try RegexTokenSplitter()
        }
        classifier = try TokenClassifier(model: model, options: options.classifier)
        chunkAssembler = ChunkAssembler(options: options.chunks)
    }

    /// Opens the model that comes with TrialNER and makes a recognizer that reads with it.
    ///
    /// - Throws: ``ModelStoreError``, ``ModelError`` or ``InferenceError``, with what to do.
    public convenience init(options: Options = Options()) throws {
        let folder = try ModelStore().locate(name: ModelStore.defaultModelName, language: "en", remote: "clinical/models")
        try self.init(model: try TokenClassifierModel(folder: folder), options: options)
    }

    /// The concepts in a text, in the order of the text.
    public func entities(in text: String) throws -> [Entity] {
        try recognize([DocumentText(text)]).flatMap(\.entities)
    }

    /// Reads texts together, which is quicker than one by one; the documents are in the order of the texts.
    ///
    /// - Throws: ``InferenceError``; `.cancelled` once `cancellation` is cancelled.
    public func recognize(_ texts: [DocumentText], cancellation: RunCancellation? = nil) throws -> [RecognizedDocument] {
        var inputs: [TokenClassifier.Input] = []
        var sentences: [[Span]] = []
        for text in texts {
            let spans = options.splitsSentences ? sentenceSplitter.sentences(in: text) : []
            sentences.append(spans)
            for sentence in options.splitsSentences ? spans : [text.span] {
                inputs.append(.init(text: text, tokens: try tokenSplitter.tokens(in: text, sentence: sentence)))
            }
        }
        var outputs = zip(inputs, try classifier.classify(inputs, cancellation: cancellation)).makeIterator()
        return zip(texts, sentences).map { text, sentences in
            var document = RecognizedDocument(text: text, sentences: sentences, tokens: [], tags: [], entities: [])
            for _ in 0..<(options.splitsSentences ? sentences.count : 1) {
                guard let (input, output) = outputs.next() else { break }
                append(output, of: input, to: &document)
            }
            return document
        }
    }

    private func append(_ output: TokenClassifier.Output, of input: TokenClassifier.Input, to document: inout RecognizedDocument) {
        let tags = model.tagSet.tags
        // Under Spark NLP's rules a token may have no prediction; in a list of all tokens it is outside.
        var tagOfToken = [String](repeating: "O", count: input.tokens.count)
        for (row, token) in output.tokens.enumerated() { tagOfToken[token] = tags[output.tags[row]] }
        document.tokens += input.tokens
        document.tags += tagOfToken
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A token classifier on the disk, in the layout of Hugging Face (`config.json`, `tokenizer_config.json`, `vocab.txt` and `model.onnx` or
/// `model.int8.onnx`) or as Spark NLP saves its `BertForTokenClassification`. One that was made has been checked, all but the model file
/// itself (see `openSession`).
public struct ModelFolder: Sendable, Hashable {
    /// How the model's weights are stored.
    public enum Precision: String, Sendable, CaseIterable {
        /// 32-bit floating point, in `model.onnx`.
        case fp32
        /// 8-bit integers, in `model.int8.onnx`.
        case int8

        /// The name of the model's file in the layout of Hugging Face.
        public var fileName: String {
            switch self {
            case .fp32: "model.onnx"
            case .int8: "model.int8.onnx"
            }
        }
    }

    /// Who wrote the folder, and so what its files are.
    public enum Layout: Sendable, Hashable {
        /// `transformers`, or who follows it.
        case huggingFace
        /// Spark NLP: the annotator that was saved, and the version of Spark.
        case sparkNLP(annotator: String, sparkVersion: String?)
    }

    /// How a model is read where nobody says otherwise; `nil` for the usual way. Only folders of Spark NLP say something.
    public struct ReadingDefaults: Sendable, Hashable {
        /// The most word pieces that are read at once.
        public var maxSentenceLength: Int?
        /// The most windows that run together.
        public var batchSize: Int?
        /// Whether case and accents are kept.
        public var caseSensitive: Bool?
    }

    /// The folder.
    public let path: String
    /// Who wrote it.
    public let layout: Layout
    /// How the model is read where nobody says otherwise.
    public let readingDefaults: ReadingDefaults
    /// The folder's own name.
    public let name: String
    /// The version (`trialner_version` in `config.json`), if there is one.
    public let version: String?
    /// The labels by their ids: `O`, `PAD`, `B-…` and `I-…`.
    public let labels: [String]
    /// The most word pieces of an input, `[CLS]` and `[SEP]` among them.
    public let maximumLength: Int
    /// The id of the padding piece.
    public let padTokenID: Int
    /// What logits are divided by, so that a probability of 0.9 is right nine times in ten (`trialner_temperature` in `config.json`; Guo and
    /// others, "On Calibration of Modern Neural Networks", 2017). 1 where the file says nothing.
    public let temperature: Float
    /// How text is cut into word pieces.
    public let tokenizer: TokenizerSettings
    /// How the weights of the model chosen are stored.
    public let precision: Precision

    /// What Spark NLP saved; `nil` for another layout.
    private let saved: SavedClassifier?

    /// The path of the vocabulary: a file with a word piece a line, or the folder where Spark NLP has it.
    public var vocabularyPath: String { path + (saved == nil ? "/vocab.txt" : "/fields/vocabulary") }
    /// The path of the model chosen: an ONNX file, or an archive with one in it.
    public var modelPath: String { saved?.archivePath ?? path + "/" + precision.fileName }

    /// The path of the model with weights of that precision, whether one was looked for or not; `nil` where there is none.
    public func modelPath(of wanted: Precision) -> String? {
        if let saved { return saved.precision == wanted ? saved.archivePath : nil }
        let path = path + "/" + wanted.fileName
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Whether a folder looks like that of a model, be it whole or not.
    static func isModel(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/config.json") || SavedStage.exists(at: path)
    }

    /// `model_type`s whose input is BERT's: word pieces between `[CLS]` and `[SEP]`.
    static let architectures: Set<String> = ["bert", "convbert", "distilbert", "electra", "mobilebert", "squeezebert"]

    /// Reads and checks a folder.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - precision: Which model to take; by default the one that is there, int8 where there are both.
    public init(path: String, precision: Precision? = nil) throws(ModelError) {
        var isDirectory: Bool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory else {
            throw .folderMissing(path: path)
        }
        let isSaved = SavedStage.exists(at: path) && !FileManager.default.fileExists(atPath: path + "/config.json")
        self = isSaved ? try ModelFolder(savedAt: path, precision: precision) : try ModelFolder(huggingFaceAt: path, precision: precision)
    }

    private init(huggingFaceAt path: String, precision: Precision?) throws(ModelError) {
        let configurationPath = path + "/config.json"
        let configuration = try Self.json(ModelConfiguration.self, configurationPath)
        guard Self.architectures.contains(configuration.modelType) else {
            throw .unsupportedArchitecture(path: configurationPath, modelType: configuration.modelType)
        }
        let tokenizer = try Self.json(TokenizerSettings.self, path + "/tokenizer_config.json")
        try Self.checkVocabulary(path + "/vocab.txt", size: configuration.vocabSize)

        self.path = path
        name = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
        layout = .huggingFace
        readingDefaults = ReadingDefaults()
        saved = nil
        version = configuration.version
        labels = try configuration.labels(path: configurationPath)
        // A configuration may leave out BERT's own number.
        maximumLength = min(configuration.maxPositionEmbeddings ?? Self.usualMaximumLength, tokenizer.maximumLength ?? .max)
        padTokenID = configuration.padTokenID ?? 0
        temperature = try configuration.checkedTemperature(path: configurationPath)
        self.tokenizer = tokenizer
        self.precision = try Self.chosenPrecision(precision, in: path)
    }

    private init(savedAt path: String, precision: Precision?) throws(ModelError) {
        let saved: SavedClassifier
        do throws(SavedFileError) {
            saved = try SavedClassifier(path: path)
        } catch {
            throw .saved(error)
        }
        if let precision, precision != saved.precision {
            throw .saved(
                .unsupported(
                    path: saved.archivePath,
                    reason: "the model there has weights in \(saved.precision.rawValue), not in \(precision.rawValue); ask for no precision"
                ))
        }
        self.path = path
        name = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
        layout = .sparkNLP(annotator: saved.annotator, sparkVersion: saved.sparkVersion)
        readingDefaults = ReadingDefaults(
            maxSentenceLength: saved.maxSentenceLength, batchSize: saved.batchSize, caseSensitive: saved.caseSensitive)
        self.saved = saved
        version = nil
        labels = saved.labels
        maximumLength = Self.usualMaximumLength
        padTokenID = 0
        temperature = 1
        // A vocabulary without capital letters can only be read in lower case; that Spark NLP keeps them by default does not help it.
        let hasCapitals = VocabularyCase.hasCapitals(saved.vocabulary)
        tokenizer = TokenizerSettings(lowercases: saved.caseSensitive == false || !hasCapitals)
        self.precision = saved.precision
    }

    /// BERT's own number of positions.
    private static let usualMaximumLength = 512

    /// Opens the model.
    ///
    /// - Throws: `InferenceError`, `SavedFileError`, and `ModelError.labelCount` where the model's output does not fit the labels.
    public func openSession(library: OnnxRuntimeLibrary, options: SessionOptions = .batch) throws -> InferenceSession {
        let session =
            if let saved {
                try InferenceSession(model: try saved.model(), from: modelPath, library: library, options: options)
            } else {
                try InferenceSession(modelPath: modelPath, library: library, options: options)
            }
        if let scored = session.labelCount, scored != labels.count {
            throw ModelError.labelCount(modelPath: modelPath, scored: scored, named: labels.count)
        }
        return session
    }

    /// Reads the vocabulary.
    ///
    /// - Throws: ``ModelError/fileMissing(path:)`` or ``VocabularyError``.
    public func vocabulary() throws -> Vocabulary {
        let specialTokens = SpecialTokens(
            classification: tokenizer.classToken, separator: tokenizer.separatorToken, padding: tokenizer.padToken,
            unknown: tokenizer.unknownToken, mask: nil)
        if let saved { return try Vocabulary(bytes: saved.vocabulary, specialTokens: specialTokens, file: vocabularyPath) }
        guard let data = FileManager.default.contents(atPath: vocabularyPath) else { throw ModelError.fileMissing(path: vocabularyPath) }
        return try Vocabulary(bytes: Array(data), specialTokens: specialTokens, file: vocabularyPath)
    }

    /// The folder, wherever the current one is.
    var absolutePath: String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// Copies the files of the model, with the precision chosen, into a folder, which is there whole or not at all. One of the same
    /// path is left as it is.
    ///
    /// - Throws: ``StageDescriptionError/file(path:reason:)``.
    func copy(to target: String) throws(StageDescriptionError) {
        guard URL(fileURLWithPath: target).standardizedFileURL.path != absolutePath else { return }
        let partial = target + ".partial"
        do {
            try? FileManager.default.removeItem(atPath: partial)
            if saved != nil {
                try FileManager.default.copyItem(atPath: path, toPath: partial)
            } else {
                try FileManager.default.createDirectory(atPath: partial, withIntermediateDirectories: true)
                for file in ["config.json", "tokenizer_config.json", "vocab.txt", precision.fileName] {
                    try FileManager.default.copyItem(atPath: path + "/" + file, toPath: partial + "/" + file)
                }
            }
            try? FileManager.default.removeItem(atPath: target)
            try FileManager.default.moveItem(atPath: partial, toPath: target)
        } catch {
            throw .file(path: target, reason: "the model could not be copied there: \(error)")
        }
    }

    private static func chosenPrecision(_ wanted: Precision?, in path: String) throws(ModelError) -> Precision {
        let order: [Precision] = wanted.map { [$0] } ?? [.int8, .fp32]
        for precision in order where FileManager.default.fileExists(atPath: path + "/" + precision.fileName) {
            return precision
        }
        throw .precisionMissing(folder: path, wanted: wanted)
    }

    private static func json<T: Decodable>(_ type: T.Type, _ path: String) throws(ModelError) -> T {
        guard let data = FileManager.default.contents(atPath: path) else { throw .fileMissing(path: path) }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw .notJSON(path: path, reason: jsonReason(error))
        }
    }

    /// An id beyond the model's table of embeddings would only show when a text has that piece, so the sizes are compared here.
    private static func checkVocabulary(_ path: String, size: Int?) throws(ModelError) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .fileMissing(path: path) }
        let newlines = data.withUnsafeBytes { bytes in bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) } }
        let lines = newlines + (data.isEmpty || data.last == UInt8(ascii: "\n") ? 0 : 1)
        guard let size, lines != size else { return }
        // A table may be padded to a round number of rows, for speed on graphics processors.
        let isPadded = [8, 64, 128].contains { size == (lines + $0 - 1) / $0 * $0 }
        guard isPadded else { throw .vocabularySize(path: path, lines: lines, expected: size) }
    }
}

/// What is wrong with a JSON text, in a few words: the key, where one is concerned.
func jsonReason(_ error: any Error) -> String {
    func place(_ context: DecodingError.Context) -> String {
        context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    return switch error as? DecodingError {
    case .keyNotFound(let key, _): "there is no \(key.stringValue)"
    case .typeMismatch(let type, let context): "\(place(context)) is no \(type)"
    case .valueNotFound(_, let context): "\(place(context)) is null"
    case .dataCorrupted, nil: "no valid JSON"
    @unknown default: "no valid JSON"
    }
}

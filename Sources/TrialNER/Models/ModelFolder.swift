#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A token classifier on the disk, in the layout of Hugging Face: `config.json`, `tokenizer_config.json`, `vocab.txt` and
/// `model.onnx` or `model.int8.onnx`. One that was made has been checked, all but the model file itself (see `openSession`).
public struct ModelFolder: Sendable, Hashable {
    /// How the model's weights are stored.
    public enum Precision: String, Sendable, CaseIterable {
        /// 32-bit floating point, in `model.onnx`.
        case fp32
        /// 8-bit integers, in `model.int8.onnx`.
        case int8

        /// The name of the model's file.
        public var fileName: String {
            switch self {
            case .fp32: "model.onnx"
            case .int8: "model.int8.onnx"
            }
        }
    }

    /// The folder.
    public let path: String
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

    /// The path of the vocabulary, a word piece a line.
    public var vocabularyPath: String { path + "/vocab.txt" }
    /// The path of the model chosen.
    public var modelPath: String { path + "/" + precision.fileName }

    /// `model_type`s whose input is BERT's: word pieces between `[CLS]` and `[SEP]`.
    static let architectures: Set<String> = ["bert", "convbert", "distilbert", "electra", "mobilebert", "squeezebert"]

    /// Reads and checks a folder.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - precision: Which model to take; by default the one that is there, int8 where there are both.
    public init(path: String, precision: Precision? = nil) throws(ModelError) {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        var isDirectory: Bool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory else {
            throw .folderMissing(path: path)
        }
        let configurationPath = path + "/config.json"
        let configuration = try Self.json(ModelConfiguration.self, configurationPath)
        guard Self.architectures.contains(configuration.modelType) else {
            throw .unsupportedArchitecture(path: configurationPath, modelType: configuration.modelType)
        }
        let tokenizer = try Self.json(TokenizerSettings.self, path + "/tokenizer_config.json")
        try Self.checkVocabulary(path + "/vocab.txt", size: configuration.vocabSize)

        self.path = path
        name = url.lastPathComponent
        version = configuration.version
        labels = try configuration.labels(path: configurationPath)
        // 512 is BERT's own number of positions, which a configuration may leave out.
        maximumLength = min(configuration.maxPositionEmbeddings ?? 512, tokenizer.maximumLength ?? .max)
        padTokenID = configuration.padTokenID ?? 0
        temperature = try configuration.checkedTemperature(path: configurationPath)
        self.tokenizer = tokenizer
        self.precision = try Self.chosenPrecision(precision, in: path)
    }

    /// Opens the model.
    ///
    /// - Throws: `InferenceError`, and `ModelError.labelCount` where the model's output does not fit the labels.
    public func openSession(library: OnnxRuntimeLibrary, options: SessionOptions = .batch) throws -> InferenceSession {
        let session = try InferenceSession(modelPath: modelPath, library: library, options: options)
        if let scored = session.labelCount, scored != labels.count {
            throw ModelError.labelCount(modelPath: modelPath, scored: scored, named: labels.count)
        }
        return session
    }

    /// Reads the vocabulary.
    ///
    /// - Throws: ``ModelError/fileMissing(path:)`` or ``VocabularyError``.
    public func vocabulary() throws -> Vocabulary {
        guard let data = FileManager.default.contents(atPath: vocabularyPath) else { throw ModelError.fileMissing(path: vocabularyPath) }
        let specialTokens = SpecialTokens(
            classification: tokenizer.classToken, separator: tokenizer.separatorToken, padding: tokenizer.padToken,
            unknown: tokenizer.unknownToken, mask: nil)
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
            try FileManager.default.createDirectory(atPath: partial, withIntermediateDirectories: true)
            for file in ["config.json", "tokenizer_config.json", "vocab.txt", precision.fileName] {
                try FileManager.default.copyItem(atPath: path + "/" + file, toPath: partial + "/" + file)
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

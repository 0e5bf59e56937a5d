/// How the model of a stored pipeline is opened: what is wanted otherwise than its file says, and what it does not say.
public struct ModelOpening: Sendable, Hashable {
    /// A folder or a name in place of the one in the file.
    public var model: String?
    /// Which of the model's files is opened; `nil` for the folder's own choice.
    public var precision: ModelFolder.Precision?
    /// Threads and the like.
    public var sessionOptions: SessionOptions
    /// How many windows run together, in place of the number in the file.
    public var batchSize: Int?
    /// ONNX Runtime's library, in place of the one that is found.
    public var runtime: String?

    /// Makes a way of opening; every part has a default.
    public init(
        model: String? = nil, precision: ModelFolder.Precision? = nil, sessionOptions: SessionOptions = .batch, batchSize: Int? = nil,
        runtime: String? = nil
    ) {
        self.model = model
        self.precision = precision
        self.sessionOptions = sessionOptions
        self.batchSize = batchSize
        self.runtime = runtime
    }

    /// Opens the model of a folder in this way.
    ///
    /// - Throws: ``ModelError``, ``VocabularyError``, ``TagSetError`` or ``InferenceError``.
    public func open(_ folder: ModelFolder) throws -> TokenClassifierModel {
        let library = try runtime.map { path throws(InferenceError) in try OnnxRuntimeLibrary(path: path) }
        return try TokenClassifierModel(folder: folder, sessionOptions: sessionOptions, library: library)
    }
}

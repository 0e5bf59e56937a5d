/// A token classifier as opened from its folder: the vocabulary, the tags and the inference session.
///
/// Opening costs most of the time of a short run, so a model is opened once and shared: any number of
/// ``TokenClassifier``s with different options, on any number of threads, read with the same one.
public final class TokenClassifierModel: Sendable {
    /// The folder that the model was opened from.
    public let folder: ModelFolder
    /// Its word pieces.
    public let vocabulary: Vocabulary
    /// Its tags.
    public let tagSet: TagSet
    let session: InferenceSession

    /// Opens a model.
    ///
    /// - Parameters:
    ///   - folder: a folder in the Hugging Face layout.
    ///   - sessionOptions: threads and the like.
    ///   - library: the ONNX Runtime to run it with; `nil` for the one that is found.
    /// - Throws: ``ModelError``, ``VocabularyError``, ``TagSetError`` or ``InferenceError``, each naming the file.
    public init(folder: ModelFolder, sessionOptions: SessionOptions = .batch, library: OnnxRuntimeLibrary? = nil) throws {
        self.folder = folder
        tagSet = try TagSet(tags: folder.labels)
        vocabulary = try folder.vocabulary()
        session = try folder.openSession(library: try library ?? OnnxRuntimeLibrary.shared(), options: sessionOptions)
    }
}

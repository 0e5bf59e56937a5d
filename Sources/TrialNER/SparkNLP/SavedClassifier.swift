/// A token classifier as Spark NLP saves it: `BertForTokenClassification` with its vocabulary, its labels and its model in ONNX.
///
/// The model is a zip archive with one file in it, `bert_classification_onnx`; Healthcare NLP's annotator gives it another name of that
/// kind. Releases from 5.0 to 6 differ in the name of the file in the archive only.
struct SavedClassifier: Sendable, Hashable {
    /// The stage that it was read from: its class without the package, and the version of Spark.
    let annotator: String
    let sparkVersion: String?
    /// The word pieces, a line each, as a `vocab.txt` has them.
    let vocabulary: [UInt8]
    /// The labels in the order of their ids.
    let labels: [String]
    /// What was set when it was saved.
    let caseSensitive: Bool?
    let maxSentenceLength: Int?
    let batchSize: Int?
    /// The archive of the model, and the file in it.
    let archivePath: String
    let precision: ModelFolder.Precision

    private let entry: ZipArchive.Entry

    private static let modelSuffix = "_onnx"
    private static let otherEngines = ["_tensorflow": "TensorFlow", "_openvino": "OpenVINO"]
    private static let weightsSuffix = ".onnx_data"

    /// Reads and checks a folder, all but the content of the model.
    init(path: String) throws(SavedFileError) {
        let stage = try SavedStage(path: path)
        guard let annotator = stage.annotator, MedicalBertForTokenClassifier.classNames.contains(annotator) else {
            throw Self.wrongClass(stage)
        }
        guard !stage.isOwn else {
            throw .unsupported(
                path: path, reason: "TrialNER's own \(annotator) for Spark was saved there; give the folder of its model, \(path)/model")
        }
        self.annotator = annotator
        sparkVersion = stage.sparkVersion
        (archivePath, entry) = try Self.model(of: stage)
        precision = try OnnxWeights.precision(of: ZipArchive(path: archivePath).content(of: entry, prefix: OnnxWeights.prefix))
        vocabulary = try Self.vocabulary(of: stage)
        labels = try Self.labels(of: stage)
        caseSensitive = stage["caseSensitive"].flatMap(Bool.init(parameterValue:))
        maxSentenceLength = stage["maxSentenceLength"].flatMap(Int.init(parameterValue:))
        batchSize = stage["batchSize"].flatMap(Int.init(parameterValue:))
    }

    /// The model, as an `.onnx` file holds it.
    func model() throws(SavedFileError) -> [UInt8] { try ZipArchive(path: archivePath).content(of: entry) }

    private static func wrongClass(_ stage: SavedStage) -> SavedFileError {
        let hint =
            SavedPipeline.classNames.contains(stage.className)
            ? "open it with --pipeline or PipelineModel.load, or give the folder of its token classifier (in \(stage.path)/stages)"
            : "give the folder of a " + MedicalBertForTokenClassifier.classNames.joined(separator: " or a ")
        return .unsupported(path: stage.path, reason: "Spark saved a \(stage.title) there, which is no token classifier; \(hint)")
    }

    // MARK: The model

    private static func model(of stage: SavedStage) throws(SavedFileError) -> (path: String, entry: ZipArchive.Entry) {
        let names = FolderListing.names(in: stage.path)
        if let name = names.first(where: { $0.hasSuffix(weightsSuffix) }) {
            throw .unsupported(
                path: stage.path + "/" + name,
                reason: "the weights lie beside the model, which TrialNER does not read; export the model to one ONNX file and save it "
                    + "again")
        }
        let models = names.filter { $0.hasSuffix(modelSuffix) }
        if models.isEmpty, let name = names.first(where: { name in otherEngines.keys.contains { name.hasSuffix($0) } }) {
            let engine = otherEngines.first { name.hasSuffix($0.key) }?.value ?? ""
            throw .unsupported(
                path: stage.path + "/" + name,
                reason: "the model was saved for \(engine), and TrialNER runs ONNX; export it to ONNX and save it again")
        }
        guard models.count == 1 else {
            throw .unreadable(path: stage.path, reason: "it has \(models.isEmpty ? "no model" : "several models") (a file …\(modelSuffix))")
        }
        let path = stage.path + "/" + models[0]
        let files = try ZipArchive(path: path).entries
        guard files.count == 1 else { throw .unsupported(path: path, reason: "it holds \(files.count) files, where a model is one") }
        return (path, files[0])
    }

    // MARK: Vocabulary and labels

    private static func vocabulary(of stage: SavedStage) throws(SavedFileError) -> [UInt8] {
        let path = stage.path + "/fields/vocabulary"
        let pairs = try pairs(of: stage, "vocabulary")
        let count = (pairs.map(\.id).max() ?? -1) + 1
        // A word piece that stood on two lines of the vocab.txt leaves the id of the first without one; more than a few are a damage.
        guard count <= pairs.count * 2 else { throw .damaged(path: path, reason: "its ids are not those of a vocabulary") }
        var pieces = [String](repeating: "", count: count)
        for pair in pairs {
            guard pieces[pair.id].isEmpty else { throw .damaged(path: path, reason: "two word pieces have the id \(pair.id)") }
            guard !pair.name.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
                throw .damaged(path: path, reason: "a word piece has a line break in it")
            }
            pieces[pair.id] = pair.name
        }
        var lines: [UInt8] = []
        for piece in pieces {
            lines += piece.utf8
            lines.append(UInt8(ascii: "\n"))
        }
        return lines
    }

    private static func labels(of stage: SavedStage) throws(SavedFileError) -> [String] {
        let path = stage.path + "/fields/labels"
        let pairs = try pairs(of: stage, "labels").sorted { $0.id < $1.id }
        guard pairs.map(\.id) == Array(0..<pairs.count) else {
            throw .damaged(path: path, reason: "its labels are not numbered from 0 without a gap")
        }
        for pair in pairs where !ModelConfiguration.isTag(pair.name) {
            throw .unsupported(
                path: path,
                reason: "the label \"\(pair.name)\" is none of O, PAD, B-TYPE and I-TYPE; rename it in labels.txt and save the model again")
        }
        return pairs.map(\.name)
    }

    /// The pairs of a text and a number that a map is saved as, in no order.
    private static func pairs(of stage: SavedStage, _ field: String) throws(SavedFileError) -> [(name: String, id: Int)] {
        var pairs: [(name: String, id: Int)] = []
        for objects in try stage.field(field) {
            for element in objects.elements(objects.root) ?? [objects.root] {
                guard let pair = objects.pair(element) else {
                    throw .unsupported(path: stage.path + "/fields/" + field, reason: "it does not hold pairs of a text and a number")
                }
                pairs.append(pair)
            }
        }
        return pairs
    }
}

extension JavaObjects {
    /// Scala's pair of a text and a number that is not negative.
    fileprivate func pair(_ value: Value) -> (name: String, id: Int)? {
        // A pair of plain numbers is of a class of its own, `scala.Tuple2$mcII$sp`.
        guard className(value)?.hasPrefix("scala.Tuple2") == true, let name = field("_1", of: value).flatMap({ string($0) }),
            let id = field("_2", of: value).flatMap({ integer($0) }), (0...Int64(Int32.max)).contains(id)
        else { return nil }
        return (name, Int(id))
    }
}

import TrialNER
import TrialNERFormats

/// The engine of the library.
struct TrialEngine: Engine {
    func identity(_ settings: EngineSettings) throws -> String {
        func file(_ path: String) -> String { "\(path) \(FileReader.size(of: path) ?? -1) \(FileReader.modification(of: path) ?? -1)" }
        if let pipeline = settings.pipeline {
            // A folder changes with the files in it.
            return ([file(pipeline)] + FolderFiles.paths(in: pipeline).map { file(pipeline + "/" + $0) }).joined(separator: "\n")
        }
        let folder = try folder(settings)
        return "\(folder.name) \(folder.version ?? "") \(file(folder.modelPath))"
    }

    func recognizer(_ settings: EngineSettings) throws -> any DocumentRecognizer {
        let options = TrialRecognizer.Options(
            classifier: settings.classifierOptions, splitsSentences: settings.sentences,
            labels: settings.labels.isEmpty ? nil : settings.labels, threshold: settings.threshold ?? 0)
        return ModelRecognizer(try TrialRecognizer(model: try model(settings), options: options))
    }

    func trialRecognizer(_ settings: EngineSettings) throws -> TrialRecognizer {
        try TrialRecognizer(model: try model(settings), options: TrialRecognizer.Options(classifier: settings.classifierOptions))
    }

    func annotator(_ settings: EngineSettings) throws -> any DocumentAnnotator {
        if let path = settings.pipeline { return try PipelineAnnotator(loading: path, settings) }
        return try PipelineAnnotator(try Self.usualPipeline(settings, model: try model(settings)))
    }

    func tokenizer(_ settings: EngineSettings, parts: Set<TextPart>) throws -> any DocumentTokenizer {
        try TextTokenizer(settings, parts: parts, folder: parts.contains(.pieces) ? try folder(settings) : nil)
    }

    private func folder(_ settings: EngineSettings) throws -> ModelFolder {
        try ModelStore().model(named: settings.model, precision: settings.precision)
    }

    private func model(_ settings: EngineSettings) throws -> TokenClassifierModel {
        try TokenClassifierModel(folder: try folder(settings), sessionOptions: settings.sessionOptions)
    }

    /// The pipeline of the reference, with its columns.
    private static func usualPipeline(_ settings: EngineSettings, model: TokenClassifierModel) throws -> PipelineModel {
        let unit = settings.sentences ? "sentence" : "document"
        var stages: [any DescribedStage] = [DocumentAssembler().setInputCol("text").setOutputCol("document")]
        if settings.sentences { stages.append(SentenceDetector().setInputCols("document").setOutputCol("sentence")) }
        stages.append(Tokenizer().setInputCols(unit).setOutputCol("token"))
        stages.append(
            MedicalBertForTokenClassifier(model: model, options: settings.classifierOptions)
                .setInputCols(unit, "token").setOutputCol("ner"))
        var converter = NerConverter().setInputCols(unit, "token", "ner").setOutputCol("ner_chunk")
        if !settings.labels.isEmpty { converter = converter.setWhiteList(settings.labels) }
        if let threshold = settings.threshold { converter = converter.setThreshold(threshold) }
        stages.append(converter)
        let pipeline = Pipeline(stages: stages)
        return try pipeline.compatibility(settings.compatibility ?? .none).fit(DataFrame(texts: []))
    }
}

extension EngineSettings {
    fileprivate var classifierOptions: TokenClassifier.Options {
        TokenClassifier.Options(
            maxSentenceLength: maxSentenceLength, batchSize: batchSize, caseSensitive: caseSensitive,
            compatibility: compatibility ?? .none, decoding: viterbi ? nil : .bestTag, jobs: usedJobs)
    }

    fileprivate var sessionOptions: SessionOptions {
        var options = isShared ? SessionOptions.shared : isShort ? .oneShot : .batch
        if let threads = threads ?? (usedJobs > 1 ? 1 : nil) { options.intraOpThreads = threads }
        return options
    }

    /// One a core where there is enough to do; threads that are asked for compute together.
    private var usedJobs: Int { jobs ?? (isShort || threads != nil ? 1 : ProcessorCount.available) }
}

/// A recognizer, and the model at work in it as the commands know it.
private struct ModelRecognizer: DocumentRecognizer {
    let recognizer: TrialRecognizer
    let model: ModelIdentity

    init(_ recognizer: TrialRecognizer) {
        self.recognizer = recognizer
        model = ModelIdentity(recognizer.model)
    }

    func recognize(_ texts: [DocumentText]) throws -> [RecognizedDocument] { try recognizer.recognize(texts) }
}

extension ModelIdentity {
    fileprivate init(_ model: TokenClassifierModel) {
        self.init(name: model.folder.name, version: model.folder.version, labels: model.tagSet.entityTypes)
    }
}

/// A pipeline, and the model that is at work in it.
private struct PipelineAnnotator: DocumentAnnotator {
    let pipeline: PipelineModel
    let model: ModelIdentity
    let inputColumn: String
    let givesConcepts: Bool

    init(_ pipeline: PipelineModel) throws {
        self.pipeline = pipeline
        let classifier = pipeline.stages.lazy.compactMap { $0 as? MedicalBertForTokenClassifier }.first
        model = classifier.map { ModelIdentity($0.model) } ?? ModelIdentity(name: "none")
        inputColumn = pipeline.stages.first?.inputColumns.first ?? "text"
        let columns = try pipeline.transform(DataFrame(texts: [], column: inputColumn)).columnNames
        givesConcepts = pipeline.stages.contains { $0 is NerConverter && columns.contains($0.outputColumns.first ?? "") }
    }

    init(loading path: String, _ settings: EngineSettings) throws {
        let opening = ModelOpening(
            model: settings.model, precision: settings.precision, sessionOptions: settings.sessionOptions, batchSize: settings.batchSize)
        var pipeline = try PipelineModel.load(from: path, opening: opening)
        if let compatibility = settings.compatibility { pipeline = pipeline.compatibility(compatibility) }
        try self.init(pipeline)
    }

    func annotate(_ data: DataFrame) throws -> DataFrame { try pipeline.transform(data) }
}

/// Gives every token its tag with a BERT token classifier: `document` (or `sentence`) and `token` columns in, `ner` out.
///
/// An annotation a token, of type `named_entity`: `result` is the tag, `metadata` has the word, the number of its sentence
/// and the probability of every tag by its name.
public struct MedicalBertForTokenClassifier: DescribedStage {
    /// The model that reads.
    public var model: TokenClassifierModel
    /// How it reads.
    public var options: TokenClassifier.Options
    /// The columns of the sentences (or documents) and of the tokens, in any order.
    public private(set) var inputColumns: [String]
    /// The column of the tags.
    public private(set) var outputColumn: String

    /// How many rows are read together: enough that short ones share batches, few enough that memory stays flat.
    private static let rowsAtOnce = 64

    /// Makes a stage that reads with an open model.
    public init(model: TokenClassifierModel, options: TokenClassifier.Options = .init()) {
        self.model = model
        self.options = options
        inputColumns = ["document", "token"]
        outputColumn = "ner"
    }

    /// Opens a model by its name: one that came with TrialNER, one in the cache, or one that is downloaded.
    ///
    /// The parameters are those of Spark NLP's `pretrained`; see ``ModelStore/locate(name:language:remote:precision:)``.
    ///
    /// - Throws: ``ModelStoreError``, ``ModelError`` or ``InferenceError``.
    public static func pretrained(
        _ name: String = "bert_token_classifier_drug_development_trials_onnx", _ language: String = "en",
        _ remote: String = "clinical/models"
    ) throws -> Self {
        Self(model: try TokenClassifierModel(folder: ModelStore().locate(name: name, language: language, remote: remote)))
    }

    /// Opens a model from a folder in the Hugging Face layout, or one that Spark NLP saved.
    ///
    /// - Throws: ``ModelError`` or ``InferenceError``, naming the file.
    public static func loadSavedModel(_ folder: String) throws -> Self {
        Self(model: try TokenClassifierModel(folder: ModelFolder(path: folder)))
    }

    /// Opens an annotator that Spark NLP saved (`annotator.write().save(…)`, or a folder in `stages/` of a saved pipeline), with the columns
    /// and parameters that it had. It follows our own rules until it is told to follow Spark NLP's; one of our own for Spark follows those that
    /// it was told there.
    ///
    /// - Throws: ``SavedFileError``, ``ModelError`` or ``InferenceError``, naming the file.
    public static func load(_ folder: String) throws -> Self {
        let stage = try SavedStage(path: folder)
        guard stage.annotator.map(classNames.contains) == true else {
            // The folder of a model has the better message for what else may be there.
            return try loadSavedModel(folder)
        }
        let annotator = try Self(SavedPipeline.description(of: stage, classes: [Self.self]))
        return stage.isOwn ? annotator.compatibility(try stage.compatibility()) : annotator
    }

    /// Reads these columns; their order does not matter.
    public func setInputCols(_ columns: String...) -> Self { setInputCols(columns) }

    /// Reads these columns; their order does not matter.
    public func setInputCols(_ columns: [String]) -> Self { with { $0.inputColumns = columns } }

    /// Writes this column.
    public func setOutputCol(_ column: String) -> Self { with { $0.outputColumn = column } }

    /// Whether case and accents are kept; what the model's tokenizer says unless set. A model that was made for lower case is read in
    /// lower case whatever is set, except under Spark NLP's rules.
    public func setCaseSensitive(_ value: Bool) -> Self { with { $0.options.caseSensitive = value } }

    /// How many windows run together at the most.
    public func setBatchSize(_ size: Int) -> Self { with { $0.options.batchSize = size } }

    /// The most word pieces that the model reads at once, `[CLS]` and `[SEP]` counted.
    public func setMaxSentenceLength(_ length: Int) -> Self { with { $0.options.maxSentenceLength = length } }

    public func compatibility(_ compatibility: Compatibility) -> Self { with { $0.options.compatibility = compatibility } }

    private func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }

    public func transform(_ data: DataFrame) throws -> DataFrame {
        let classifier = try TokenClassifier(model: model, options: options)
        let rows = try data.annotations(in: inputColumns, for: Self.classNames[0])
        var column: [DataFrame.Value] = []
        column.reserveCapacity(rows.count)
        for start in stride(from: 0, to: rows.count, by: Self.rowsAtOnce) {
            let chunk = rows[start..<min(rows.count, start + Self.rowsAtOnce)].map(TokenizedSentence.unpack)
            var outputs = try classifier.classify(chunk.flatMap { $0.map(\.classifierInput) }).makeIterator()
            for sentences in chunk {
                var annotations: [Annotation] = []
                for (index, sentence) in sentences.enumerated() {
                    guard let output = outputs.next() else { break }
                    // Spark NLP numbers the sentences that have tokens, whatever their own numbers are.
                    let number = options.compatibility == .sparkNLP ? index : sentence.number
                    annotations += self.annotations(of: sentence, number: number, output)
                }
                column.append(.annotations(annotations))
            }
        }
        return data.adding(outputColumn, column)
    }

    private func annotations(of sentence: TokenizedSentence, number: Int, _ output: TokenClassifier.Output) -> [Annotation] {
        let tags = model.tagSet.tags
        return output.tokens.enumerated().map { row, tokenIndex in
            let token = sentence.tokens[tokenIndex]
            var metadata: Metadata = ["sentence": "\(number)", "word": token.result]
            metadata.reserveCapacity(tags.count + 2)
            for tag in tags.indices { metadata.append(tags[tag], JavaFloatFormat.string(output.scores.probability(token: row, tag: tag))) }
            return Annotation(
                annotatorType: "named_entity", begin: token.begin, end: token.end, result: tags[output.tags[row]], metadata: metadata)
        }
    }
}

/// The name under which Spark NLP itself has the same annotator.
public typealias BertForTokenClassification = MedicalBertForTokenClassifier

extension MedicalBertForTokenClassifier {
    public static let classNames = ["MedicalBertForTokenClassifier", "BertForTokenClassification"]
    public static let parameterNames = ["inputCols", "outputCol", "model", "caseSensitive", "batchSize", "maxSentenceLength"]

    public var outputColumns: [String] { [outputColumn] }
    public var outputAnnotatorType: String? { "named_entity" }

    public var stageDescription: StageDescription { description(model: model.folder.absolutePath) }

    /// Copies the model into the folder, under its own name, so that the description can name it by that.
    public func stageDescription(savingIn folder: String) throws -> StageDescription {
        try model.folder.copy(to: folder + "/" + model.folder.name)
        return description(model: model.folder.name)
    }

    private func description(model path: String) -> StageDescription {
        var parameters: [StageDescription.Parameter] = [
            .init(name: "inputCols", value: .strings(inputColumns)), .init(name: "outputCol", value: .string(outputColumn)),
            .init(name: "model", value: .string(path)),
        ]
        if let value = options.caseSensitive { parameters.append(.init(name: "caseSensitive", value: .bool(value))) }
        if let value = options.batchSize { parameters.append(.init(name: "batchSize", value: .int(value))) }
        if let value = options.maxSentenceLength { parameters.append(.init(name: "maxSentenceLength", value: .int(value))) }
        return StageDescription(className: Self.classNames[0], parameters: parameters)
    }

    /// Opens the model that a description names: a folder (a relative path starts at the folder of the pipeline's file), or
    /// the name of a model that ``ModelStore`` finds; without one the model that comes with TrialNER.
    public init(_ description: StageDescription) throws {
        try Self.checkNames(of: description)
        let reader = ParameterReader(description)
        let named: String? = try reader.value("model")
        let opening = description.opening
        // What the caller names starts where the caller stands, what the file names where the file is.
        let folder = try ModelStore().model(
            named: opening.model ?? named, relativeTo: opening.model == nil ? description.folder : nil, precision: opening.precision)
        self.init(model: try opening.open(folder))
        if let columns: [String] = try reader.value("inputCols") { inputColumns = columns }
        if let column: String = try reader.value("outputCol") { outputColumn = column }
        options.caseSensitive = try reader.value("caseSensitive")
        options.maxSentenceLength = try reader.value("maxSentenceLength")
        options.batchSize = try opening.batchSize ?? reader.value("batchSize")
    }
}

/// Reads the parameters of a description by their types.
private struct ParameterReader {
    let description: StageDescription

    init(_ description: StageDescription) { self.description = description }

    func value<Value: ParameterConvertible>(_ name: String) throws(StageDescriptionError) -> Value? {
        guard let stored = description[name] else { return nil }
        guard let value = Value(parameterValue: stored) else {
            throw .wrongValue(stored, parameter: name, className: description.className, expected: Value.expectedParameterValue)
        }
        return value
    }
}

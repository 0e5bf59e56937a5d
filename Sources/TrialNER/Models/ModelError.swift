/// What can be wrong with a model folder.
public enum ModelError: Error, Sendable, Hashable {
    /// There is no folder at the path.
    case folderMissing(path: String)
    /// A file of the layout is not in the folder, or is no plain file that can be read.
    case fileMissing(path: String)
    /// The folder has no model of the precision asked for, or none at all.
    case precisionMissing(folder: String, wanted: ModelFolder.Precision?)
    /// A file is no JSON, or a value in it has another type than the layout says.
    case notJSON(path: String, reason: String)
    /// The architecture is none that reads word pieces.
    case unsupportedArchitecture(path: String, modelType: String)
    /// The labels are not numbered from 0 without a gap.
    case labelGap(path: String, missing: Int)
    /// A label is not `O`, `PAD`, `B-…` or `I-…`.
    case unknownLabel(path: String, label: String)
    /// The temperature is no positive number.
    case wrongTemperature(path: String, Double)
    /// The vocabulary does not have as many lines as the model has word pieces.
    case vocabularySize(path: String, lines: Int, expected: Int)
    /// The model scores another number of labels than the configuration names.
    case labelCount(modelPath: String, scored: Int, named: Int)
    /// A folder that Spark NLP saved cannot be opened.
    case saved(SavedFileError)
}

extension ModelError: CustomStringConvertible {
    /// One line: the file, what is wrong and what to do.
    public var description: String {
        switch self {
        case .folderMissing(let path):
            "\(path): no such folder; give the folder of a model (config.json, tokenizer_config.json, vocab.txt, model.onnx), or one that Spark "
                + "NLP saved"
        case .fileMissing(let path):
            "\(path): missing or not readable; a model folder needs config.json, tokenizer_config.json, vocab.txt and model.onnx or "
                + "model.int8.onnx: copy them all from where the model was exported"
        case .precisionMissing(let folder, let wanted?):
            "\(folder)/\(wanted.fileName): missing; ask for another precision or export the model as \(wanted.rawValue)"
        case .precisionMissing(let folder, nil):
            "\(folder): neither model.onnx nor model.int8.onnx is there; export the model to ONNX"
        case .notJSON(let path, let reason):
            "\(path) is not the JSON it should be (\(reason)); copy or export it again"
        case .unsupportedArchitecture(let path, let modelType):
            "\(path): the model_type \"\(modelType)\" does not read word pieces as BERT does; use one of "
                + ModelFolder.architectures.sorted().joined(separator: ", ")
        case .labelGap(let path, let missing):
            "\(path): id2label has no label \(missing); number the labels from 0 without a gap"
        case .unknownLabel(let path, let label):
            "\(path): the label \"\(label)\" is none of O, PAD, B-TYPE and I-TYPE; rename it in id2label"
        case .wrongTemperature(let path, let temperature):
            "\(path): trialner_temperature is \(temperature); give a number above 0, or leave it out for 1"
        case .vocabularySize(let path, let lines, let expected):
            "\(path) has \(lines) lines and the model \(expected) word pieces (vocab_size in config.json); use the vocabulary that the "
                + "model was made with"
        case .labelCount(let modelPath, let scored, let named):
            "\(modelPath) scores \(scored) labels and id2label in config.json names \(named); use the config.json of the same model"
        case .saved(let error): error.description
        }
    }
}

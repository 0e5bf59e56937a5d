/// A whole pipeline as Spark saves it, of Spark NLP's annotators or of TrialNER's own for Spark: `metadata/` with the ids of the stages,
/// `stages/` with a folder for each.
enum SavedPipeline {
    /// The classes that are a list of stages.
    static let classNames = ["org.apache.spark.ml.PipelineModel", "org.apache.spark.ml.Pipeline"]

    /// A pipeline may hold pipelines, so many in one another.
    private static let depthLimit = 8

    /// Whether a folder was saved by Spark.
    static func exists(at path: String) -> Bool { SavedStage.exists(at: path) }

    /// What the folder says; pipelines of Spark NLP follow its rules.
    ///
    /// - Throws: ``SavedFileError`` that names the stage or the parameter that TrialNER has no equal for.
    static func description(
        of path: String, classes: [any DescribedStage.Type]
    ) throws(SavedFileError) -> PipelineDescription {
        let stage = try SavedStage(path: path)
        guard classNames.contains(stage.className) else {
            let isClassifier = stage.annotator.map(MedicalBertForTokenClassifier.classNames.contains) ?? false
            throw .unsupported(
                path: path,
                reason: "Spark saved a \(stage.title) there, which is one stage, no pipeline"
                    + (isClassifier ? "; open it with --model or MedicalBertForTokenClassifier.load" : ""))
        }
        let stages = try stages(of: stage, depth: 1)
        let compatibility = try compatibility(of: stages)
        var described: [StageDescription] = []
        for stage in stages { described.append(try description(of: stage, classes: classes)) }
        return PipelineDescription(compatibility: compatibility, stages: described)
    }

    /// Whose rules all the stages follow.
    private static func compatibility(of stages: [SavedStage]) throws(SavedFileError) -> Compatibility {
        guard let first = stages.first(where: { $0.annotator != nil }) else { return .sparkNLP }
        let rules = try first.compatibility()
        for stage in stages where stage.annotator != nil {
            guard try stage.compatibility() == rules else {
                throw .unsupported(
                    path: stage.path,
                    reason:
                        "\(stage.title) follows the rules \"\(try stage.compatibility().rawValue)\" and \(first.title) \"\(rules.rawValue)\", and "
                        + "the stages of one pipeline follow the same in TrialNER; set `compatibility` of all to one of them")
            }
        }
        return rules
    }

    /// The stages in their order, those of pipelines among them too.
    private static func stages(of pipeline: SavedStage, depth: Int) throws(SavedFileError) -> [SavedStage] {
        guard depth <= depthLimit else {
            throw .unsupported(path: pipeline.path, reason: "pipelines lie in it more than \(depthLimit) levels deep")
        }
        guard case .strings(let ids)? = pipeline["stageUids"] else {
            throw .damaged(path: pipeline.path + "/metadata", reason: "there is no list of stages (stageUids)")
        }
        var stages: [SavedStage] = []
        let digits = String(ids.count).count
        for (index, id) in ids.enumerated() {
            guard !id.contains("/") else { throw .damaged(path: pipeline.path + "/metadata", reason: "the stage id \(id) is none") }
            let number = String(index)
            let name = String(repeating: "0", count: digits - number.count) + number + "_" + id
            let stage = try SavedStage(path: pipeline.path + "/stages/" + name)
            if classNames.contains(stage.className) {
                stages += try self.stages(of: stage, depth: depth + 1)
            } else {
                stages.append(stage)
            }
        }
        return stages
    }

    /// What a stage says, in the words of `pipeline.json`.
    static func description(of stage: SavedStage, classes: [any DescribedStage.Type]) throws(SavedFileError) -> StageDescription {
        guard let name = stage.annotator, let ours = classes.first(where: { $0.classNames.contains(name) }) else {
            let known = classes.compactMap { $0.classNames.first }.joined(separator: ", ")
            throw .unsupported(
                path: stage.path, reason: "the stage is a \(stage.title), which TrialNER has no equal for; it has \(known)")
        }
        try stage.checkFields(fields[ours.classNames[0]] ?? [])
        var parameters = try stage.parameters(among: ours.parameterNames.filter { stage.isOwn || $0 != "model" })
        // A tokenizer that was not fitted has its patterns among the parameters.
        if name == "TokenizerModel" { parameters += try SavedTokenRules.parameters(of: stage) }
        if ours == MedicalBertForTokenClassifier.self, let folder = modelFolder(of: stage) {
            parameters.append(.init(name: "model", value: .string(folder)))
        }
        return StageDescription(className: name, parameters: parameters)
    }

    /// Where the model of a token classifier lies: with Spark NLP in the folder of the stage; with ours in one of its own, unless the
    /// stage names a model that came with TrialNER.
    private static func modelFolder(of stage: SavedStage) -> String? {
        guard stage.isOwn else { return stage.path }
        let folder = stage.path + "/model"
        return TextFile.isFolder(folder) ? folder : nil
    }

    /// What is in `fields/` of the stages that have more than parameters. `signatures` are those of a model of TensorFlow.
    private static let fields = [
        "Tokenizer": ["rules"], MedicalBertForTokenClassifier.classNames[0]: ["vocabulary", "labels", "signatures"],
    ]
}

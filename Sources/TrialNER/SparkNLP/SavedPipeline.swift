/// A whole pipeline as Spark saves it: `metadata/` with the ids of the stages, `stages/` with a folder for each.
enum SavedPipeline {
    /// The classes that are a list of stages.
    static let classNames = ["org.apache.spark.ml.PipelineModel", "org.apache.spark.ml.Pipeline"]

    /// A pipeline may hold pipelines, so many in one another.
    private static let depthLimit = 8

    /// Whether a folder was saved by Spark.
    static func exists(at path: String) -> Bool { SavedStage.exists(at: path) }

    /// What the folder says, with Spark NLP's rules, by which its pipelines run.
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
        return PipelineDescription(compatibility: .sparkNLP, stages: try stages(of: stage, classes: classes, depth: 1))
    }

    private static func stages(
        of pipeline: SavedStage, classes: [any DescribedStage.Type], depth: Int
    ) throws(SavedFileError) -> [StageDescription] {
        guard depth <= depthLimit else {
            throw .unsupported(path: pipeline.path, reason: "pipelines lie in it more than \(depthLimit) levels deep")
        }
        guard case .strings(let ids)? = pipeline["stageUids"] else {
            throw .damaged(path: pipeline.path + "/metadata", reason: "there is no list of stages (stageUids)")
        }
        var stages: [StageDescription] = []
        let digits = String(ids.count).count
        for (index, id) in ids.enumerated() {
            guard !id.contains("/") else { throw .damaged(path: pipeline.path + "/metadata", reason: "the stage id \(id) is none") }
            let number = String(index)
            let name = String(repeating: "0", count: digits - number.count) + number + "_" + id
            let stage = try SavedStage(path: pipeline.path + "/stages/" + name)
            if classNames.contains(stage.className) {
                stages += try self.stages(of: stage, classes: classes, depth: depth + 1)
            } else {
                stages.append(try description(of: stage, classes: classes))
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
        let fields = fields[ours.classNames[0]] ?? []
        try stage.checkFields(fields)
        var parameters = try stage.parameters(among: ours.parameterNames.filter { $0 != "model" })
        // A tokenizer that was not fitted has its patterns among the parameters.
        if name == "TokenizerModel" { parameters += try SavedTokenRules.parameters(of: stage) }
        if ours == MedicalBertForTokenClassifier.self { parameters.append(.init(name: "model", value: .string(stage.path))) }
        return StageDescription(className: name, parameters: parameters)
    }

    /// What is in `fields/` of the stages that have more than parameters. `signatures` are those of a model of TensorFlow.
    private static let fields = [
        "Tokenizer": ["rules"], MedicalBertForTokenClassifier.classNames[0]: ["vocabulary", "labels", "signatures"],
    ]
}

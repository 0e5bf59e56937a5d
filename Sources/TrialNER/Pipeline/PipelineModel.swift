/// A pipeline whose stages are ready.
public struct PipelineModel: Sendable {
    /// The stages.
    public let stages: [any DescribedStage]
    /// Whose rules the stages follow; `nil` where each stage was left as it was given.
    private let mode: Compatibility?

    /// Makes the stages ready.
    ///
    /// - Throws: what a stage has to say about its parameters.
    init(stages: [any DescribedStage], compatibility: Compatibility?) throws {
        mode = compatibility
        self.stages = try stages.map { stage in
            let ready = try stage.fitted()
            return compatibility.map { ready.compatibility($0) } ?? ready
        }
    }

    /// Whose rules the stages follow.
    public var compatibility: Compatibility { mode ?? .none }

    /// The same model under the rules of another system.
    public func compatibility(_ compatibility: Compatibility) -> PipelineModel {
        PipelineModel(fitted: stages.map { $0.compatibility(compatibility) }, mode: compatibility)
    }

    private init(fitted stages: [any DescribedStage], mode: Compatibility?) {
        self.stages = stages
        self.mode = mode
    }

    /// The table with the columns of every stage added.
    ///
    /// - Throws: what a stage has to say about the table.
    public func transform(_ data: DataFrame) throws -> DataFrame {
        var data = data
        for stage in stages { data = try stage.transform(data) }
        return data
    }
}

extension PipelineModel {
    /// The name of the file in a folder that is a saved pipeline.
    public static let fileName = "pipeline.json"

    /// Writes the pipeline: to this file if the name ends in `.json`, else to `pipeline.json` in a folder of this name, with the
    /// files of its model beside it, so that the folder can be moved to another machine.
    ///
    /// - Throws: ``StageDescriptionError/file(path:reason:)`` where it cannot be written.
    public func save(to path: String) throws {
        if path.hasSuffix(".json") {
            let description = PipelineDescription(compatibility: compatibility, stages: stages.map(\.stageDescription))
            try TextFile.write(description.json, to: path)
        } else {
            try TextFile.makeFolder(path)
            let stages = try stages.map { try $0.stageDescription(savingIn: path) }
            try TextFile.write(PipelineDescription(compatibility: compatibility, stages: stages).json, to: path + "/" + Self.fileName)
        }
    }

    /// Reads a saved pipeline: a file, a folder with `pipeline.json` in it, or a `PipelineModel` that Spark NLP saved, which then follows
    /// Spark NLP's rules.
    ///
    /// - Parameters:
    ///   - path: The file or folder; relative paths among the parameters start in its folder.
    ///   - classes: The stages that the file may name.
    ///   - opening: How the model that the file names is opened.
    /// - Throws: ``StageDescriptionError`` or ``SavedFileError`` that names what is not understood, or what a stage has to say about its parameters.
    public static func load(
        from path: String, classes: [any DescribedStage.Type] = StageClasses.all, opening: ModelOpening = ModelOpening()
    ) throws -> PipelineModel {
        try PipelineModel(description(at: path, classes: classes), classes: classes, opening: opening)
    }

    private static func description(at path: String, classes: [any DescribedStage.Type]) throws -> PipelineDescription {
        let file = TextFile.isFolder(path) ? path + "/" + fileName : path
        if file != path, SavedPipeline.exists(at: path), !TextFile.exists(file) {
            return try SavedPipeline.description(of: path, classes: classes)
        }
        return try PipelineDescription(json: TextFile.read(file), path: file)
    }

    /// Makes the pipeline of a description.
    ///
    /// - Throws: ``StageDescriptionError`` that names what is not understood, or what a stage has to say about its parameters.
    public init(
        _ description: PipelineDescription, classes: [any DescribedStage.Type] = StageClasses.all, opening: ModelOpening = ModelOpening()
    ) throws {
        let stages = try description.stages.map { stage in
            var stage = stage
            stage.opening = opening
            return try StageClasses.make(stage, of: classes)
        }
        try self.init(stages: stages, compatibility: description.compatibility)
    }
}

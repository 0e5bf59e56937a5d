/// Stages in the order in which they read a table.
///
/// ```swift
/// let pipeline = Pipeline(stages: [documentAssembler, tokenizer, tokenClassifier, nerConverter])
/// let result = try pipeline.fit(data).transform(data)
/// ```
public struct Pipeline: Sendable {
    /// The stages.
    public var stages: [any DescribedStage]
    private var mode: Compatibility?

    /// Makes a pipeline of its stages.
    public init(stages: [any DescribedStage]) {
        self.stages = stages
    }

    /// The same pipeline under the rules of another system.
    public func compatibility(_ compatibility: Compatibility) -> Pipeline {
        var pipeline = self
        pipeline.mode = compatibility
        return pipeline
    }

    /// Checks that every stage finds its columns, and makes the stages ready.
    ///
    /// - Parameter data: A table with the columns that the model will be given; its rows are not read.
    /// - Throws: ``PipelineError/missingColumn(stage:column:available:)`` for a column that no stage before makes, or what a
    ///   stage has to say about its parameters.
    public func fit(_ data: DataFrame) throws -> PipelineModel {
        try Self.check(stages, columns: data.columnNames)
        return try PipelineModel(stages: stages, compatibility: mode)
    }

    private static func check(_ stages: [any DescribedStage], columns: [String]) throws(PipelineError) {
        var columns = columns
        for stage in stages {
            for column in stage.inputColumns where !columns.contains(column) {
                throw .missingColumn(stage: type(of: stage).classNames[0], column: column, available: columns)
            }
            columns += stage.outputColumns.filter { !columns.contains($0) }
        }
    }
}

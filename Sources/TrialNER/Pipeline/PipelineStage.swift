/// One stage of a pipeline: reads columns of a table and adds its own.
public protocol PipelineStage: Sendable {
    /// The table with the column (or columns) of this stage added.
    func transform(_ data: DataFrame) throws -> DataFrame

    /// The same stage under the rules of another system.
    func compatibility(_ compatibility: Compatibility) -> Self
}

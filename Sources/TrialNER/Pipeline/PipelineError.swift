/// Why a stage of a pipeline could not do its work.
public enum PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The table has no column of this name; `available` are the columns that it has.
    case missingColumn(stage: String, column: String, available: [String])
    /// A column holds something else than the stage reads.
    case wrongAnnotatorType(stage: String, column: String, expected: String, found: String)
    /// A stage was not told where to read, or to write.
    case unsetParameter(stage: String, parameter: String)
    /// A stage was given a value that it cannot work with.
    case invalidParameter(stage: String, parameter: String, reason: String)

    public var description: String {
        switch self {
        case .missingColumn(let stage, let column, let available):
            "\(stage) reads the column `\(column)`, but the table has only "
                + (available.isEmpty ? "no columns" : available.map { "`\($0)`" }.joined(separator: ", "))
                + "; put the stage that makes it earlier in the pipeline, or name another input column"
        case .wrongAnnotatorType(let stage, let column, let expected, let found):
            "\(stage) reads \(expected) from the column `\(column)`, which holds \(found); name the column that holds \(expected)"
        case .unsetParameter(let stage, let parameter):
            "\(stage) needs `\(parameter)`; set it before the stage is used"
        case .invalidParameter(let stage, let parameter, let reason):
            "\(stage) cannot use its `\(parameter)`: \(reason)"
        }
    }
}

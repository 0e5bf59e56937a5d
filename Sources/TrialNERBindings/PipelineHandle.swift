import TrialNER

/// What is behind a `trialner_pipeline`.
final class PipelineHandle: Sendable {
    let pipeline: PipelineModel
    let description: CString
    let columns: CString
    /// The columns that the stages add and leave.
    private let outputColumns: [String]

    /// The column in which a row's number goes through the stages: no name that a user gives.
    private static let originColumn = "\u{0}origin"

    init(_ pipeline: PipelineModel) {
        self.pipeline = pipeline
        outputColumns = Self.outputColumns(of: pipeline)
        description = CString(
            PipelineDescription(compatibility: pipeline.compatibility, stages: pipeline.stages.map(\.stageDescription)).json)
        columns = CString(Self.columns(of: pipeline, outputs: outputColumns))
    }

    /// Makes the stages of a description.
    static func make(_ json: String, folder: String?, opening: ModelOpening) throws -> PipelineHandle {
        // The name stands in messages; its folder is where relative paths start.
        let description = try PipelineDescription(json: json, path: (folder ?? ".") + "/description")
        return PipelineHandle(try PipelineModel(description, opening: opening))
    }

    /// Applies the stages to the bytes of a table.
    func transform(_ bytes: UnsafeBufferPointer<UInt8>) throws -> [UInt8] {
        let table = try TableReader.table(of: bytes)
        let numbered = DataFrame(
            columnNames: table.columnNames + [Self.originColumn],
            rows: table.rows.enumerated().map { index, row in
                row.merging([Self.originColumn: .string(String(index))]) { $1 }
            })
        let rows = try pipeline.transformReportingFailures(numbered).rows
        let origins = rows.map { row in
            if case .string(let text)? = row[Self.originColumn] { Int(text) ?? 0 } else { 0 }
        }
        return TableWriter(columns: outputColumns, rows: rows, origins: origins).bytes
    }

    private static func outputColumns(of pipeline: PipelineModel) -> [String] {
        var columns: [String] = []
        for stage in pipeline.stages {
            if let finisher = stage as? Finisher, finisher.cleanAnnotations { columns = [] }
            columns += stage.outputColumns.filter { !columns.contains($0) }
        }
        return columns
    }

    private static func columns(of pipeline: PipelineModel, outputs: [String]) -> String {
        var made: Set<String> = []
        var inputs: [String] = []
        for stage in pipeline.stages {
            inputs += stage.inputColumns.filter { !made.contains($0) && !inputs.contains($0) }
            made.formUnion(stage.outputColumns)
        }
        let classifier = pipeline.stages.lazy.compactMap { $0 as? MedicalBertForTokenClassifier }.first
        return JSONText.of(PipelineColumns(inputCols: inputs, outputCols: outputs, labels: classifier?.model.tagSet.tags))
    }
}

/// What `trialner_pipeline_columns` tells.
private struct PipelineColumns: Encodable {
    var inputCols: [String]
    var outputCols: [String]
    var labels: [String]?
}

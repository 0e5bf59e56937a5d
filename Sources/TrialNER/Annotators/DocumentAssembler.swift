/// Makes documents of texts: the first stage of a pipeline.
///
/// Each text becomes one annotation of type `document` over the whole of it; each text of a list becomes one of its own. A null
/// becomes an empty document. All later offsets count in the `result` of the document, so after a clean-up they are offsets into
/// the cleaned text, under the rules of Spark NLP and under our own.
public struct DocumentAssembler: Sendable {
    var inputCol = "text"
    var outputCol = "document"
    var idCol: String?
    var metadataCol: String?
    var cleanupMode = CleanupMode.disabled

    /// Makes the stage: it reads `text`, writes `document` and cleans nothing.
    public init() {}

    /// The column of the texts; `text` unless set.
    public func setInputCol(_ name: String) -> DocumentAssembler { with { $0.inputCol = name } }

    /// The column that the documents go to; `document` unless set.
    public func setOutputCol(_ name: String) -> DocumentAssembler { with { $0.outputCol = name } }

    /// A column of texts that identify the rows; each goes into the metadata of its document as `id`.
    public func setIdCol(_ name: String) -> DocumentAssembler { with { $0.idCol = name } }

    /// A column of pairs that go into the metadata of the documents.
    public func setMetadataCol(_ name: String) -> DocumentAssembler { with { $0.metadataCol = name } }

    /// How the texts are cleaned; not at all unless set.
    public func setCleanupMode(_ mode: CleanupMode) -> DocumentAssembler { with { $0.cleanupMode = mode } }

    private func with(_ change: (inout DocumentAssembler) -> Void) -> DocumentAssembler {
        var copy = self
        change(&copy)
        return copy
    }
}

extension DocumentAssembler: ParameterizedStage {
    public static let classNames = ["DocumentAssembler"]

    public static let parameters: [StageParameter<DocumentAssembler>] = [
        StageParameter("inputCol", \.inputCol, isAlwaysWritten: true),
        StageParameter("outputCol", \.outputCol, isAlwaysWritten: true),
        StageParameter("idCol", \.idCol),
        StageParameter("metadataCol", \.metadataCol),
        StageParameter("cleanupMode", \.cleanupMode),
    ]

    public var inputColumns: [String] { [inputCol] + [idCol, metadataCol].compactMap { $0 } }
    public var outputColumns: [String] { [outputCol] }
    public var outputAnnotatorType: String? { "document" }

    /// The same stage: it does the same under all rules.
    public func compatibility(_ compatibility: Compatibility) -> DocumentAssembler { self }

    /// The table with the column of documents.
    ///
    /// - Throws: ``PipelineError`` if a column is missing or holds something else.
    public func transform(_ data: DataFrame) throws -> DataFrame {
        let stage = Self.classNames[0]
        let cleaner = try TextCleaner(cleanupMode)
        let ids = try idCol.map { column throws(PipelineError) in try data.cells(of: column, for: stage) }
        let pairs = try metadataCol.map { column throws(PipelineError) in try data.cells(of: column, for: stage) }
        let documents = try data.cells(of: inputCol, for: stage).enumerated().map { row, cell in
            var metadata: Metadata = [:]
            if let metadataCol, let pairs { try addPairs(pairs[row], of: metadataCol, to: &metadata) }
            if let idCol, let ids { try addID(ids[row], of: idCol, to: &metadata) }
            return DataFrame.Value.annotations(
                try texts(of: cell).enumerated().map { index, text in
                    metadata["sentence"] = String(index)
                    let text = try cleaner.clean(text)
                    return Annotation(
                        annotatorType: "document", begin: 0, end: text.utf16.count - 1, result: text, metadata: metadata)
                })
        }
        return data.adding(outputCol, documents)
    }

    private func texts(of cell: DataFrame.Value) throws(PipelineError) -> [String] {
        switch cell {
        case .null: [""]
        case .string(let text): [text]
        case .strings(let texts): texts
        case .pairs, .annotations: throw wrongCell(cell, of: inputCol, expected: "texts")
        }
    }

    private func addPairs(_ cell: DataFrame.Value, of column: String, to metadata: inout Metadata) throws(PipelineError) {
        switch cell {
        case .null: break
        case .pairs(let pairs): for pair in pairs { metadata[pair.key] = pair.value }
        case .string, .strings, .annotations: throw wrongCell(cell, of: column, expected: "pairs of texts")
        }
    }

    private func addID(_ cell: DataFrame.Value, of column: String, to metadata: inout Metadata) throws(PipelineError) {
        switch cell {
        case .null: break
        case .string(let id): metadata["id"] = id
        case .pairs, .strings, .annotations: throw wrongCell(cell, of: column, expected: "texts")
        }
    }

    private func wrongCell(_ cell: DataFrame.Value, of column: String, expected: String) -> PipelineError {
        .wrongAnnotatorType(stage: Self.classNames[0], column: column, expected: expected, found: cell.kind)
    }
}

extension DataFrame {
    /// The cells of a column that a stage reads.
    fileprivate func cells(of column: String, for stage: String) throws(PipelineError) -> [Value] {
        guard let cells = self[column] else {
            throw .missingColumn(stage: stage, column: column, available: columnNames)
        }
        return cells
    }
}

extension DataFrame.Value {
    /// What a message calls a cell of this kind.
    fileprivate var kind: String {
        switch self {
        case .null: "nothing"
        case .string: "texts"
        case .strings: "lists of texts"
        case .pairs: "pairs of texts"
        case .annotations: "annotations"
        }
    }
}

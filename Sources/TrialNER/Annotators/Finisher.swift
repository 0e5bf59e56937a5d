/// Turns columns of annotations into texts: Spark NLP's `Finisher`, with its parameters.
///
/// For each input column it adds `finished_NAME`, or the output columns that were set: a list of the results, or with
/// `outputAsArray` off one text. With metadata there is a second column `…_metadata`, or the metadata stand in the text.
public struct Finisher: ParameterizedStage {
    public static let classNames = ["Finisher"]

    /// The columns of annotations.
    public var inputColumns: [String] = []
    /// The columns of texts; `nil` for `finished_` and the name of the input column.
    public var outputColumnNames: [String]?
    /// What stands between the values of an annotation, where the metadata stand in the text.
    public var valueSplitSymbol = "#"
    /// What stands between annotations in one text.
    public var annotationSplitSymbol = "@"
    /// Whether every column of annotations is removed.
    public var cleanAnnotations = true
    /// Whether the metadata are written too.
    public var includeMetadata = false
    /// Whether the result is a list, not one text.
    public var outputAsArray = true

    /// Makes the default finisher, which needs input columns.
    public init() {}

    public static let parameters: [StageParameter<Finisher>] = [
        StageParameter("inputCols", \.inputColumns, isAlwaysWritten: true),
        StageParameter("outputCols", \.outputColumnNames),
        StageParameter("valueSplitSymbol", \.valueSplitSymbol),
        StageParameter("annotationSplitSymbol", \.annotationSplitSymbol),
        StageParameter("cleanAnnotations", \.cleanAnnotations),
        StageParameter("includeMetadata", \.includeMetadata),
        StageParameter("outputAsArray", \.outputAsArray),
    ]

    public var outputColumns: [String] {
        let names = outputColumnNames ?? inputColumns.map { "finished_" + $0 }
        return names + (includeMetadata && outputAsArray ? names.map { $0 + "_metadata" } : [])
    }

    public var outputAnnotatorType: String? { nil }

    public func compatibility(_ compatibility: Compatibility) -> Finisher { self }

    public func transform(_ data: DataFrame) throws -> DataFrame {
        guard !inputColumns.isEmpty else { throw PipelineError.unsetParameter(stage: "Finisher", parameter: "inputCols") }
        guard outputColumnNames.map({ $0.count == inputColumns.count }) ?? true else {
            throw PipelineError.invalidParameter(
                stage: "Finisher", parameter: "outputCols", reason: "there must be one for each of inputCols")
        }
        var finished = data
        let names = outputColumns
        for (index, column) in inputColumns.enumerated() {
            let rows = try data.annotations(in: [column], for: "Finisher")
            finished = finished.adding(names[index], rows.map(value))
        }
        for (index, name) in names.dropFirst(inputColumns.count).enumerated() {
            let rows = try data.annotations(in: [inputColumns[index]], for: "Finisher")
            finished = finished.adding(name, rows.map { .pairs($0.flatMap { ScalaMapOrder.sorted($0.metadata.entries) }) })
        }
        return cleanAnnotations ? finished.dropping(Set(data.annotationColumns).union(inputColumns)) : finished
    }

    private func value(of annotations: [Annotation]) -> DataFrame.Value {
        if outputAsArray { return .strings(annotations.map(\.result)) }
        let texts = includeMetadata ? annotations.map(detail) : annotations.map(\.result)
        return .string(texts.joined(separator: annotationSplitSymbol))
    }

    /// The metadata and the result of an annotation in one text. Source: `Annotation.flattenDetail` of Spark NLP 5.5.3.
    private func detail(of annotation: Annotation) -> String {
        var metadata = annotation.metadata
        metadata["result"] = annotation.result
        // The arrow of Scala's maps loses its spaces wherever it stands, in the values too.
        return ScalaMapOrder.sorted(metadata.entries).map { $0.key + " -> " + $0.value }
            .joined(separator: valueSplitSymbol).replacing(" -> ", with: "->")
    }
}

extension Finisher {
    /// Sets the columns of annotations.
    public func setInputCols(_ columns: String...) -> Finisher { setting(\.inputColumns, columns) }
    /// Sets the columns of texts, one for each input column.
    public func setOutputCols(_ columns: String...) -> Finisher { setting(\.outputColumnNames, columns) }
    /// Sets what stands between the values of an annotation (default `#`).
    public func setValueSplitSymbol(_ symbol: String) -> Finisher { setting(\.valueSplitSymbol, symbol) }
    /// Sets what stands between annotations (default `@`).
    public func setAnnotationSplitSymbol(_ symbol: String) -> Finisher { setting(\.annotationSplitSymbol, symbol) }
    /// Sets whether the columns of annotations are removed (default: they are).
    public func setCleanAnnotations(_ value: Bool) -> Finisher { setting(\.cleanAnnotations, value) }
    /// Sets whether the metadata are written too.
    public func setIncludeMetadata(_ value: Bool) -> Finisher { setting(\.includeMetadata, value) }
    /// Sets whether the result is a list (default) or one text.
    public func setOutputAsArray(_ value: Bool) -> Finisher { setting(\.outputAsArray, value) }
}

extension Metadata {
    /// The names and values in the order in which they were set.
    var entries: [DataFrame.StringPair] { map { DataFrame.StringPair(key: $0.key, value: $0.value) } }
}

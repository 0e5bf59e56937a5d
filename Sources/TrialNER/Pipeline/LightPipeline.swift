/// A pipeline for texts at hand, without a table: Spark NLP's `LightPipeline`.
///
/// The answers hold each column of annotations by its name. A ``Finisher`` among the stages chooses, as in Spark NLP, which columns
/// stay; it changes none.
public struct LightPipeline: Sendable {
    private let model: PipelineModel
    private let textColumn: String
    private let stages: [any DescribedStage]

    /// Makes a light pipeline of a model.
    public init(_ model: PipelineModel) {
        self.model = model
        textColumn = model.stages.first?.inputColumns.first ?? "text"
        stages = model.stages.filter { !($0 is Finisher) }
    }

    /// The columns of the answers, in the order in which the stages make them.
    public var columnNames: [String] {
        let made = stages.flatMap(\.outputColumns)
        let wanted = model.stages.compactMap { ($0 as? Finisher)?.inputColumns }
        return made.enumerated().filter { index, column in
            made.firstIndex(of: column) == index && wanted.allSatisfy { $0.contains(column) }
        }.map(\.element)
    }

    /// The annotations of a text, by their column.
    ///
    /// - Throws: what a stage has to say about the text.
    public func fullAnnotate(_ text: String) throws -> [String: [Annotation]] {
        try fullAnnotate([text])[0]
    }

    /// The annotations of texts, in their order.
    ///
    /// - Throws: what a stage has to say about a text.
    public func fullAnnotate(_ texts: [String]) throws -> [[String: [Annotation]]] {
        var data = DataFrame(texts: texts, column: textColumn)
        for stage in stages { data = try stage.transform(data) }
        // A stage may give several rows for a text, and then only a table of that text alone says which.
        guard data.rows.count == texts.count else {
            guard texts.count == 1 else { return try texts.map(fullAnnotate) }
            return [joined(data.rows)]
        }
        return data.rows.map { joined([$0]) }
    }

    /// The results of the annotations of a text, by their column.
    ///
    /// - Throws: what a stage has to say about the text.
    public func annotate(_ text: String) throws -> [String: [String]] {
        try fullAnnotate(text).mapValues { $0.map(\.result) }
    }

    /// The results of the annotations of texts, in their order.
    ///
    /// - Throws: what a stage has to say about a text.
    public func annotate(_ texts: [String]) throws -> [[String: [String]]] {
        try fullAnnotate(texts).map { $0.mapValues { $0.map(\.result) } }
    }

    /// The annotations of the rows of one text; what stands in every row stands there once.
    private func joined(_ rows: [DataFrame.Row]) -> [String: [Annotation]] {
        var answer: [String: [Annotation]] = [:]
        for column in columnNames {
            let cells = rows.map { row in
                if case .annotations(let annotations)? = row[column] { annotations } else { [] as [Annotation] }
            }
            answer[column] = Set(cells).count == 1 ? cells[0] : cells.flatMap { $0 }
        }
        return answer
    }
}

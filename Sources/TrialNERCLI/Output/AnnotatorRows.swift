import TrialNER
import TrialNERFormats

/// Sends documents through a pipeline and sorts out which rows belong to which document.
struct AnnotatorRows {
    private let annotator: any DocumentAnnotator
    private static let idColumn = "id"
    /// Carries the index of the document through the pipeline: a stage may make several rows of one, and ids need not differ.
    private static let indexColumn = "trialner_index"

    init(_ annotator: any DocumentAnnotator) {
        self.annotator = annotator
    }

    /// Whether there are concepts with their places.
    var givesConcepts: Bool { annotator.givesConcepts }
    /// The model at work.
    var model: ModelIdentity { annotator.model }

    /// The rows of each document as annotations.
    func annotationRows(_ batch: [InputDocument]) throws -> [[UInt8]] {
        let (columns, groups) = try annotate(batch)
        let writer = AnnotationRowWriter(columns: columns)
        return zip(batch, groups).map { document, rows in rows.flatMap { writer.row(id: document.id, cells: $0) } }
    }

    /// A document for each row, by the document that it was made of.
    func documents(_ batch: [InputDocument]) throws -> [[(id: DocumentID, document: RecognizedDocument)]] {
        let (columns, groups) = try annotate(batch)
        return zip(batch, groups).map { document, rows in
            rows.map { (document.id, RecognizedDocument(row: $0, columns: columns, text: document.text.string)) }
        }
    }

    /// The columns that the stages made, and the rows of each document.
    private func annotate(_ batch: [InputDocument]) throws -> (columns: [String], groups: [[DataFrame.Row]]) {
        let given = [Self.indexColumn, Self.idColumn, annotator.inputColumn]
        let rows = batch.enumerated().map { index, document -> DataFrame.Row in
            [
                Self.indexColumn: .string(String(index)), Self.idColumn: .string(document.id.description),
                annotator.inputColumn: .string(document.text.string),
            ]
        }
        let result = try annotator.annotate(DataFrame(columnNames: given, rows: rows))
        var groups = [[DataFrame.Row]](repeating: [], count: batch.count)
        for row in result.rows {
            guard case .string(let text)? = row[Self.indexColumn], let index = Int(text), groups.indices.contains(index) else { continue }
            groups[index].append(row)
        }
        return (result.columnNames.filter { !given.contains($0) }, groups)
    }
}

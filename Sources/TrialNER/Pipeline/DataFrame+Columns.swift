extension DataFrame {
    /// The table with a column added, or put in the place of one of that name.
    func adding(_ column: String, _ values: [Value]) -> DataFrame {
        let names = columnNames.contains(column) ? columnNames : columnNames + [column]
        var rows = rows
        for (index, value) in values.enumerated() { rows[index][column] = value }
        return DataFrame(columnNames: names, rows: rows)
    }

    /// The table without some of its columns.
    func dropping(_ columns: Set<String>) -> DataFrame {
        DataFrame(columnNames: columnNames.filter { !columns.contains($0) }, rows: rows)
    }

    /// The annotations of some columns, one after the other, a row each; a null is no annotations.
    ///
    /// - Throws: ``PipelineError/missingColumn(stage:column:available:)``, or
    ///   ``PipelineError/wrongAnnotatorType(stage:column:expected:found:)`` for a column of texts.
    func annotations(in columns: [String], for stage: String) throws(PipelineError) -> [[Annotation]] {
        for column in columns where !columnNames.contains(column) {
            throw .missingColumn(stage: stage, column: column, available: columnNames)
        }
        var all: [[Annotation]] = []
        all.reserveCapacity(rows.count)
        for row in rows {
            var annotations: [Annotation] = []
            for column in columns {
                switch row[column] ?? .null {
                case .annotations(let list): annotations += list
                case .null: break
                case .string, .strings, .pairs:
                    throw .wrongAnnotatorType(stage: stage, column: column, expected: "annotations", found: "text")
                }
            }
            all.append(annotations)
        }
        return all
    }

    /// The columns that hold annotations; those of nulls alone are not among them.
    var annotationColumns: [String] {
        columnNames.filter { column in
            rows.contains { if case .annotations = $0[column] { true } else { false } }
        }
    }
}

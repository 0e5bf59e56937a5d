extension PipelineModel {
    /// The name under which an annotation tells why its row could not be read.
    public static let exceptionKey = "exception"

    /// What ``transform(_:)`` gives, but for rows that cannot be read.
    ///
    /// Such a row has, in each column of annotations, one annotation without text whose metadata has the reason as
    /// ``exceptionKey`` (the name that Spark NLP uses with `doExceptionHandling`), and keeps no other row from being read. A stage passes on
    /// the annotation that tells of a failure, as it stands but for its type.
    ///
    /// - Throws: ``PipelineError`` or ``TokenClassifierError`` for what is wrong with the table or a parameter, and so with every row.
    public func transformReportingFailures(_ data: DataFrame) throws -> DataFrame {
        var data = data
        for stage in stages { data = try stage.transformReportingFailures(data) }
        return data
    }
}

extension DescribedStage {
    fileprivate func transformReportingFailures(_ data: DataFrame) throws -> DataFrame {
        guard outputAnnotatorType != nil else { return try transform(data) }
        let failures = data.rows.map { failure(in: $0) }
        if failures.allSatisfy({ $0 == nil }) {
            do {
                return try transform(data)
            } catch  where isOfEveryRow(error) {
                throw error
            } catch {
                // Which row it was shows when each is read alone.
            }
        }
        var names = data.columnNames
        var rows: [DataFrame.Row] = []
        for (row, failure) in zip(data.rows, failures) {
            let read = try failure.map { failed(row, $0) } ?? alone(row, of: data)
            names += read.columnNames.filter { !names.contains($0) }
            rows += read.rows
        }
        return DataFrame(columnNames: names, rows: rows)
    }

    /// Whether an error is about the table or a parameter, and so about every row.
    private func isOfEveryRow(_ error: any Error) -> Bool { error is PipelineError || error is TokenClassifierError }

    /// Why a row could not be read by a stage before this one.
    private func failure(in row: DataFrame.Row) -> String? {
        for column in inputColumns {
            guard case .annotations(let annotations)? = row[column] else { continue }
            for annotation in annotations { if let reason = annotation.metadata[PipelineModel.exceptionKey] { return reason } }
        }
        return nil
    }

    private func alone(_ row: DataFrame.Row, of data: DataFrame) throws -> DataFrame {
        do {
            return try transform(DataFrame(columnNames: data.columnNames, rows: [row]))
        } catch  where isOfEveryRow(error) {
            throw error
        } catch {
            return failed(row, "\(error)")
        }
    }

    private func failed(_ row: DataFrame.Row, _ reason: String) -> DataFrame {
        var row = row
        let failure = Annotation(
            annotatorType: outputAnnotatorType ?? "", begin: 0, end: -1, result: "", metadata: [PipelineModel.exceptionKey: reason])
        for column in outputColumns { row[column] = .annotations([failure]) }
        return DataFrame(columnNames: Array(row.keys), rows: [row])
    }
}

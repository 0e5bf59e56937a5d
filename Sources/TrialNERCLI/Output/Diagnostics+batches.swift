extension Diagnostics {
    /// Works on a batch of documents. Where that fails, each of them is tried alone, so that only what fails by itself is told and left out.
    ///
    /// - Parameters:
    ///   - id: What messages call a document.
    ///   - isFatal: Whether nothing can go on after an error.
    /// - Returns: A result for each document; `nil` for one that failed.
    func results<Document, Result>(
        of batch: [Document], id: (Document) -> String, isFatal: (any Error) -> Bool = { _ in false },
        _ work: ([Document]) throws -> [Result]
    ) throws -> [Result?] {
        do {
            return try work(batch)
        } catch  where isFatal(error) {
            throw error
        } catch  where batch.count == 1 {
            failure(ofDocument: id(batch[0]), reason: "\(error)")
            return [nil]
        } catch {
            return try batch.flatMap { try results(of: [$0], id: id, isFatal: isFatal, work) }
        }
    }
}

import TrialNERFormats

/// The way that every command over documents goes: read a batch, make its rows, write them, in the order of the input.
struct DocumentRun {
    private let inputs: InputList
    private let outputPath: String?
    private let context: CommandContext

    /// Makes a run over `inputs`; without `outputPath` rows go to standard output.
    init(_ inputs: InputList, outputPath: String?, in context: CommandContext) {
        self.inputs = inputs
        self.outputPath = outputPath
        self.context = context
    }

    /// Reads, works and writes; `prepare` opens the model, once there is a first document, and gives what makes the rows of each
    /// document of a batch.
    ///
    /// - Parameter finish: Gives what the output ends with, behind the last document.
    func run(
        _ prepare: () throws -> ([InputDocument]) throws -> [[UInt8]], finish: () throws -> [UInt8] = { [] }
    ) throws -> ExitStatus {
        let file = try outputPath.map { path throws(OutputError) in try FileWriter(path: path) }
        if let file { context.output.redirect(to: file, partialPath: file.partialPath) }
        do {
            try work(prepare)
            if context.output.documentCount > 0 { try context.output.append(try finish()) }
            try context.output.flush()
        } catch {
            if context.output.documentCount == 0 { file?.discard() }
            if let path = file?.partialPath, context.output.documentCount > 0 { context.diagnostics.note("what was written is in \(path)") }
            throw error
        }
        context.diagnostics.summarizeFailures()
        if context.diagnostics.hasFailures, context.output.documentCount == 0 {
            file?.discard()
        } else {
            try file?.commit()
        }
        return context.diagnostics.hasFailures ? .failure : .success
    }

    private func work(_ prepare: () throws -> ([InputDocument]) throws -> [[UInt8]]) throws {
        var batches = DocumentBatches(inputs, standardInput: context.standardInput(), diagnostics: context.diagnostics)
        let isShown = context.terminal.isErrorTerminal && (outputPath != nil || !context.terminal.isOutputTerminal)
        var progress = Progress(context.diagnostics, isShown: isShown, now: context.now)
        defer { progress.finish() }
        guard var batch = batches.next() else { return }
        let makeRows = try prepare()
        while true {
            let results = try context.diagnostics.results(of: batch, id: \.id.description, isFatal: { $0 is OutputError }, makeRows)
            for rows in results { if let rows { try context.output.write(rows) } }
            try context.output.flush()
            progress.update(documents: context.output.documentCount, bytes: batches.bytesRead, of: inputs.totalBytes)
            guard let next = batches.next() else { return }
            batch = next
        }
    }
}

import TrialNERFormats

/// The way that every command over documents goes: read a batch, make its rows, write them, in the order of the input.
struct DocumentRun {
    private let inputs: InputList
    private let destination: any RunDestination
    private let hasOutputFile: Bool
    private let context: CommandContext

    /// Makes a run over `inputs`.
    init(_ inputs: InputList, to destination: any RunDestination, in context: CommandContext) {
        self.inputs = inputs
        self.destination = destination
        self.context = context
        hasOutputFile = !(destination is StreamDestination)
    }

    /// Makes a run that is not gone on with; without `outputPath` rows go to standard output.
    init(_ inputs: InputList, outputPath: String?, in context: CommandContext) throws {
        let destination: any RunDestination =
            if let outputPath {
                try FileDestination(path: outputPath, fingerprint: nil, restarts: false, output: context.output)
            } else {
                StreamDestination(context.output)
            }
        self.init(inputs, to: destination, in: context)
    }

    /// Reads, works and writes; `prepare` opens the model, once there is a first document, and gives what makes the rows of each
    /// document of a batch.
    ///
    /// - Parameter finish: Gives what the output ends with, behind the last document.
    func run(
        _ prepare: () throws -> ([InputDocument]) throws -> [[UInt8]], finish: () throws -> [UInt8] = { [] }
    ) throws -> ExitStatus {
        let start = destination.start
        if start.items > 0 {
            let source = inputs.readsStandardInput ? "; standard input has to be the same again" : ""
            context.diagnostics.note("going on behind the \(start.documents) documents that are done\(source)")
        }
        var position: RunPosition
        do {
            position = try work(prepare)
            if position.documents > 0 { try context.output.append(try finish()) }
            try context.output.flush()
        } catch {
            if !destination.isResumable {
                if context.output.documentCount == 0 { destination.discard() }
                if let path = context.output.partialPath, context.output.documentCount > 0 {
                    context.diagnostics.note("what was written is in \(path)")
                }
            } else if context.output.keptCount ?? 0 == 0 {
                destination.discard()
            } else {
                context.diagnostics.note(
                    "the \(context.output.keptCount ?? 0) documents that are done are kept; the same command goes on from there")
            }
            throw error
        }
        context.diagnostics.summarizeFailures()
        if position.failures > 0, position.documents == 0 {
            destination.discard()
        } else if let remark = try destination.commit(position) {
            context.diagnostics.note(remark)
        }
        return position.failures > 0 ? .failure : .success
    }

    /// Works through the inputs; gives how far it came.
    private func work(_ prepare: () throws -> ([InputDocument]) throws -> [[UInt8]]) throws -> RunPosition {
        var position = destination.start
        let done = position
        var batches = DocumentBatches(
            inputs, skipping: done.items, standardInput: context.standardInput(), diagnostics: context.diagnostics)
        var progress = Progress(
            context.diagnostics,
            style: context.terminal.isErrorTerminal
                ? (hasOutputFile || !context.terminal.isOutputTerminal ? .line : .none) : (hasOutputFile ? .notes : .none),
            total: inputs.totalBytes, now: context.now)
        defer { progress.finish() }
        var batch = batches.next()
        if batches.itemCount < done.items { throw RunConflict.inputsEnd(items: batches.itemCount, done: done.items) }
        progress.begin(bytes: batches.bytesRead)
        let makeRows = batch == nil ? { _ in [] } : try prepare()
        while let current = batch {
            let results = try context.diagnostics.results(of: current, id: \.id.description, isFatal: { $0 is OutputError }, makeRows)
            for rows in results { if let rows { try context.output.write(rows) } }
            position.items = batches.itemCount
            position.documents = done.documents + context.output.documentCount
            try keep(&position)
            progress.update(documents: context.output.documentCount, bytes: batches.bytesRead)
            if context.output.isStopWanted { stop() }
            batch = batches.next()
        }
        position.items = batches.itemCount
        try keep(&position)
        return position
    }

    private func keep(_ position: inout RunPosition) throws(OutputError) {
        let failures = context.diagnostics.takeFailures()
        position.failures += failures.count
        try destination.checkpoint(position, failures: failures)
    }

    /// Stands still: whoever asked for it ends the program.
    private func stop() {
        context.output.stopped()
        while true { Terminal.sleep(milliseconds: 1000) }
    }
}

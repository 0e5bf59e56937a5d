import TrialNERFormats

/// Reads the documents of all inputs in order, as many at a time as are worth working on together.
///
/// Batches begin small, so that the first row is there soon, and are bounded in documents and in bytes, so that memory is bounded however
/// long an input is. A batch ends early where the next document is not there yet.
struct DocumentBatches {
    private var inputs: ArraySlice<InputList.Input>
    private let fields: InputFields
    private let standardInput: any ByteSource
    private let diagnostics: Diagnostics
    private var reader: (any DocumentReader)?
    private var current = InputTally()
    private var finishedBytes = 0
    private var batchSize = 8
    /// How many items (documents, and failures to read one or an input) are passed over, as done by an earlier run.
    private let skippedCount: Int
    /// How many items were met so far, in the order of the inputs.
    private(set) var itemCount = 0

    private static let largestBatch = 128
    /// How many bytes of text are gathered at most before they are worked on.
    private static let batchBytes = 1 << 20
    /// From how many megabytes on a document is worth a note: far more than an article, about two minutes.
    private static let longMegabytes = 2

    init(_ list: InputList, skipping skippedCount: Int = 0, standardInput: any ByteSource, diagnostics: Diagnostics) {
        self.skippedCount = skippedCount
        inputs = list.inputs[...]
        fields = list.fields
        list.notes.forEach(diagnostics.note)
        self.standardInput = standardInput
        self.diagnostics = diagnostics
    }

    /// How many bytes were read so far.
    var bytesRead: Int { finishedBytes + (reader?.bytesRead ?? 0) }

    /// The next documents; `nil` at the end. Inputs and documents that cannot be read are told and left out.
    mutating func next() -> [InputDocument]? {
        var batch: [InputDocument] = []
        var bytes = 0
        while batch.count < batchSize, bytes < Self.batchBytes {
            if !batch.isEmpty, reader?.isReady() == false { break }
            guard let document = nextDocument() else { break }
            bytes += document.text.utf8.count
            batch.append(document)
        }
        batchSize = min(batchSize * 2, Self.largestBatch)
        return batch.isEmpty ? nil : batch
    }

    private mutating func nextDocument() -> InputDocument? {
        while let reader = reader ?? open() {
            do throws(InputError) {
                if let document = try reader.next() {
                    itemCount += 1
                    current.count(document)
                    if itemCount <= skippedCount { continue }
                    if let note = Self.noteOnLength(of: document) { diagnostics.note(note) }
                    return document
                }
                (current.notes() + reader.notes).forEach(diagnostics.note)
                finishedBytes += reader.bytesRead
                self.reader = nil
            } catch {
                current.hasFailures = true
                itemCount += 1
                if itemCount > skippedCount { diagnostics.failure(error) }
            }
        }
        return nil
    }

    /// What there is to say before a text that takes minutes to read.
    private static func noteOnLength(of document: InputDocument) -> String? {
        let megabytes = document.text.utf8.count >> 20
        guard megabytes >= longMegabytes else { return nil }
        return
            "\(document.id): \(megabytes) MB are read as one document, which may take minutes; split it if it holds several, as JSONL with "
            + "one a line"
    }

    /// Opens the next input that can be opened.
    private mutating func open() -> (any DocumentReader)? {
        while let input = inputs.popFirst() {
            do throws(InputProblem) {
                let (opened, format) = try InputFormat.reader(
                    input.format, of: try source(of: input), name: input.name, path: input.path, fields: fields)
                reader = opened
                current = InputTally(name: input.name, format: format)
                return opened
            } catch {
                itemCount += 1
                if itemCount > skippedCount { diagnostics.failure(InputError(input: input.name, problem: error)) }
            }
        }
        return nil
    }
}

extension DocumentBatches {
    private func source(of input: InputList.Input) throws(InputProblem) -> any ByteSource {
        switch input.kind {
        case .text(let text): return MemorySource(Array(text.utf8))
        // brat's documents are pairs of files, which their reader opens itself.
        case .file where input.format == .brat: return MemorySource([])
        case .file(let path): return UnpackedSource(try FileReader(path: path))
        case .standardInput: return UnpackedSource(standardInput)
        }
    }
}

/// What is worth a note about an input that was read to its end.
private struct InputTally {
    var name = ""
    var format = InputFormat.text
    var hasFailures = false
    private var documentCount = 0
    private var blankCount = 0
    private var looksLikeJSONLines = false

    init(name: String = "", format: InputFormat = .text) {
        self.name = name
        self.format = format
    }

    mutating func count(_ document: InputDocument) {
        documentCount += 1
        if document.text.isBlank { blankCount += 1 }
        if format == .text { looksLikeJSONLines = JSONLinesReader.reads(document.text) }
    }

    func notes() -> [String] {
        var notes: [String] = []
        if documentCount == 0, !hasFailures { notes.append("\(name): holds no documents") }
        if blankCount > 0 { notes.append("\(name): \(blankCount) of \(documentCount) documents have no text; nothing is found in them") }
        if looksLikeJSONLines { notes.append("\(name): looks like JSONL but was read as one text; say --input-format jsonl") }
        return notes
    }
}

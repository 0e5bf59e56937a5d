extension InputFormat {
    /// A reader of an input.
    ///
    /// - Parameters:
    ///   - format: How it is read; `nil` lets its name and its first bytes tell.
    ///   - source: The bytes, unpacked.
    ///   - name: What messages (and ids of documents without one) call the input.
    ///   - path: The file, if it is one; files of brat are found by it.
    ///   - fields: The fields of its records that hold text and id.
    /// - Returns: The reader and the format it reads.
    /// - Throws: ``InputProblem`` where the format is not known or the input cannot be read.
    public static func reader(
        _ format: Self?, of source: any ByteSource, name: String, path: String?, fields: InputFields = InputFields()
    ) throws(InputProblem) -> (reader: any DocumentReader, format: Self) {
        if let format { return (try format.reader(of: source, name: name, path: path, fields: fields), format) }
        let peeked = PeekedSource(source)
        // A name that tells all but whether a text is MEDLINE needs a few bytes; one that tells nothing needs more.
        let count = path.map { Self.name(of: $0) == .content } ?? false ? lookedAt : 16
        let found = try Self.format(ofName: path ?? "", start: try peeked.start(count))
        return (try found.reader(of: peeked, name: name, path: path, fields: fields), found)
    }

    private func reader(
        of source: any ByteSource, name: String, path: String?, fields: InputFields
    ) throws(InputProblem) -> any DocumentReader {
        switch self {
        case .text: return TextReader(source, name: name, id: .string(name))
        case .jsonl: return JSONLinesReader(source, name: name, fields: fields)
        case .json: return JSONReader(source, name: name, fields: fields)
        case .csv: return DelimitedReader(source, name: name, delimiter: .comma, fields: fields)
        case .tsv: return DelimitedReader(source, name: name, delimiter: .tab, fields: fields)
        case .pubmed: return PubMedReader(source, name: name)
        case .medline: return TaggedRecordReader(source, name: name, form: .medline)
        case .ris: return TaggedRecordReader(source, name: name, form: .ris)
        case .jats: return JATSReader(source, name: name)
        case .registry: return RegistryReader(source, name: name)
        case .conll: return AnnotatedTextReader(AnnotatedCoNLLReader(source, name: name), name: name)
        case .brat:
            guard let path else { throw .format("brat documents are files; name their folder") }
            do throws(InputError) {
                return AnnotatedTextReader(try BratReader(path: path), name: name)
            } catch {
                throw error.problem
            }
        }
    }
}

/// Makes chunks of tagged tokens: Spark NLP's `NerConverter`, with its parameters and the `threshold` of Healthcare NLP's.
///
/// Reads annotations of type `document`, `token` and `named_entity` (in any order of columns), writes annotations of type `chunk` whose
/// metadata hold `entity`, `sentence`, `chunk` (its number) and `confidence`. The rule is that of ``ChunkAssembler``.
public struct NerConverter: ParameterizedStage {
    public static let classNames = ["NerConverter", "NerConverterInternal"]

    /// The columns of documents (or sentences), tokens and tags.
    public var inputColumns = ["document", "token", "ner"]
    /// The column of chunks.
    public var outputColumn = "ner_chunk"
    /// The types of chunks that are wanted; `nil` for all.
    public var whiteList: [String]?
    /// Whether the text of a chunk is that of the document; otherwise it is that of its first token.
    public var preservePosition = true
    /// Whether the tags have no `B-` and `I-`, so that the type is the whole tag.
    public var nerHasNoSchema = false
    /// The least confidence of a chunk, from 0 to 1.
    public var threshold: Float = 0
    private var mode = Compatibility.none

    /// Makes the default converter.
    public init() {}

    public var outputColumns: [String] { [outputColumn] }
    public var outputAnnotatorType: String? { "chunk" }

    public static let parameters: [StageParameter<NerConverter>] = [
        StageParameter("inputCols", \.inputColumns, isAlwaysWritten: true),
        StageParameter("outputCol", \.outputColumn, isAlwaysWritten: true),
        StageParameter("whiteList", \.whiteList),
        StageParameter("preservePosition", \.preservePosition),
        StageParameter("nerHasNoSchema", \.nerHasNoSchema),
        StageParameter("threshold", \.threshold),
    ]

    public func compatibility(_ compatibility: Compatibility) -> NerConverter { setting(\.mode, compatibility) }

    public func transform(_ data: DataFrame) throws -> DataFrame {
        let rows = try data.annotations(in: inputColumns, for: "NerConverter")
        return data.adding(outputColumn, rows.map { .annotations(chunks(of: $0)) })
    }

    private func chunks(of annotations: [Annotation]) -> [Annotation] {
        let sentences = TaggedSentence.unpack(annotations)
        var tags: [String] = []
        var indices: [String: Int] = [:]
        for word in sentences.lazy.flatMap(\.words) where indices[word.tag] == nil {
            indices[word.tag] = tags.count
            tags.append(word.tag)
        }
        let assembler = ChunkAssembler(
            tags: tags, compatibility: mode, nerHasNoSchema: nerHasNoSchema, whiteList: whiteList, threshold: threshold)

        var chunks: [Annotation] = []
        for (number, sentence) in sentences.enumerated() {
            let words = sentence.words
            let probabilities = words.map { $0.confidence.map { Float($0.trimmingSpaces) } }
            let found = assembler.chunks(of: words.map { indices[$0.tag] ?? 0 }) { probabilities[$0].flatMap { $0 } }
            for chunk in found {
                let (first, last) = (words[chunk.tokens.lowerBound].token, words[chunk.tokens.upperBound - 1].token)
                var metadata: Metadata = ["entity": chunk.label, "sentence": String(number), "chunk": String(chunks.count)]
                // As in the reference one probability that is no number makes the whole unknown.
                let isKnown = !chunk.tokens.contains { probabilities[$0] == .some(.none) }
                if isKnown, let confidence = chunk.confidence { metadata["confidence"] = JavaFloatFormat.string(confidence) }
                let text =
                    preservePosition
                    ? sentence.document.result(from: first.begin, through: last.end) : first.result
                chunks.append(
                    Annotation(annotatorType: "chunk", begin: first.begin, end: last.end, result: text, metadata: metadata))
            }
        }
        return chunks
    }
}

extension NerConverter {
    /// Sets the columns of documents (or sentences), tokens and tags.
    public func setInputCols(_ columns: String...) -> NerConverter { setting(\.inputColumns, columns) }
    /// Sets the column of chunks.
    public func setOutputCol(_ column: String) -> NerConverter { setting(\.outputColumn, column) }
    /// Sets the types of chunks that are wanted, without `B-` and `I-`.
    public func setWhiteList(_ labels: String...) -> NerConverter { setWhiteList(labels) }
    /// Sets the types of chunks that are wanted, without `B-` and `I-`.
    public func setWhiteList(_ labels: [String]) -> NerConverter { setting(\.whiteList, labels) }
    /// Sets whether the text of a chunk is that of the document (default) or of its first token.
    public func setPreservePosition(_ value: Bool) -> NerConverter { setting(\.preservePosition, value) }
    /// Sets whether the tags have no `B-` and `I-`.
    public func setNerHasNoSchema(_ value: Bool) -> NerConverter { setting(\.nerHasNoSchema, value) }
    /// Sets the least confidence of a chunk, from 0 to 1.
    public func setThreshold(_ value: Float) -> NerConverter { setting(\.threshold, value) }
}

extension Annotation {
    /// The part of the text between two UTF-16 positions of the document, both inclusive.
    fileprivate func result(from first: Int, through last: Int) -> String {
        let units = result.utf16
        let lower = units.index(units.startIndex, offsetBy: max(0, first - begin), limitedBy: units.endIndex) ?? units.endIndex
        let upper = units.index(units.startIndex, offsetBy: max(0, last + 1 - begin), limitedBy: units.endIndex) ?? units.endIndex
        return lower < upper ? String(decoding: units[lower..<upper], as: UTF16.self) : ""
    }
}

extension String {
    /// Without the characters up to U+0020 at the ends, as Java's `trim` leaves it.
    fileprivate var trimmingSpaces: Substring {
        var rest = Substring(self)
        while let first = rest.unicodeScalars.first, first.value <= 0x20 { rest.unicodeScalars.removeFirst() }
        while let last = rest.unicodeScalars.last, last.value <= 0x20 { rest.unicodeScalars.removeLast() }
        return rest
    }
}

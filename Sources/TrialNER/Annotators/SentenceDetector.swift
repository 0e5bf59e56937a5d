/// Finds the sentences of documents.
///
/// Under our own rules these are the sentences of ``ClinicalSentenceSplitter``, under Spark NLP's those of
/// ``PragmaticSentenceSplitter``; every parameter works with both. A sentence is an annotation of type `document` whose
/// metadata are those of its document, with its own number in the row as `sentence`.
public struct SentenceDetector: Sendable {
    var inputCols = ["document"]
    var outputCol = "sentence"
    var explodeSentences = false
    var sentences = SentenceParameters()
    private var rules = Compatibility.none
    private var fittedSplitter: Splitter?

    private enum Splitter: Sendable {
        case pragmatic(PragmaticSentenceSplitter)
        case clinical(BoundedSentenceSplitter)
    }

    /// Makes the stage: it reads `document` and writes `sentence`.
    public init() {}

    /// The columns of the documents; `document` unless set.
    public func setInputCols(_ names: String...) -> SentenceDetector { setInputCols(names) }

    /// The columns of the documents; `document` unless set.
    public func setInputCols(_ names: [String]) -> SentenceDetector { with { $0.inputCols = names } }

    /// The column that the sentences go to; `sentence` unless set.
    public func setOutputCol(_ name: String) -> SentenceDetector { with { $0.outputCol = name } }

    /// Whether the dots of known abbreviations end no sentence; so unless set.
    public func setUseAbbreviations(_ value: Bool) -> SentenceDetector { with { $0.sentences.useAbbreviations = value } }

    /// Whether the items of a list begin sentences; so unless set.
    public func setDetectLists(_ value: Bool) -> SentenceDetector { with { $0.sentences.detectLists = value } }

    /// Patterns, in Java's notation, at which sentences are cut.
    public func setCustomBounds(_ patterns: [String]) -> SentenceDetector { with { $0.sentences.customBounds = patterns } }

    /// Whether sentences are cut at the custom bounds only.
    public func setUseCustomBoundsOnly(_ value: Bool) -> SentenceDetector { with { $0.sentences.useCustomBoundsOnly = value } }

    /// What becomes of the text that a custom bound matches; it is left out unless set.
    public func setCustomBoundsStrategy(_ strategy: CustomBoundsStrategy) -> SentenceDetector {
        with { $0.sentences.customBoundsStrategy = strategy }
    }

    /// The length, in UTF-16 units, at which sentences are cut between words.
    public func setSplitLength(_ length: Int) -> SentenceDetector { with { $0.sentences.splitLength = length } }

    /// The least length, in UTF-16 units, of a sentence that is kept.
    public func setMinLength(_ length: Int) -> SentenceDetector { with { $0.sentences.minLength = length } }

    /// The greatest length, in UTF-16 units, of a sentence that is kept.
    public func setMaxLength(_ length: Int) -> SentenceDetector { with { $0.sentences.maxLength = length } }

    /// Whether each sentence gets a row of its own; a row without sentences then goes away.
    public func setExplodeSentences(_ value: Bool) -> SentenceDetector { with { $0.explodeSentences = value } }

    private func with(_ change: (inout SentenceDetector) -> Void) -> SentenceDetector {
        var copy = self
        copy.fittedSplitter = nil
        change(&copy)
        return copy
    }
}

extension SentenceDetector: ParameterizedStage {
    public static let classNames = ["SentenceDetector"]

    public static let parameters: [StageParameter<SentenceDetector>] = [
        StageParameter("inputCols", \.inputCols, isAlwaysWritten: true),
        StageParameter("outputCol", \.outputCol, isAlwaysWritten: true),
        StageParameter("useAbbreviations", \.sentences.useAbbreviations),
        StageParameter("detectLists", \.sentences.detectLists),
        StageParameter("customBounds", \.sentences.customBounds),
        StageParameter("useCustomBoundsOnly", \.sentences.useCustomBoundsOnly),
        StageParameter("customBoundsStrategy", \.sentences.customBoundsStrategy),
        StageParameter("explodeSentences", \.explodeSentences),
        StageParameter("splitLength", \.sentences.splitLength),
        StageParameter("minLength", \.sentences.minLength),
        StageParameter("maxLength", \.sentences.maxLength),
    ]

    public var inputColumns: [String] { inputCols }
    public var outputColumns: [String] { [outputCol] }
    public var outputAnnotatorType: String? { "document" }

    /// The same stage under the rules of another system.
    public func compatibility(_ compatibility: Compatibility) -> SentenceDetector { with { $0.rules = compatibility } }

    /// The stage with its patterns compiled.
    ///
    /// - Throws: ``PipelineError/invalidParameter(stage:parameter:reason:)``.
    public func fitted() throws -> any DescribedStage {
        var copy = self
        copy.fittedSplitter = try splitter()
        return copy
    }

    /// The table with the column of sentences.
    ///
    /// - Throws: ``PipelineError`` if a parameter cannot be used, or if a column is missing or holds something else;
    ///   ``RegularExpressionError`` if a custom bound is too complex for a text.
    public func transform(_ data: DataFrame) throws -> DataFrame {
        let splitter = try fittedSplitter ?? splitter()
        let documents = try data.annotations(in: inputCols, for: Self.classNames[0])
        try checkTypes(of: documents)
        let lists = try documents.map { try sentences(of: $0, by: splitter) }
        guard explodeSentences else { return data.adding(outputCol, lists.map { .annotations($0) }) }
        let columns = data.columnNames.filter { $0 != outputCol } + [outputCol]
        let rows = zip(data.rows, lists).flatMap { row, list in
            list.map { sentence in
                var row = row
                row[outputCol] = .annotations([sentence])
                return row
            }
        }
        return DataFrame(columnNames: columns, rows: rows)
    }

    private func checkTypes(of lists: [[Annotation]]) throws(PipelineError) {
        for list in lists {
            if let other = list.first(where: { $0.annotatorType != "document" }) {
                throw .wrongAnnotatorType(
                    stage: Self.classNames[0], column: inputCols.joined(separator: ", "), expected: "annotations of type `document`",
                    found: "annotations of type `\(other.annotatorType)`")
            }
        }
    }

    private func splitter() throws(PipelineError) -> Splitter {
        let stage = Self.classNames[0]
        guard sentences.minLength >= 0 else {
            throw .invalidParameter(stage: stage, parameter: "minLength", reason: "it is below 0")
        }
        if let maxLength = sentences.maxLength, maxLength < sentences.minLength {
            throw .invalidParameter(stage: stage, parameter: "maxLength", reason: "it is below minLength (\(sentences.minLength))")
        }
        do {
            return switch rules {
            case .none: .clinical(try BoundedSentenceSplitter(sentences))
            case .sparkNLP: .pragmatic(try PragmaticSentenceSplitter(sentences))
            }
        } catch {
            throw .invalidParameter(stage: stage, parameter: "customBounds", reason: "\(error)")
        }
    }

    /// The sentences of the documents of one row, by where they begin, numbered from 0.
    private func sentences(of documents: [Annotation], by splitter: Splitter) throws -> [Annotation] {
        var found: [Annotation] = []
        for document in documents {
            let text = DocumentText(document.result)
            switch splitter {
            case .pragmatic(let splitter):
                // Spark NLP counts from the start of the document, wherever that begins.
                found += try splitter.detect(in: text).map {
                    Annotation(
                        annotatorType: "document", begin: $0.begin, end: $0.end, result: $0.content, metadata: document.metadata)
                }
            case .clinical(let splitter):
                var converter = OffsetConverter(text, to: .utf16)
                found += try splitter.spans(in: text).map { span in
                    let begin = document.begin + converter.offset(ofUTF8: span.lowerBound)
                    let end = document.begin + converter.offset(ofUTF8: span.upperBound) - 1
                    return Annotation(
                        annotatorType: "document", begin: begin, end: end, result: text[span], metadata: document.metadata)
                }
            }
        }
        // A stable sort, as Spark NLP's.
        let order = found.indices.sorted { (found[$0].begin, $0) < (found[$1].begin, $1) }
        return order.enumerated().map { number, index in
            var sentence = found[index]
            sentence.metadata["sentence"] = String(number)
            return sentence
        }
    }
}

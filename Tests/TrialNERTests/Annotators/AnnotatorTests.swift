import Testing

@testable import TrialNER

@Suite("The tokenizer of a pipeline")
struct TokenizerTests {
    private func transform(_ tokenizer: Tokenizer, _ documents: [Annotation]) throws -> [Annotation] {
        let data = DataFrame(columnNames: ["document"], rows: [["document": .annotations(documents)]])
        guard case .annotations(let tokens)? = try tokenizer.transform(data)["token"]?.first else { return [] }
        return tokens
    }

    @Test("counts in UTF-16 from the start of the document and names the sentence")
    func offsets() throws {
        let sentence = Annotation(
            annotatorType: "document", begin: 10, end: 16, result: "😀 3.6 é", metadata: ["sentence": "4"])
        let expected: [Annotation] = [
            .init(annotatorType: "token", begin: 10, end: 11, result: "😀", metadata: ["sentence": "4"]),
            .init(annotatorType: "token", begin: 13, end: 15, result: "3.6", metadata: ["sentence": "4"]),
            .init(annotatorType: "token", begin: 17, end: 17, result: "é", metadata: ["sentence": "4"]),
        ]
        #expect(try transform(Tokenizer(), [sentence]) == expected)
        #expect(try transform(Tokenizer().compatibility(.sparkNLP), [sentence]) == expected)
    }

    @Test("numbers sentences that have no number")
    func numbers() throws {
        let tokens = try transform(Tokenizer(), [.document("a"), .document("b")])
        #expect(tokens.map { $0.metadata["sentence"] } == ["0", "1"])
    }

    @Test("uses the rules of Spark NLP where a pattern or characters are set, and else its own")
    func rules() throws {
        let text = [Annotation.document("p<0.001 (CR).")]
        #expect(try transform(Tokenizer(), text).map(\.result) == ["p", "<", "0.001", "(", "CR", ")", "."])
        #expect(try transform(Tokenizer().compatibility(.sparkNLP), text).map(\.result) == ["p<0.001", "(", "CR", ")."])
        #expect(try transform(Tokenizer().setSplitChars(["<"]), text).map(\.result) == ["p", "0.001", "(", "CR", ")."])
        #expect(
            try transform(Tokenizer().setExceptions(["p<0.001"]).setMaxLength(8), text).map(\.result) == [
                "p<0.001", "(", "CR", ")", ".",
            ])
    }

    @Test("drops what is longer than 99,999 under the rules of Spark NLP alone")
    func longToken() throws {
        let text = [Annotation.document(String(repeating: "a", count: 100_000))]
        #expect(try transform(Tokenizer(), text).count == 1)
        #expect(try transform(Tokenizer().compatibility(.sparkNLP), text).isEmpty)
        #expect(try transform(Tokenizer().setMaxLength(100_000).compatibility(.sparkNLP), text).count == 1)
    }

    @Test("names the column that it does not find")
    func missingColumn() {
        let error = #expect(throws: PipelineError.self) { try Tokenizer().setInputCols("sentence").transform(DataFrame(texts: ["a"])) }
        #expect(error == .missingColumn(stage: "Tokenizer", column: "sentence", available: ["text"]))
    }
}

@Suite("The converter of tags")
struct NerConverterTests {
    private func row(_ text: String, tokens: [(Int, Int, String, String?)]) -> DataFrame {
        let units = Array(text.utf16)
        func annotation(_ type: String, _ token: (Int, Int, String, String?), _ result: String) -> Annotation {
            var metadata: Metadata = ["sentence": "0"]
            if type == "named_entity", let probability = token.3 { metadata[token.2] = probability }
            return Annotation(annotatorType: type, begin: token.0, end: token.1, result: result, metadata: metadata)
        }
        let words = tokens.map { String(decoding: units[$0.0...$0.1], as: UTF16.self) }
        return DataFrame(
            columnNames: ["document", "token", "ner"],
            rows: [
                [
                    "document": .annotations([.document(text)]),
                    "token": .annotations(zip(tokens, words).map { annotation("token", $0, $1) }),
                    "ner": .annotations(tokens.map { annotation("named_entity", $0, $0.2) }),
                ]
            ])
    }

    private func chunks(_ converter: NerConverter, _ data: DataFrame) throws -> [Annotation] {
        guard case .annotations(let chunks)? = try converter.transform(data)["ner_chunk"]?.first else { return [] }
        return chunks
    }

    @Test("takes the text of the document between the ends of a chunk, in UTF-16")
    func text() throws {
        let data = row("😀 May  2003", tokens: [(0, 1, "O", "0.9"), (3, 5, "B-DATE", "0.5"), (8, 11, "I-DATE", "0.25")])
        let expected = Annotation(
            annotatorType: "chunk", begin: 3, end: 11, result: "May  2003",
            metadata: ["entity": "DATE", "sentence": "0", "chunk": "0", "confidence": "0.375"])
        #expect(try chunks(NerConverter(), data) == [expected])
        #expect(try chunks(NerConverter().setPreservePosition(false), data).map(\.result) == ["May"])
        #expect(try chunks(NerConverter().setThreshold(0.4), data) == [])
    }

    @Test("numbers the chunks that are wanted")
    func numbers() throws {
        let data = row("a b c", tokens: [(0, 0, "B-ADE", nil), (2, 2, "B-DATE", nil), (4, 4, "B-ADE", nil)])
        let found = try chunks(NerConverter().setWhiteList("ADE"), data)
        #expect(found.map { $0.metadata["chunk"] } == ["0", "1"])
        #expect(found.map(\.result) == ["a", "c"])
    }

    @Test("leaves out the confidence where a probability is no number, or there is none")
    func unknownConfidence() throws {
        let data = row("a b", tokens: [(0, 0, "B-ADE", "high"), (2, 2, "I-ADE", "0.5")])
        #expect(try chunks(NerConverter(), data).map { $0.metadata["confidence"] } == [nil])
        #expect(try chunks(NerConverter(), row("a", tokens: [(0, 0, "B-ADE", nil)])).map { $0.metadata["confidence"] } == [nil])
    }
}

@Suite("The finisher")
struct FinisherTests {
    private let data = DataFrame(
        columnNames: ["text", "token"],
        rows: [
            [
                "text": .string("a b"),
                "token": .annotations([
                    .init(annotatorType: "token", begin: 0, end: 0, result: "a", metadata: ["sentence": "0"]),
                    .init(annotatorType: "token", begin: 2, end: 2, result: "b -> c", metadata: ["sentence": "1"]),
                ]),
            ]
        ])

    @Test("writes lists under the names of its columns and removes the annotations")
    func lists() throws {
        let finished = try Finisher().setInputCols("token").transform(data)
        #expect(finished.columnNames == ["text", "finished_token"])
        #expect(finished["finished_token"] == [.strings(["a", "b -> c"])])
    }

    @Test("writes one text with its symbols, in which the arrows of values lose their spaces too")
    func text() throws {
        let finisher = Finisher().setInputCols("token").setOutputCols("words").setOutputAsArray(false).setCleanAnnotations(false)
        #expect(try finisher.transform(data)["words"] == [.string("a@b -> c")])
        #expect(
            try finisher.setIncludeMetadata(true).transform(data)["words"] == [.string("sentence->0#result->a@sentence->1#result->b->c")])
        #expect(try finisher.transform(data).columnNames == ["text", "token", "words"])
    }

    @Test("says what is missing")
    func errors() {
        #expect(throws: PipelineError.unsetParameter(stage: "Finisher", parameter: "inputCols")) { try Finisher().transform(data) }
        #expect(throws: PipelineError.self) { try Finisher().setInputCols("token").setOutputCols("a", "b").transform(data) }
        #expect(
            throws: PipelineError.wrongAnnotatorType(stage: "Finisher", column: "text", expected: "annotations", found: "text")
        ) { try Finisher().setInputCols("text").transform(data) }
    }

    @Test("keeps the order of up to four names and follows Scala's hashes from five on")
    func mapOrder() {
        func order(_ keys: String...) -> [String] {
            ScalaMapOrder.sorted(keys.map { .init(key: $0, value: "") }).map(\.key)
        }
        #expect(order("entity", "sentence", "chunk", "confidence") == ["entity", "sentence", "chunk", "confidence"])
        #expect(order("entity", "sentence", "chunk", "confidence", "result") == ["chunk", "result", "confidence", "entity", "sentence"])
    }
}

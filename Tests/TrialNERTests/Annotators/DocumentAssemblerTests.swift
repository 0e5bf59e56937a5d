import Testing

@testable import TrialNER

@Suite struct DocumentAssemblerTests {
    @Test("every row of Spark NLP comes out, for every clean-up mode", arguments: CleanupMode.allCases.filter { $0 != .disabled })
    func reference(mode: CleanupMode) throws {
        let assembler = DocumentAssembler().setCleanupMode(mode)
        for folder in SparkNLPReference.all {
            let texts = try folder.texts()
            for row in try folder.rows("document-\(mode.rawValue)", column: "document", type: "document") {
                let data = try assembler.transform(DataFrame(texts: [try #require(texts[row.id])]))
                #expect(data["document"] == [.annotations(row.annotations)], "\(row.id)")
            }
        }
    }

    @Test(
        "written-out line breaks and tabs go where the mode says so",
        arguments: [
            (CleanupMode.disabled, "\t a\\n b\n"), (.inplace, "  a\\n b "), (.inplaceFull, "  a  b "), (.shrink, "a\\n b"),
            (.shrinkFull, "a  b"),
            (.each, "\t a\\n b\n"), (.eachFull, "\t a\\n b\n"), (.deleteFull, "a b"),
        ])
    func writtenOut(mode: CleanupMode, expected: String) throws {
        let data = try DocumentAssembler().setCleanupMode(mode).transform(DataFrame(texts: ["\t a\\n b\n"]))
        #expect(data["document"] == [.annotations([document(expected)])])
    }

    @Test("a null is an empty document, a list is a document a text")
    func nullsAndLists() throws {
        let data = DataFrame(columnNames: ["text"], rows: [["text": .null], ["text": .strings(["a", "😀b"])]])
        let documents = try DocumentAssembler().transform(data)["document"]
        let second = Annotation(annotatorType: "document", begin: 0, end: 2, result: "😀b", metadata: ["sentence": "1"])
        #expect(documents == [.annotations([document("")]), .annotations([document("a"), second])])
    }

    @Test("ids and metadata go into the document's metadata")
    func metadata() throws {
        let data = DataFrame(
            columnNames: ["body", "nct", "more"],
            rows: [["body": .string("x"), "nct": .string("NCT1"), "more": .pairs([.init(key: "phase", value: "2")])]])
        let documents = try DocumentAssembler().setInputCol("body").setOutputCol("doc").setIdCol("nct").setMetadataCol("more").transform(
            data)
        let expected = Annotation(
            annotatorType: "document", begin: 0, end: 0, result: "x", metadata: ["phase": "2", "id": "NCT1", "sentence": "0"])
        #expect(documents["doc"] == [.annotations([expected])])
    }

    @Test("a column that is missing or holds no texts is refused")
    func refused() {
        #expect(throws: PipelineError.missingColumn(stage: "DocumentAssembler", column: "body", available: ["text"])) {
            try DocumentAssembler().setInputCol("body").transform(DataFrame(texts: ["x"]))
        }
        #expect(
            throws: PipelineError.wrongAnnotatorType(stage: "DocumentAssembler", column: "a", expected: "texts", found: "annotations")
        ) {
            try DocumentAssembler().setInputCol("a").transform(DataFrame(columnNames: ["a"], rows: [["a": .annotations([])]]))
        }
    }

    @Test("a description makes the stage again")
    func description() throws {
        let assembler = DocumentAssembler().setIdCol("id").setCleanupMode(.shrinkFull)
        let description = assembler.stageDescription
        #expect(description["cleanupMode"] == .string("shrink_full"))
        #expect(try DocumentAssembler(description).stageDescription == description)
    }

    private func document(_ text: String) -> Annotation {
        Annotation(annotatorType: "document", begin: 0, end: text.utf16.count - 1, result: text, metadata: ["sentence": "0"])
    }
}

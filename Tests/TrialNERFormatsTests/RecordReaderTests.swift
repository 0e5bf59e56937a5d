import Foundation
import Testing
import TrialNER

@testable import TrialNERFormats

/// What a reader gives, documents and messages in their order.
func events(_ reader: some DocumentReader) -> [String] {
    var events: [String] = []
    while true {
        do {
            guard let document = try reader.next() else { return events }
            events.append("\(document.id): \(document.text.string)")
        } catch {
            events.append("! \(error)")
        }
    }
}

@Suite("Tables")
struct DelimitedReaderTests {
    private func csv(_ text: String, _ fields: InputFields = InputFields(), blockSize: Int = .max) -> [String] {
        let source = MemorySource(Array(text.utf8), blockSize: blockSize)
        return events(DelimitedReader(source, name: "f.csv", delimiter: .comma, fields: fields))
    }

    @Test("quoted fields hold commas, doubled quotes and line ends, whichever line ends the file has and whatever mark stands before it")
    func quoting() {
        for lineEnd in ["\n", "\r\n", "\r"] {
            let rows = ["id,note,text", "1,\"a, b\",\"said \"\"no\"\", twice\(lineEnd)over\"", "2,,plain", "", "3,x,\"\""]
            let expected = ["1: said \"no\", twice\(lineEnd)over", "2: plain", "3: "]
            #expect(csv(rows.joined(separator: lineEnd)) == expected)
            #expect(csv("\u{FEFF}" + rows.joined(separator: lineEnd) + lineEnd, blockSize: 3) == expected)
        }
    }

    @Test("a table with semicolons is known by its header or by Excel's first line, and tabs by their format")
    func delimiters() {
        #expect(csv("id;text\n1;a, b\n") == ["1: a, b"])
        #expect(csv("\"id\";\"text\"\n1;\"a; b\"\n") == ["1: a; b"])
        #expect(csv("sep=;\r\nid;text\r\n1;one\r\n") == ["1: one"])
        #expect(csv("sep=,\r\nid,text\r\n1,one\r\n") == ["1: one"])
        let tabs = DelimitedReader(MemorySource(Array("id\ttext\n1\ta, b\n".utf8)), name: "f.tsv", delimiter: .tab)
        #expect(events(tabs) == ["1: a, b"])
    }

    @Test("columns are found by their usual names, by the names that are given, or by number in a table without a header")
    func columns() {
        #expect(csv("PMID,Title,Abstract\n7,On A,We did.") == ["7: On A\nWe did."])
        #expect(csv("a,b\nx,y", InputFields(text: ["b"], id: "a")) == ["x: y"])
        #expect(csv("Brief_Summary,NCT Number\nx,NCT1") == ["NCT1: x"])
        #expect(csv("x,y,z\n1,2,3", InputFields(text: ["3", "1"])) == ["f.csv:1: z\nx", "f.csv:2: 3\n1"])
        #expect(csv("only\nx") == ["f.csv:2: x"])
        #expect(
            csv("a,b\nx,y") == [
                "! f.csv: no column is known to hold the text; name it with --text-column: its columns are a, b"
            ])
        #expect(
            csv("Abstract,b\nx,y", InputFields(text: ["Abstrct"])) == [
                "! f.csv: has no column \"Abstrct\" (did you mean Abstract?); its columns are Abstract, b"
            ])
    }

    @Test("a row that does not fit is told with its line, and the rows behind it are read")
    func badRows() {
        let table = "id,text,note\n1,a,b,c\n2,\"ok\",\n3\n4,fine\n5,x\u{0},y\n6,last,z,,\n"
        #expect(
            csv(table) == [
                "! f.csv, line 2: has 4 fields where the first row has 3; put fields that hold a delimiter in quotes",
                "2: ok", "! f.csv, line 4: has 1 fields and the text is in the 2th; quote fields that hold line ends", "4: fine",
                "! f.csv, line 6: is not text (a NUL byte at offset 1); give a UTF-8 text file", "6: last",
            ])
    }

    @Test("a quote that never closes costs its own line, however many there are")
    func openQuote() {
        let problem = "has a quote that never closes; write \"\" for a quote inside a quoted field"
        #expect(csv("id,text\n1,a\n2,\"open\n3,b\n4,c\n") == ["1: a", "! f.csv, line 3: \(problem)", "3: b", "4: c"])
        // Two of them close each other: this is one field with a line end, in any reader of CSV.
        let rows = (0..<20_000).map { "\($0),\"open \($0)" }.joined(separator: "\n")
        let found = csv("id,text\n" + rows + "\n20000,\"x")
        #expect(found.count { $0.hasPrefix("!") } >= 1 && found.count > 1)
    }

    @Test("bytes that are not UTF-8 cost their row")
    func encoding() {
        let bytes = Array("id,text\n1,a".utf8) + [0xE9] + Array("\n2,b\n".utf8)
        let found = events(DelimitedReader(MemorySource(bytes), name: "f.csv", delimiter: .comma))
        #expect(found.count == 2 && found[0].hasPrefix("! f.csv, line 2: is not UTF-8") && found[1] == "2: b")
    }

    @Test("what is written as RFC 4180 says is read as it was")
    func roundTrip() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<100 {
            let texts = (0..<8).map { _ in
                random.hardText(length: 30).replacing("\u{0}", with: "") + ["", "\"", ",", "\r\n", "\n"].randomElement(using: &random)!
            }
            let rows = texts.enumerated().map { "\($0),\"\($1.replacing("\"", with: "\"\""))\"" }
            let expected = texts.enumerated().map { "\($0): \($1)" }
            #expect(csv((["id,text"] + rows).joined(separator: "\r\n"), blockSize: 5) == expected)
        }
    }
}

@Suite("JSON")
struct JSONReaderTests {
    private func json(_ text: String, _ fields: InputFields = InputFields(), blockSize: Int = .max) -> [String] {
        events(JSONReader(MemorySource(Array(text.utf8), blockSize: blockSize), name: "f.json", fields: fields))
    }

    @Test("an array, one object or objects one after the other give their documents, however the bytes arrive")
    func forms() {
        for blockSize in [1, 3, Int.max] {
            #expect(
                json(" [{\"id\": 1, \"text\": \"a]}\"}, {\"text\": \"\\\"b\"}\n]\n", blockSize: blockSize) == ["1: a]}", "f.json:1: \"b"])
            #expect(json("{\n \"text\": \"a\",\n \"more\": [1, {\"text\": \"no\"}]\n}", blockSize: blockSize) == ["f.json:1: a"])
            #expect(json("{\"text\": \"a\"}\n{\"text\": \"b\"}", blockSize: blockSize) == ["f.json:1: a", "f.json:2: b"])
            #expect(json("[]", blockSize: blockSize) == [])
        }
    }

    @Test("text and id are taken from the members that are named, also inside others")
    func fields() {
        let text = "[{\"doc\": {\"title\": \"T\", \"body\": {\"en\": \"B\"}}, \"key\": \"k\"}, {\"doc\": {\"title\": \"T\"}}, {\"doc\": 1}]"
        #expect(
            json(text, InputFields(text: ["doc.title", "doc.body.en"], id: "key")) == [
                "k: T\nB", "f.json:1: T",
                "! f.json, line 1: has no text in \"doc.title\" or \"doc.body.en\"; name the field that holds it with --text-field",
            ])
        let lines = JSONLinesReader(
            MemorySource(Array("{\"abstract\": \"x\", \"pmid\": 5}".utf8)), name: "f", fields: InputFields(text: ["abstract"], id: "pmid"))
        #expect(events(lines) == ["5: x"])
    }

    @Test("an element that is no document is told with its line, and the next one is read")
    func badElements() {
        let found = json("[{\"text\": \"a\"},\n 5,\n {\"text\": \"\\x\"},\n {\"text\": 1},\n {\"text\": \"z\"}]")
        #expect(found.first == "f.json:1: a" && found.last == "f.json:5: z" && found.count == 5)
        #expect(found[1].hasPrefix("! f.json, line 2: not a JSON object"))
        #expect(found[2] == "! f.json, line 3: not JSON: an unknown escape at byte 11")
        #expect(found[3] == "! f.json, line 4: \"text\" must be a string")
    }

    @Test("what ends early is told, and what stands before it is read")
    func truncated() {
        #expect(
            json("[{\"text\": \"a\"}, {\"text\": \"b") == [
                "f.json:1: a", "! f.json: is JSON that ends before its brackets are closed; copy or download it again",
            ])
        #expect(json("[{\"text\": \"a\"},").count == 2)
        #expect(json(String(repeating: "[", count: 100_000)).count == 1)
    }
}

@Suite("Tagged records")
struct TaggedRecordReaderTests {
    private func read(_ text: String, _ form: TaggedRecordReader.Form) -> (events: [String], notes: [String]) {
        let reader = TaggedRecordReader(MemorySource(Array(text.utf8), blockSize: 7), name: "f", form: form)
        return (events(reader), reader.notes)
    }

    @Test("MEDLINE gives title and abstract of each record, indented lines joined", arguments: ["\n", "\r\n"])
    func medline(lineEnd: String) {
        let text = """

            PMID- 11
            OWN - NLM
            TI  - A trial of
                  drug A.
            AB  - BACKGROUND: Why.
                  RESULTS: HR 0.5.
            AD  - Somewhere
                  else
            AB  - not a second one

            PMID- 12
            TI  - Title alone

            PMID- 13
            AU  - Nobody
            """.replacing("\n", with: lineEnd)
        let found = read(text, .medline)
        #expect(
            found.events == [
                "11: A trial of drug A.\nBACKGROUND: Why. RESULTS: HR 0.5.", "12: Title alone",
                "! f, line 15: the record that begins here has neither title nor abstract",
            ])
        #expect(found.notes == ["f: 1 records have no abstract; their titles are read"])
    }

    @Test("RIS gives title and abstract of each record; lines without a tag go on, lines outside are counted")
    func ris() {
        let text =
            "stray\nTY  - JOUR\nT1  - One\nN2  - Abstract\nmore of it\nAN  - 99\nER  - \n\nTY  - JOUR\nTI  - Two\nER  -\nTY  - JOUR\nTI  - Cut"
        let found = read(text, .ris)
        #expect(found.events == ["99: One\nAbstract more of it", "f:9: Two", "f:12: Cut"])
        #expect(
            found.notes == [
                "f: 2 records have no abstract; their titles are read", "f: 1 lines stand outside of any record and are left out",
            ])
    }

    @Test("a record that is not UTF-8 costs itself alone")
    func encoding() {
        let bytes = Array("PMID- 1\nTI  - a".utf8) + [0xFF] + Array("\n\nPMID- 2\nTI  - b\n".utf8)
        let found = events(TaggedRecordReader(MemorySource(bytes), name: "f", form: .medline))
        #expect(found.count == 2 && found[0].hasPrefix("! f, line 1: ") && found[1] == "2: b")
    }
}

@Suite("XML")
struct XMLReaderTests {
    static func fixture(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/readers/\(name)", withExtension: nil))
        return Array(try Data(contentsOf: url))
    }

    @Test("PubMed records give title and labelled abstract; markup inside words leaves them whole")
    func pubmed() throws {
        let reader = PubMedReader(MemorySource(try Self.fixture("pubmed.xml"), blockSize: 11), name: "p.xml")
        #expect(
            events(reader) == [
                "101: Effect of α-tocopherol on VO2max & more: a trial.\nBACKGROUND: Why it matters.\nRESULTS: HR 0.50 (95% CI 0.39-0.65; p<0.001), 10−3 m2.",
                "102: Title alone.",
                "! p.xml, line 38: the record that begins here (PMID 103) has neither title nor abstract",
                "104: Plain abstract.\nOne paragraph without a label.",
            ])
        #expect(reader.notes == ["p.xml: 1 records have no abstract; their titles are read"])
    }

    @Test("an article gives title with abstract, and each section of results; tables and figures are left out")
    func jats() throws {
        #expect(
            events(JATSReader(MemorySource(try Self.fixture("article.nxml")), name: "a.nxml")) == [
                "PMC42: A trial of drug A\nBackground: Why it matters.\nMethods: We randomised 120 patients [1].",
                "PMC42/results: 3. Results\nPrimary outcome\nOS was 4.0 months (p = 0.03).\nfirst item\nsecond item",
            ])
    }

    @Test(
        "a study in each of the registry's three forms gives its texts with their paths",
        arguments: ["study.json", "study-full.json", "study.xml"])
    func registry(name: String) throws {
        #expect(
            events(RegistryReader(MemorySource(try Self.fixture(name), blockSize: 13), name: name)) == [
                "NCT00000001/protocolSection/identificationModule/briefTitle: Drug A in Adults",
                "NCT00000001/protocolSection/identificationModule/officialTitle: A Randomized Trial of Drug A in Adults",
                "NCT00000001/protocolSection/descriptionModule/briefSummary: To see whether drug A works.",
                "NCT00000001/protocolSection/armsInterventionsModule/armGroups[0]: Drug A: 40 mg daily for 12 weeks",
                "NCT00000001/protocolSection/outcomesModule/primaryOutcomes[0]: Overall survival [Time Frame: 24 months] From randomisation to death",
                "NCT00000001/protocolSection/eligibilityModule/eligibilityCriteria: Inclusion Criteria:\n- adults aged 18 years or older",
                "NCT00000001/resultsSection/outcomeMeasuresModule/outcomeMeasures[0]: Overall survival [Time Frame: 24 months]",
                "NCT00000001/resultsSection/outcomeMeasuresModule/outcomeMeasures[0]/groups[0]: Drug A: 40 mg daily",
                "NCT00000001/resultsSection/outcomeMeasuresModule/outcomeMeasures[0]/analyses[0]: Overall survival: Hazard Ratio (HR) 0.54 (95% CI 0.40 to 0.72), p <0.001.",
            ])
    }

    @Test("pages of studies and studies one after the other are read study by study, and a broken one costs itself alone")
    func pages() throws {
        let study = String(decoding: try Self.fixture("study.json"), as: UTF8.self)
        func ids(_ text: String) -> Int { events(RegistryReader(MemorySource(Array(text.utf8)), name: "f")).count { !$0.hasPrefix("!") } }
        #expect(ids("{\"totalCount\": 2, \"studies\": [\(study), \(study)], \"nextPageToken\": \"x\"}") == 18)
        #expect(ids("[\(study), {\"protocolSection\": {}}, \(study)]") == 18)
        #expect(ids(study.replacing("\n", with: " ") + "\n" + study) == 18)
    }

    @Test("an entity that a document declares is not expanded, and costs its record alone")
    func bomb() throws {
        let text = String(decoding: try Self.fixture("bomb.xml"), as: UTF8.self)
        let found = events(PubMedReader(MemorySource(Array(text.replacing("&lol9;</A", with: "&lol;</A").utf8)), name: "b.xml"))
        #expect(
            found == [
                "! b.xml, line 9: the record that begins here has the entity &lol;, which is not expanded; put the character in its place",
                "2: Second.",
            ])
    }

    @Test("entities within entities are refused with one line")
    func bombOfEntities() throws {
        let found = events(PubMedReader(MemorySource(try Self.fixture("bomb.xml")), name: "b.xml"))
        #expect(found.count == 1 && found[0].hasPrefix("! b.xml: is no well-formed XML: "), "\(found)")
    }

    @Test("XML that ends early or is none is told in one line, and the records before it are read")
    func broken() throws {
        let bytes = try Self.fixture("pubmed.xml")
        for length in stride(from: 0, to: bytes.count - 20, by: 37) {
            let found = events(PubMedReader(MemorySource(Array(bytes[..<length])), name: "p.xml"))
            #expect(found.last?.hasPrefix("! p.xml: is ") ?? false, "\(length)")
            #expect(found.count { $0.hasPrefix("!") } <= 2)
        }
        #expect(events(PubMedReader(MemorySource(Array("no XML".utf8)), name: "f")).count == 1)
    }

    @Test("a record without a PMID has its place as id, and two with one PMID are two documents")
    func ids() {
        func record(_ id: String) -> String {
            "<PubmedArticle><MedlineCitation><PMID>\(id)</PMID><Article><ArticleTitle>A</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n"
        }
        let text = "<PubmedArticleSet>\n" + record("") + record("7") + record("7") + "</PubmedArticleSet>"
        #expect(events(PubMedReader(MemorySource(Array(text.utf8)), name: "f")) == ["f:2: A", "7: A", "7: A"])
    }

    @Test("an encoding that the declaration names is read")
    func encoding() {
        let head =
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>caf"
        let tail = "</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
        let found = events(PubMedReader(MemorySource(Array(head.utf8) + [0xE9] + Array(tail.utf8)), name: "f"))
        #expect(found == ["1: café"])
    }
}

@Suite("Formats of inputs")
struct InputFormatTests {
    @Test(
        "are told by the name, and by the first bytes where the name is not enough",
        arguments: [
            ("a.txt", "text", InputFormat.text), ("a", "text", .text), ("a.txt", "\nPMID- 1\nTI  - x", .medline), ("a.nbib", "", .medline),
            ("a.csv.gz", "", .csv), ("a.TSV", "", .tsv), ("a.jsonl", "[", .jsonl), ("a.json", "[{}]", .json),
            ("a.json", "{\"text\": \"a\"}\n", .jsonl),
            ("a.json", "{\n\"text\"", .json), ("a.json", "{\"protocolSection\"", .registry),
            ("a.xml", "<?xml?>\n<PubmedArticleSet>", .pubmed),
            ("a.xml", "<!DOCTYPE article PUBLIC><article>", .jats), ("a.xml", "<clinical_study>", .registry), ("a.nxml", "", .jats),
            ("a.ris", "", .ris), ("a.conll", "", .conll), ("a.ann", "", .brat),
        ])
    func formats(path: String, start: String, format: InputFormat) throws {
        #expect(try InputFormat.format(ofName: path, start: Array(start.utf8)) == format)
    }

    @Test("XML of another kind is refused with what to do")
    func unknownXML() {
        #expect(throws: InputProblem.self) { try InputFormat.format(ofName: "a.xml", start: Array("<svg>".utf8)) }
    }
}

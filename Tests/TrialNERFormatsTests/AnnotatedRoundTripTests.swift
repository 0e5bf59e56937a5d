import Foundation
import Testing
import TrialNER

@testable import TrialNERFormats

@Suite("Annotated documents, from one format to another and back")
struct AnnotatedRoundTripTests {
    private func documents(_ reader: some AnnotatedReader) throws -> [AnnotatedDocument] {
        var documents: [AnnotatedDocument] = []
        while let document = try reader.next() { documents.append(document) }
        return documents
    }

    private func fromJSONL(_ text: [UInt8]) throws -> [AnnotatedDocument] {
        try documents(AnnotatedJSONLinesReader(MemorySource(text), name: "test"))
    }

    private func fromCoNLL(_ text: String) throws -> [AnnotatedDocument] {
        try documents(AnnotatedCoNLLReader(MemorySource(Array(text.utf8)), name: "test"))
    }

    private func toCoNLL(_ documents: [AnnotatedDocument]) -> String {
        var writer = AnnotatedCoNLLWriter()
        return String(decoding: documents.flatMap { writer.rows($0).rows }, as: UTF8.self)
    }

    private func toJSONL(_ documents: [AnnotatedDocument]) -> [UInt8] { documents.flatMap { AnnotatedJSONLinesWriter().row($0) } }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trialner-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    /// Entities at random places between scalars, that may overlap.
    private func randomDocument(_ id: String) -> AnnotatedDocument {
        let words = ["HR", "0.50", "µg", "👩‍⚕️", "e\u{301}té", "≥3", "\"x\"", "a,b", "患者", "\\n", "<b>", "🇩🇪", "60–85"]
        let gaps = [" ", "\u{A0}", "\n", "\r\n", "\u{2009}", "\t", "  "]
        let text = (0..<Int.random(in: 1...30)).map { _ in (words.randomElement() ?? "") + (gaps.randomElement() ?? "") }.joined()
        var edges: [Int] = []
        var offset = 0
        for scalar in text.unicodeScalars {
            edges.append(offset)
            offset += String(scalar).utf8.count
        }
        edges.append(offset)
        let labels = ["DATE", "Value", "P_Value"]
        let entities = (0..<Int.random(in: 0...6)).compactMap { _ -> AnnotatedEntity? in
            let first = Int.random(in: 0..<edges.count - 1)
            let last = Int.random(in: first + 1..<edges.count)
            let span = edges[first]..<edges[last]
            // brat cannot hold white space at the edges of a span, nor can a person see it.
            let words = DocumentText(text)[span]
            guard words.trimmingCharacters(in: .whitespacesAndNewlines).unicodeScalars.elementsEqual(words.unicodeScalars) else {
                return nil
            }
            return AnnotatedEntity(span: span, label: labels.randomElement() ?? "DATE", confidence: Bool.random() ? 0.5 : nil)
        }
        let ordered = entities.sorted {
            ($0.span.lowerBound, $0.span.upperBound, $0.label) < ($1.span.lowerBound, $1.span.upperBound, $1.label)
        }
        return AnnotatedDocument(id: .string(id), text: DocumentText(text), entities: ordered)
    }

    @Test("any document comes back from JSONL as it was")
    func jsonl() throws {
        let originals = (0..<200).map { randomDocument("d\($0)") }
        let back = try fromJSONL(toJSONL(originals))
        #expect(back.map(\.id) == originals.map(\.id))
        for (left, right) in zip(back, originals) {
            #expect(left.text == right.text)
            #expect(Set(left.entities.map { "\($0.span) \($0.label)" }) == Set(right.entities.map { "\($0.span) \($0.label)" }))
        }
    }

    @Test("any document comes back from brat with its text and entities, and brat to JSONL to brat is the same file for file")
    func brat() throws {
        try inFolder { folder in
            let originals = (0..<60).map { randomDocument("d\(100 + $0)") }
            let writer = try BratFolderWriter(folder: folder + "/first")
            for document in originals { try writer.write(document) }
            try writer.finish()
            let read = try documents(BratReader(path: folder + "/first"))
            #expect(read.count == originals.count)
            for (left, right) in zip(read, originals) {
                #expect(left.text == right.text, "\(right.id)")
                #expect(Set(left.entities.map { "\($0.span) \($0.label)" }) == Set(right.entities.map { "\($0.span) \($0.label)" }))
            }
            let second = try BratFolderWriter(folder: folder + "/second")
            for document in try fromJSONL(toJSONL(read)) { try second.write(document) }
            try second.finish()
            for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/first") {
                #expect(
                    FileManager.default.contents(atPath: folder + "/first/" + name)
                        == FileManager.default.contents(atPath: folder + "/second/" + name), "\(name)")
            }
        }
    }

    @Test("relations, events, attributes, notes and discontinuous spans of brat are kept through JSONL")
    func otherBratLines() throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
            let text = "The drug and the very old placebo.\n"
            let annotations = """
                T1\tTrial_Group 4 8\tdrug
                T2\tTrial_Group 17 21;26 33\tvery placebo
                R1\tVersus Arg1:T1 Arg2:T2
                E1\tTrial_Group:T1 Agent:T2
                A1\tNegated T2
                #1\tAnnotatorNotes T1\tsee protocol
                *\tEquiv T1 T2

                """
            try text.write(toFile: folder + "/in/a.txt", atomically: true, encoding: .utf8)
            try annotations.write(toFile: folder + "/in/a.ann", atomically: true, encoding: .utf8)
            let document = try #require(try documents(BratReader(path: folder + "/in")).first)
            #expect(document.entities.map(\.span) == [4..<8, 17..<33])
            let writer = try BratFolderWriter(folder: folder + "/out")
            for document in try fromJSONL(toJSONL([document])) { try writer.write(document) }
            try writer.finish()
            #expect(try String(contentsOfFile: folder + "/out/a.ann", encoding: .utf8) == annotations)
            #expect(try String(contentsOfFile: folder + "/out/a.txt", encoding: .utf8) == text)
            let configuration = try String(contentsOfFile: folder + "/out/annotation.conf", encoding: .utf8)
            #expect(configuration.contains("Trial_Group") && configuration.contains("Versus"))
        }
    }

    @Test(
        "CoNLL comes back from JSONL line for line",
        arguments: [
            "June B-DATE\n2003 I-DATE\n, O\n\nHR O\n0.5 B-Hazard_Ratio\n\n",
            "-DOCSTART- -X- -X- O\n\nJune -X- -X- B-DATE\n2003 -X- -X- I-DATE\n\nX -X- -X- O\n\n-DOCSTART- -X- -X- O\n\nY -X- -X- O\n\n",
            "June\tNNP\tB-DATE\n2003\tCD\tI-DATE\n\n",
        ])
    func conll(text: String) throws {
        let once = toCoNLL(try fromJSONL(toJSONL(try fromCoNLL(text))))
        #expect(once == text)
        #expect(toCoNLL(try fromJSONL(toJSONL(try fromCoNLL(once)))) == once)
    }

    @Test(
        "other ways to write tags are understood",
        arguments: ["a I-X\nb I-X\nc O\n", "a B-X\nb E-X\nc O\n", "a B-X\nb L-X\nc O\n"])
    func otherSchemes(text: String) throws {
        let document = try #require(try fromCoNLL(text).first)
        #expect(document.entities.map(\.span) == [0..<3])
        #expect(document.entities.map(\.label) == ["X"])
    }

    @Test("the corpus's own form of entities is read")
    func listsOfThree() throws {
        let line = Array(#"{"id": 7, "text": "µ June", "entities": [[2, 6, "DATE"]]}"#.utf8)
        let document = try #require(try fromJSONL(line).first)
        #expect(document.entities.map(\.span) == [3..<7])
        #expect(document.text[document.entities[0].span] == "June")
    }

    @Test(
        "what does not fit the text is refused with its line, and the next document is read",
        arguments: [
            #"{"text": "June", "entities": [[0, 9, "DATE"]]}"#, #"{"text": "June", "entities": [[3, 1, "DATE"]]}"#,
            #"{"text": "June", "entities": [[0, 2]]}"#, #"{"text": "June", "entities": [[-1, 2, "DATE"]]}"#,
            #"{"text": "June", "entities": [[0, 2, 5]]}"#,
        ])
    func refused(line: String) throws {
        let reader = AnnotatedJSONLinesReader(
            MemorySource(Array((line + "\n{\"text\": \"ok\", \"entities\": []}\n").utf8)), name: "gold.jsonl")
        do {
            _ = try reader.next()
            Issue.record("it was read")
        } catch {
            #expect(error.description.contains("line 1"))
        }
        #expect(try reader.next()?.text.string == "ok")
        #expect(try reader.next() == nil)
    }

    @Test("CSV and TSV quote what needs it")
    func delimited() {
        let document = AnnotatedDocument(
            id: .string("a,\"b\""), text: DocumentText("x \"q\",\n\ty"),
            entities: [AnnotatedEntity(span: 2..<9, label: "Value", confidence: 0.25)])
        #expect(
            String(decoding: DelimitedWriter.csv.rows(document), as: UTF8.self).hasPrefix(
                "\"a,\"\"b\"\"\",2,9,Value,\"\"\"q\"\",\n\ty\",0.25"))
        #expect(
            String(decoding: DelimitedWriter.tsv.rows(document), as: UTF8.self)
                == "\"a,\"\"b\"\"\"\t2\t9\tValue\t\"\"\"q\"\",\n\ty\"\t0.25\n")
    }

    @Test("a page shows the text as it is, whatever it holds, and counts the types")
    func page() {
        var writer = HTMLWriter(title: "<script>", labels: ["DATE"])
        let document = AnnotatedDocument(
            id: .string("</h2>"), text: DocumentText("a <b>&\"June\"</b> 2003"),
            entities: [AnnotatedEntity(span: 7..<11, label: "DATE", confidence: 0.9), AnnotatedEntity(span: 17..<21, label: "DATE")])
        let section = String(decoding: writer.section(document), as: UTF8.self)
        #expect(section.contains("&lt;b&gt;&amp;") && !section.contains("<b>") && !section.contains("</h2></h2>"))
        let page = String(decoding: writer.head, as: UTF8.self) + section + String(decoding: writer.foot, as: UTF8.self)
        #expect(!page.contains("<script>") && !page.contains("http"))
        #expect(page.contains("2 in 1 document"))
    }
}

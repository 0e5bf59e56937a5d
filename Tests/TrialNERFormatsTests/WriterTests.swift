import Foundation
import Testing
import TrialNER

@testable import TrialNERFormats

@Suite("Writers")
struct WriterTests {
    /// A document with an entity for each phrase, in the order of the phrases.
    private func document(_ text: String, _ phrases: [(String, String, Float)] = []) -> RecognizedDocument {
        let utf8 = Array(text.utf8)
        let entities = phrases.map { phrase, label, confidence -> Entity in
            let bytes = Array(phrase.utf8)
            let begin = utf8.indices.first { utf8[$0...].starts(with: bytes) } ?? 0
            return Entity(span: begin..<begin + bytes.count, label: label, confidence: confidence)
        }
        return RecognizedDocument(text: DocumentText(text), sentences: [], tokens: [], tags: [], entities: entities)
    }

    private func table(_ writer: TableWriter, _ document: RecognizedDocument, heading: DocumentID? = nil) -> String {
        String(decoding: writer.table(of: document, heading: heading), as: UTF8.self)
    }

    @Test("the table is laid out as Spark NLP shows it, with the last character as end")
    func plainTable() {
        let document = document(
            "In June 2003, the median overall survival was 4.0 months",
            [("overall survival", "End_Point", 0.98765), ("June 2003", "DATE", 1), ("4.0 months", "Value", 0.5)])
        #expect(
            table(TableWriter(), document) == """
                +----------------+-----+---+---------+----------+
                |chunk           |begin|end|ner_label|confidence|
                +----------------+-----+---+---------+----------+
                |June 2003       |    3| 11|DATE     |    1.0000|
                |overall survival|   25| 40|End_Point|    0.9876|
                |4.0 months      |   46| 55|Value    |    0.5000|
                +----------------+-----+---+---------+----------+

                """)
    }

    @Test("wide characters, marks and emoji keep the table straight, and nothing in a chunk controls the terminal")
    func hardTable() {
        let document = document(
            "漢字 e\u{301}a 👩‍⚕️ x\r\ny \u{1B}[31mred\u{202E}",
            [("漢字", "A", 1), ("e\u{301}a", "B", 1), ("👩‍⚕️", "C", 1), ("x\r\ny", "D", 1), ("\u{1B}[31mred\u{202E}", "E", 1)])
        #expect(
            table(TableWriter(), document, heading: .string("a\nb")) == """
                ==> a⏎b <==
                +---------+-----+---+---------+----------+
                |chunk    |begin|end|ner_label|confidence|
                +---------+-----+---+---------+----------+
                |漢字     |    0|  1|A        |    1.0000|
                |e\u{301}a       |    3|  5|B        |    1.0000|
                |👩‍⚕️       |    7| 10|C        |    1.0000|
                |x⏎y      |   12| 15|D        |    1.0000|
                |␛[31mred\u{FFFD}|   17| 25|E        |    1.0000|
                +---------+-----+---+---------+----------+

                """)
    }

    @Test("a document without concepts says so")
    func emptyTable() {
        #expect(table(TableWriter(), document("nothing"), heading: .number("7")) == "==> 7 <==\nNo concepts found.\n")
    }

    @Test("a narrow terminal cuts long chunks, but never so far that nothing is left", arguments: [60, 20])
    func narrowTable(width: Int) {
        let long = String(repeating: "very long 漢 ", count: 20)
        let lines = table(TableWriter(width: width), document(long, [(long, "End_Point", 1)])).split(separator: "\n")
        #expect(lines.allSatisfy { DisplayText.width(of: String($0)) == max(width, 49) })
        #expect(lines[3].contains("…"))
    }

    @Test("colours are those of the label and add no width")
    func colors() {
        let colored = TableWriter(colors: LabelColors(labels: ["DATE", "Value"]))
        let document = document("May 1, 4.0 mg", [("May 1", "DATE", 1), ("4.0", "Value", 1), ("mg", "Other", 1)])
        let text = table(colored, document)
        #expect(text.contains("\u{1B}[38;5;33mMay 1\u{1B}[0m|") && text.contains("\u{1B}[38;5;208m4.0  \u{1B}[0m|"))
        let plain = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(plain == table(TableWriter(), document))
    }

    @Test("JSONL has its keys in order, short confidences, and entities by where they begin")
    func jsonLine() {
        let document = document("é June 2003 \"x\"\n", [("\"x\"", "Value", 0.25), ("June 2003", "DATE", 0.98765)])
        let model = ModelIdentity(name: "m", version: "1")
        let id = DocumentID.string("a")
        #expect(
            String(decoding: JSONLinesWriter(model: model).row(id: id, document: document), as: UTF8.self) == #"""
                {"id": "a", "text": "é June 2003 \"x\"\n", "entities": [{"begin": 2, "end": 11, "label": "DATE", "text": "June 2003", "confidence": 0.9876}, {"begin": 12, "end": 15, "label": "Value", "text": "\"x\"", "confidence": 0.25}], "model": {"name": "m", "version": "1"}}

                """#)
        let nameless = JSONLinesWriter(model: ModelIdentity(name: "m")).row(id: .number("007"), document: self.document(""))
        #expect(
            String(decoding: nameless, as: UTF8.self) == #"""
                {"id": 007, "text": "", "entities": [], "model": {"name": "m", "version": null}}

                """#)
    }

    @Test("text[begin..<end], counted in Unicode scalars, is the entity, whatever the text holds")
    func offsets() throws {
        var random = SeededGenerator(seed: 6)
        let writer = JSONLinesWriter(model: ModelIdentity(name: "m"))
        for _ in 0..<1000 {
            let text = random.hardText(length: 40)
            let edges = [0] + text.unicodeScalars.indices.map { text.utf8.distance(from: text.startIndex, to: $0) } + [text.utf8.count]
            let spans = (0..<5).map { _ -> Span in
                let ends = [edges.randomElement(using: &random) ?? 0, edges.randomElement(using: &random) ?? 0].sorted()
                return ends[0]..<ends[1]
            }
            let document = RecognizedDocument(
                text: DocumentText(text), sentences: [], tokens: [], tags: [],
                entities: spans.map { Entity(span: $0, label: "L", confidence: 1) })
            let row = try JSONDecoder().decode(Row.self, from: Data(writer.row(id: .string("a"), document: document)))
            let scalars = Array(row.text.unicodeScalars)
            #expect(scalars == Array(text.unicodeScalars))
            for entity in row.entities { #expect(Array(scalars[entity.begin..<entity.end]) == Array(entity.text.unicodeScalars)) }
            let found = row.entities.map { Array($0.text.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
            #expect(found == spans.map { Array(document.text.utf8[$0]) }.sorted { $0.lexicographicallyPrecedes($1) })
        }
    }

    private struct Row: Decodable {
        var text: String
        var entities: [Part]

        struct Part: Decodable {
            var begin: Int
            var end: Int
            var text: String
        }
    }

    @Test("CoNLL has four columns, the identifier where Spark NLP reads it, and an empty line behind each sentence")
    func conll() {
        let text = DocumentText("HR 0.5. New\u{A0}York p")
        let document = RecognizedDocument(
            text: text, sentences: [0..<7, 8..<text.utf8.count], tokens: [0..<2, 3..<6, 6..<7, 8..<17, 18..<19],
            tags: ["B-Hazard_Ratio", "B-Value", "O", "B-X", "I-X"], entities: [])
        #expect(
            String(decoding: CoNLLWriter().rows(id: .string("my file"), document: document), as: UTF8.self) == """
                -DOCSTART- -X- -my_file- O

                HR -X- -X- B-Hazard_Ratio
                0.5 -X- -X- B-Value
                . -X- -X- O

                New_York -X- -X- B-X
                p -X- -X- I-X


                """)
    }

    @Test("a text without sentences is one sentence in CoNLL, and an empty text is a document without one")
    func conllWithoutSentences() {
        let document = RecognizedDocument(
            text: DocumentText("a b"), sentences: [], tokens: [0..<1, 2..<3], tags: ["O", "O"], entities: [])
        let rows = CoNLLWriter().rows(id: .number("1"), document: document)
        #expect(String(decoding: rows, as: UTF8.self) == "-DOCSTART- -X- -1- O\n\na -X- -X- O\nb -X- -X- O\n\n")
        let empty = CoNLLWriter().rows(id: .number("1"), document: self.document(""))
        #expect(String(decoding: empty, as: UTF8.self) == "-DOCSTART- -X- -1- O\n\n")
    }

    @Test("sentences, tokens and pieces are written with offsets in Unicode scalars")
    func tokenRow() {
        let document = TokenizedDocument(
            text: DocumentText("é ab"), sentences: [0..<5], tokens: [0..<2, 3..<5],
            pieces: [.init(span: 3..<4, piece: "a", id: 5, token: 1), .init(span: 4..<5, piece: "##b", id: 6, token: 1)])
        #expect(
            String(decoding: TokenRowWriter().row(id: .string("a"), document: document), as: UTF8.self) == #"""
                {"id": "a", "text": "é ab", "sentences": [{"begin": 0, "end": 4, "text": "é ab"}], "tokens": [{"begin": 0, "end": 1, "text": "é"}, {"begin": 2, "end": 4, "text": "ab"}], "pieces": [{"begin": 2, "end": 3, "piece": "a", "id": 5, "token": 1}, {"begin": 3, "end": 4, "piece": "##b", "id": 6, "token": 1}]}

                """#)
    }
}

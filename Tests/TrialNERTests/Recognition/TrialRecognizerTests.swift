import Foundation
import Testing

@testable import TrialNER

@Suite("Trial recognizer")
struct TrialRecognizerTests {
    /// Texts with everything that makes offsets hard.
    static let texts = [
        "", " \n\t", "HR 0.50 (95% CI 0.39-0.65; p<0.001).", "👩‍⚕️ 120 patients 🇩🇪\r\nwere randomised",
        "e\u{301}té\u{A0}3·6\u{2009}months\u{202F}≥ 5 µg",
        "\u{FEFF}DATE: June\u{2028}2003", "患者120名\u{200B}。", String(repeating: "the median overall survival was 4.0 months, ", count: 60),
        String(repeating: "x", count: 20_000), String(repeating: "1.2.3.", count: 500), "a\u{0}b\u{1F}c",
    ]

    private func model() throws -> TokenClassifierModel {
        let folder = try #require(Bundle.module.resourceURL).appending(path: "Fixtures/models/tiny").path
        return try TokenClassifierModel(folder: ModelFolder(path: folder))
    }

    private func options(_ compatibility: Compatibility = .none, length: Int? = 12, sentences: Bool = false) -> TrialRecognizer.Options {
        TrialRecognizer.Options(
            classifier: .init(maxSentenceLength: length, compatibility: compatibility), splitsSentences: sentences)
    }

    @Test("every token of any text has a tag, and every visible character is in a token", arguments: [false, true])
    func completeness(sentences: Bool) throws {
        let recognizer = try TrialRecognizer(model: model(), options: options(sentences: sentences))
        for document in try recognizer.recognize(Self.texts.map { DocumentText($0) }) {
            #expect(document.tags.count == document.tokens.count)
            var covered = Set<Int>()
            for token in document.tokens { covered.formUnion(token) }
            var offset = 0
            for scalar in document.text.string.unicodeScalars {
                let isSpace = scalar.properties.isWhitespace || scalar.properties.generalCategory == .format || scalar.value < 0x20
                #expect(isSpace || covered.contains(offset), "U+\(String(scalar.value, radix: 16))")
                offset += String(scalar).utf8.count
            }
        }
    }

    @Test("an entity's words are the text between its offsets, in every unit")
    func entityText() throws {
        let recognizer = try TrialRecognizer(model: model(), options: options())
        var count = 0
        for string in Self.texts {
            let text = DocumentText(string)
            for entity in try recognizer.recognize([text])[0].entities {
                count += 1
                let words = entity.text(in: text)
                #expect(String(entity.text(in: string)).utf8.elementsEqual(words.utf8))
                #expect(!words.isEmpty && (0...1).contains(entity.confidence))
                var converter = OffsetConverter(text, to: .unicodeScalars)
                let begin = converter.offset(ofUTF8: entity.span.lowerBound)
                let end = converter.offset(ofUTF8: entity.span.upperBound)
                let scalars = Array(string.unicodeScalars)[begin..<end]
                #expect(scalars.elementsEqual(words.unicodeScalars))
            }
        }
        #expect(count > 0)
    }

    @Test("tags are valid IOB2 and say the same as the entities")
    func tagsAgreeWithEntities() throws {
        for document in try TrialRecognizer(model: model(), options: options()).recognize(Self.texts.map { DocumentText($0) }) {
            var entities: [Entity] = []
            for (token, tag) in zip(document.tokens, document.tags) where tag != "O" {
                let label = String(tag.dropFirst(2))
                if tag.hasPrefix("B-") {
                    entities.append(Entity(span: token, label: label, confidence: 0))
                } else {
                    #expect(entities.last?.label == label)
                    let start = entities.popLast()?.span.lowerBound ?? 0
                    entities.append(Entity(span: start..<token.upperBound, label: label, confidence: 0))
                }
            }
            #expect(entities.map(\.span) == document.entities.map(\.span))
            #expect(entities.map(\.label) == document.entities.map(\.label))
        }
    }

    @Test("a text is read alike alone and in company, in the order of the texts")
    func company() throws {
        let recognizer = try TrialRecognizer(model: model(), options: options())
        let together = try recognizer.recognize(Self.texts.map { DocumentText($0) })
        for (string, document) in zip(Self.texts, together) {
            let alone = try recognizer.recognize([DocumentText(string)])[0]
            #expect(document.text.string == string)
            #expect(alone.tags == document.tags)
            for (left, right) in zip(alone.entities, document.entities) { #expect(abs(left.confidence - right.confidence) < 1e-4) }
        }
    }

    @Test("what a threshold or a choice of labels leaves out is outside in the tags, too")
    func filters() throws {
        let texts = Self.texts.map { DocumentText($0) }
        let all = try TrialRecognizer(model: model(), options: options()).recognize(texts)
        let label = try #require(all.flatMap(\.entities).first?.label)
        var chosen = options()
        chosen.labels = [label]
        chosen.threshold = 0.3
        for (document, full) in zip(try TrialRecognizer(model: model(), options: chosen).recognize(texts), all) {
            #expect(document.entities == full.entities.filter { $0.label == label && $0.confidence >= 0.3 })
            #expect(document.tags.count { $0.hasPrefix("B-") } == document.entities.count)
        }
    }

    @Test("under Spark NLP's rules a long text is cut, and under our own it is not")
    func cut() throws {
        let text = [DocumentText(Self.texts[7])]
        let model = try model()
        func classified(_ compatibility: Compatibility) throws -> Int {
            let classifier = try TokenClassifier(model: model, options: .init(maxSentenceLength: 12, compatibility: compatibility))
            let tokens = try compatibility.splitters().tokens.tokens(in: text[0], sentence: text[0].span)
            let output = try classifier.classify([.init(text: text[0], tokens: tokens)])[0]
            if compatibility == .none { #expect(output.tokens == Array(tokens.indices)) }
            return output.tokens.count
        }
        #expect(try classified(.none) > 400)
        #expect(try classified(.sparkNLP) <= 11)
    }

    @Test("several threads read with one recognizer and get the same answers")
    func threads() async throws {
        let recognizer = try TrialRecognizer(model: model(), options: options())
        let expected = try recognizer.recognize(Self.texts.map { DocumentText($0) }).map(\.tags)
        try await withThrowingTaskGroup(of: [[String]].self) { group in
            for _ in 0..<8 { group.addTask { try recognizer.recognize(Self.texts.map { DocumentText($0) }).map(\.tags) } }
            for try await tags in group { #expect(tags == expected) }
        }
    }

    @Test("a run that is cancelled says so")
    func cancelled() throws {
        let cancellation = RunCancellation()
        cancellation.cancel()
        let recognizer = try TrialRecognizer(model: model(), options: options())
        #expect(throws: InferenceError.cancelled) {
            try recognizer.recognize([DocumentText("some text")], cancellation: cancellation)
        }
    }

    @Test("lengths that the model cannot read are refused with the limit")
    func lengths() throws {
        let model = try model()
        let limit = model.folder.maximumLength
        #expect(throws: TokenClassifierError.maxSentenceLengthTooLong(limit + 1, limit: limit)) {
            try TrialRecognizer(model: model, options: options(length: limit + 1))
        }
        #expect(throws: TokenClassifierError.maxSentenceLengthTooShort(2)) {
            try TrialRecognizer(model: model, options: options(length: 2))
        }
        #expect(try TrialRecognizer(model: model, options: options(length: 3)).entities(in: "a b c").count >= 0)
    }
}

import Foundation
import Testing

@testable import TrialNER

@Suite("The tags of Spark NLP", .enabled(if: SparkNLPReference.shared != nil, "needs ../shared/reference"))
struct ClassifierReferenceTests {
    enum Unit: String, Sendable {
        case document
        case sentence
    }

    struct Setting: Sendable {
        var file: String
        var unit = Unit.document
        var change: @Sendable (MedicalBertForTokenClassifier) -> MedicalBertForTokenClassifier
    }

    static let settings: [Setting] = [
        Setting(file: "ner-document") { $0.setMaxSentenceLength(128) },
        Setting(file: "ner-sentence", unit: .sentence) { $0.setMaxSentenceLength(128) },
        Setting(file: "ner-uncased") { $0.setCaseSensitive(false) },
        Setting(file: "ner-max-length-24") { $0.setMaxSentenceLength(24) },
    ]

    @Test("are given to the same tokens, with probabilities within 1e-4", arguments: settings.indices)
    func tags(index: Int) throws {
        let setting = Self.settings[index]
        let reference = try #require(SparkNLPReference.shared)
        let model = try TokenClassifierModel(folder: ModelFolder(path: reference.folder.appending(path: "model").path))
        let stage = setting.change(MedicalBertForTokenClassifier(model: model)).setInputCols("token", "text").compatibility(.sparkNLP)

        let expected = try reference.rows(setting.file)
        let tokenFile = setting.unit == .document ? "tokenizer-default" : "tokenizer-after-sentences"
        let tokens = try reference.column("token", of: tokenFile, type: "token")
        let sentences =
            setting.unit == .sentence
            ? try reference.column("sentence", of: "sentence-default", type: "document")
            : try reference.column("document", of: "tokenizer-default", type: "document")
        let data = DataFrame(
            columnNames: ["text", "token"],
            rows: expected.map { row in
                let id = row["id"] as! String
                return ["text": .annotations(sentences[id]!), "token": .annotations(tokens[id]!)]
            })
        let column = try #require(try stage.transform(data)["ner"])
        var worst: Float = 0
        for (row, value) in zip(expected, column) {
            let id = row["id"] as! String
            guard case .annotations(let found) = value else { throw Missing() }
            let wanted = SparkNLPReference.annotations(row["ner"]!, type: "named_entity")
            #expect(found.count == wanted.count, "\(setting.file) \(id)")
            for (found, wanted) in zip(found, wanted) {
                #expect(
                    (found.begin, found.end, found.result) == (wanted.begin, wanted.end, wanted.result), "\(setting.file) \(id) \(wanted)")
                for (key, value) in wanted.metadata {
                    let mine = try #require(found.metadata[key], "\(setting.file) \(id) \(key)")
                    if let number = Float(value), key != "sentence", key != "word" {
                        worst = max(worst, abs(number - (Float(mine) ?? .infinity)))
                    } else {
                        #expect(mine == value, "\(setting.file) \(id) \(key)")
                    }
                }
                if id.hasPrefix("t") { #expect(found.metadata.count == wanted.metadata.count) }
            }
        }
        #expect(worst < 1e-4, "\(setting.file)")
    }

    private struct Missing: Error {}
}

import Foundation
import Testing

@testable import TrialNER

/// What Spark NLP 5.5.3 gave for the reference texts, from `$TRIALNER_SHARED/reference/sparknlp` or `../shared` beside the checkout.
struct SparkNLPReference {
    let folder: URL

    /// `nil` where the folder of reference rows is absent; tests that need it are skipped then.
    static let shared: SparkNLPReference? = {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let root =
            ProcessInfo.processInfo.environment["TRIALNER_SHARED"].map { URL(filePath: $0) }
            ?? checkout.deletingLastPathComponent().appending(path: "shared")
        let folder = root.appending(path: "reference/sparknlp")
        return FileManager.default.fileExists(atPath: folder.path) ? SparkNLPReference(folder: folder) : nil
    }()

    /// Small rows of our own texts that are kept with the tests.
    static let fixtures = SparkNLPReference(
        folder: Bundle.module.resourceURL!.appending(path: "Fixtures/sparknlp"))

    /// The folders that are there: a few rows of the fixtures, and all of them where they are at hand.
    static let all: [SparkNLPReference] = [fixtures] + [shared].compactMap { $0 }

    /// A row of a file.
    struct Row {
        let id: String
        let annotations: [Annotation]
    }

    /// The rows of a file in order, of which a text may have several.
    func rows(_ name: String, column: String, type: String) throws -> [Row] {
        try rows(name).map { row in
            Row(id: try #require(row["id"] as? String), annotations: Self.annotations(try #require(row[column]), type: type))
        }
    }

    /// The rows of a file, as JSON objects.
    func rows(_ name: String) throws -> [[String: Any]] {
        let text = try String(contentsOf: folder.appending(path: name + ".jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            // Foundation drops a byte order mark at the start of a string, unless it is escaped.
            let escaped = line.unicodeScalars.map { $0 == "\u{FEFF}" ? #"\ufeff"# : String($0) }.joined()
            return try #require(try JSONSerialization.jsonObject(with: Data(escaped.utf8)) as? [String: Any])
        }
    }

    /// The texts by their ids.
    func texts(_ name: String = "texts") throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try rows(name).map { ($0["id"] as! String, $0["text"] as! String) })
    }

    /// A column of a file by the ids of the texts.
    func column(_ column: String, of name: String, type: String) throws -> [String: [Annotation]] {
        Dictionary(uniqueKeysWithValues: try rows(name).map { ($0["id"] as! String, Self.annotations($0[column]!, type: type)) })
    }

    /// `[begin, end, result, metadata]` as annotations; with five parts the type comes first.
    static func annotations(_ value: Any, type: String) -> [Annotation] {
        (value as! [[Any]]).map { row in
            let parts = row.count == 5 ? Array(row.dropFirst()) : row
            var metadata: Metadata = [:]
            for (key, value) in (parts[3] as! [String: String]).sorted(by: { $0.key < $1.key }) { metadata[key] = value }
            return Annotation(
                annotatorType: row.count == 5 ? row[0] as! String : type, begin: parts[0] as! Int, end: parts[1] as! Int,
                result: parts[2] as! String, metadata: metadata)
        }
    }
}

extension Annotation {
    /// A whole text as a document, as the DocumentAssembler makes it.
    static func document(_ text: String) -> Annotation {
        Annotation(annotatorType: "document", begin: 0, end: text.utf16.count - 1, result: text)
    }
}

/// A stage that adds a column which was made before.
struct Replay: DescribedStage {
    static let classNames = ["Replay"]
    static let parameterNames: [String] = []
    var inputColumns = ["text"]
    var column: String
    var values: [String: [Annotation]]

    init(_ column: String, _ values: [String: [Annotation]], reading inputColumns: [String] = ["text"]) {
        self.column = column
        self.values = values
        self.inputColumns = inputColumns
    }
    init(_ description: StageDescription) throws { self.init("", [:]) }

    var outputColumns: [String] { [column] }
    var outputAnnotatorType: String? { "replay" }
    var stageDescription: StageDescription { StageDescription(className: "Replay") }
    func compatibility(_ compatibility: Compatibility) -> Replay { self }

    func transform(_ data: DataFrame) throws -> DataFrame {
        let texts = try #require(data["text"])
        return data.adding(
            column,
            texts.map { text in
                guard case .string(let text) = text else { return .null }
                return .annotations(values[text] ?? [])
            })
    }
}

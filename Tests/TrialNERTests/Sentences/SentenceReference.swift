import Foundation
import Testing

@testable import TrialNER

/// The rows of Spark NLP 5.5.3: those of `$TRIALNER_SHARED` (else `../shared` beside the checkout) where it is there, and a few
/// in the fixtures of this target.
struct SentenceReference: Sendable {
    let url: URL

    static let shared: SentenceReference? = {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let root =
            ProcessInfo.processInfo.environment["TRIALNER_SHARED"].map { URL(filePath: $0) } ?? checkout.appending(path: "../shared")
        let url = root.appending(path: "reference/sparknlp")
        return FileManager.default.fileExists(atPath: url.path) ? SentenceReference(url: url) : nil
    }()

    static let fixtures = Bundle.module.resourceURL.map { SentenceReference(url: $0.appending(path: "Fixtures/sparknlp")) }

    /// The folders that are there.
    static let all: [SentenceReference] = [fixtures, shared].compactMap { $0 }

    struct Row {
        let id: String
        let annotations: [Annotation]
    }

    /// The texts by their ids.
    func texts() throws -> [String: String] {
        try Dictionary(
            uniqueKeysWithValues: objects("texts.jsonl").map { object in
                (try #require(object["id"] as? String), try #require(object["text"] as? String))
            })
    }

    /// The rows of a file whose annotations stand under `column`.
    func rows(_ file: String, column: String, annotatorType: String) throws -> [Row] {
        try objects(file).map { object in
            let cells = try #require(object[column] as? [[Any]])
            let annotations = try cells.map { cell in
                var metadata: Metadata = [:]
                for (key, value) in try #require(cell[3] as? [String: String]) { metadata[key] = value }
                return Annotation(
                    annotatorType: annotatorType, begin: try #require(cell[0] as? Int), end: try #require(cell[1] as? Int),
                    result: try #require(cell[2] as? String), metadata: metadata)
            }
            return Row(id: try #require(object["id"] as? String), annotations: annotations)
        }
    }

    private func objects(_ file: String) throws -> [[String: Any]] {
        try Data(contentsOf: url.appending(path: file)).split(separator: UInt8(ascii: "\n")).map { line in
            try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
        }
    }
}

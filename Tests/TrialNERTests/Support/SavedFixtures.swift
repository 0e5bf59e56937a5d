import Foundation

@testable import TrialNER

/// What Spark NLP saves, as `Scripts/make-saved-pipeline.py` writes it around the model `tiny`.
enum SavedFixtures {
    static func folder(_ name: String) -> String { (Bundle.module.resourcePath ?? "") + "/Fixtures/saved/" + name }

    static let pipeline = folder("pipeline")
    static let tokenizer = pipeline + "/stages/2_REGEX_TOKENIZER_03"
    static let classifier = pipeline + "/stages/3_BERT_FOR_TOKEN_CLASSIFICATION_04"

    /// Calls the body with a copy of a folder that it may change; without checksums, as many tools copy, changes are not noticed by them.
    @discardableResult
    static func withCopy<R>(of folder: String, keepingChecksums: Bool = false, _ body: (String) throws -> R) throws -> R {
        try withTemporaryFolder { temporary in
            let copy = temporary + "/saved"
            try FileManager.default.copyItem(atPath: folder, toPath: copy)
            if !keepingChecksums {
                for file in files(in: copy) where file.hasSuffix(".crc") { try FileManager.default.removeItem(atPath: copy + "/" + file) }
            }
            return try body(copy)
        }
    }

    /// The files of a folder and of the folders in it, hidden ones among them.
    static func files(in folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).sorted().filter { file in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + file, isDirectory: &isDirectory) && !isDirectory.boolValue
        }
    }

    /// Replaces a text in a file, which must stand there.
    static func replace(_ old: String, _ new: String, in path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard text.contains(old) else { throw NotThere(text: old) }
        try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: URL(fileURLWithPath: path))
    }

    struct NotThere: Error { var text: String }
}

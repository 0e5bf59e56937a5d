#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The list of a model's files at a base URL, `manifest.json` beside them:
///
/// ```json
/// {"files": [{"name": "config.json", "size": 1922, "sha256": "9f…"}, …]}
/// ```
///
/// `Scripts/make-manifest.py FOLDER` writes it.
struct ModelManifest: Decodable, Sendable, Hashable {
    /// One file of the model.
    struct File: Decodable, Sendable, Hashable {
        var name: String
        /// In bytes.
        var size: Int
        /// 64 hexadecimal digits.
        var sha256: String
    }

    var files: [File]

    /// Reads a manifest that came from `url`.
    ///
    /// - Throws: `ModelStoreError.wrongManifest`, also where a name would leave the model's folder.
    init(_ data: Data, url: String) throws(ModelStoreError) {
        do {
            self = try JSONDecoder().decode(ModelManifest.self, from: data)
        } catch {
            throw .wrongManifest(url: url, reason: jsonReason(error))
        }
        guard !files.isEmpty else { throw .wrongManifest(url: url, reason: "it lists no files") }
        for file in files {
            guard ModelName.isSafe(file.name), file.name != Self.fileName else {
                throw .wrongManifest(url: url, reason: "the file name \"\(file.name)\" is not a plain name")
            }
            guard file.size >= 0, file.sha256.utf8.count == 64 else {
                throw .wrongManifest(url: url, reason: "\(file.name) has no proper size or SHA-256 sum")
            }
        }
        guard Set(files.map(\.name)).count == files.count else { throw .wrongManifest(url: url, reason: "it lists a file twice") }
    }

    /// The name of the manifest itself.
    static let fileName = "manifest.json"
}

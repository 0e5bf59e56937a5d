/// What can go wrong while a pretrained model is looked for or brought.
public enum ModelStoreError: Error, Sendable, Hashable {
    /// A part of the model's name is not a plain name.
    case wrongName(String)
    /// No such model in any place.
    case notFound(name: String, searched: [String])
    /// No downloaded model of this name, or several.
    case notCached(name: String)
    /// A base URL of another kind than `https://`, `file://` or, on this machine, `http://`.
    case wrongURL(String)
    /// The `curl` command is not there.
    case curlMissing
    /// A file could not be brought; what came of it is kept for the next try.
    case downloadFailed(url: String, reason: String)
    /// The manifest is not as it should be.
    case wrongManifest(url: String, reason: String)
    /// A file came with another sum than the manifest's.
    case wrongSum(url: String, expected: String, got: String)
    /// A file or folder of the cache cannot be written.
    case cacheUnwritable(path: String, reason: String)
}

extension ModelStoreError: CustomStringConvertible {
    /// One line: what is wrong and what to do.
    public var description: String {
        switch self {
        case .wrongName(let name):
            "\"\(name)\" is no name of a model, language or place: it may have letters, digits, '_', '-' and '.'"
        case .notFound(let name, let searched):
            "there is no model \(name); looked in \(searched.joined(separator: ", ")). Give a folder with --model, or set "
                + "TRIALNER_MODELS_URL to a base URL that has \(name)/manifest.json"
        case .notCached(let name):
            "there is no one downloaded model \(name): only downloaded models can be removed, by a name that `trialner models list` shows"
        case .wrongURL(let url):
            "\(url) is no base URL for models: use https://… or file:///… (http:// only for this machine)"
        case .curlMissing:
            "the command curl is needed to download a model and is not there: install it (apt-get install curl, dnf install curl, "
                + "brew install curl)"
        case .downloadFailed(let url, let reason):
            "\(url) could not be downloaded: \(reason). Run the command again: it goes on where it stopped"
        case .wrongManifest(let url, let reason):
            "\(url) is no usable manifest: \(reason)"
        case .wrongSum(let url, let expected, let got):
            "\(url) has the SHA-256 sum \(got) where its manifest says \(expected): it was damaged or changed, and was dropped; try "
                + "again, or tell who offers it"
        case .cacheUnwritable(let path, let reason):
            "\(path) cannot be written: \(reason); set XDG_CACHE_HOME to a folder that can"
        }
    }
}

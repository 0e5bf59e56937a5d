#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where pretrained models are found, in this order:
/// 1. the bundled models: the folder in the environment variable `TRIALNER_MODELS`, else `Models/` beside the program (or the shared library that
///    this code is part of), in `../share/trialner/` from it, or of the checkout that it was built in (English, under their own names and
///    `ModelAliases`);
/// 2. the cache: `$XDG_CACHE_HOME/trialner` or `~/.cache/trialner`, by `REMOTE/LANGUAGE/NAME`;
/// 3. a base URL, from which the model is brought into the cache: `BASE/REMOTE/LANGUAGE/NAME/manifest.json` (`ModelManifest`) and
///    the files that it lists beside it. The base is an argument, or the environment variable `TRIALNER_MODELS_URL`.
public struct ModelStore: Sendable {
    /// Folders that hold bundled models, a folder each.
    public var bundledFolders: [String]
    /// The folder that downloaded models are kept in; `nil` where the system names none.
    public var cacheFolder: String?
    /// The base URL; `nil` where nothing is to be downloaded.
    public var baseURL: String?

    /// The places of the running process.
    ///
    /// - Parameter baseURL: A base URL (`https://…`, `file:///…`) in place of the environment's.
    public init(baseURL: String? = nil) {
        self.init(baseURL: baseURL, environment: .ofProcess, program: .current)
    }

    init(baseURL: String?, environment: EnvironmentVariables, program: ProgramLocation) {
        if let folder = environment.value("TRIALNER_MODELS") {
            bundledFolders = [folder]
        } else {
            bundledFolders = program.folders.flatMap { [$0 + "/Models", $0 + "/../share/trialner/Models"] }
            bundledFolders += program.checkouts.map { $0 + "/Models" }
        }
        if let cache = environment.value("XDG_CACHE_HOME") {
            cacheFolder = cache + "/trialner"
        } else {
            cacheFolder = environment.value("HOME").map { $0 + "/.cache/trialner" }
        }
        self.baseURL = baseURL ?? environment.value("TRIALNER_MODELS_URL")
    }

    /// The model that is used when none is named.
    ///
    /// - Throws: as `locate`.
    public func defaultModel(precision: ModelFolder.Precision? = nil) throws -> ModelFolder {
        try locate(name: ModelAliases.defaultModel, language: ModelAliases.bundledLanguage, remote: "", precision: precision)
    }

    /// Finds a model by its name, and brings it if it has to be; the arguments are those of Spark NLP's `pretrained`.
    ///
    /// - Parameters:
    ///   - name: The model's name, such as `bert_token_classifier_drug_development_trials_onnx`.
    ///   - language: Its language, such as `en`.
    ///   - remote: Where it comes from, such as `clinical/models`; a part of its path under the base URL.
    ///   - precision: Which of its files to take; by default the one that is there, int8 where there are both.
    /// - Throws: `ModelStoreError`, and `ModelError` where the model is there and faulty.
    public func locate(
        name: String, language: String = "en", remote: String = "clinical/models", precision: ModelFolder.Precision? = nil
    ) throws -> ModelFolder {
        let model = try ModelName(name: name, language: language, remote: remote)
        if let path = bundledPath(of: model) { return try ModelFolder(path: path, precision: precision) }
        var searched = bundledFolders
        if let cacheFolder {
            let path = cacheFolder + "/" + model.path
            if FileManager.default.fileExists(atPath: path) { return try ModelFolder(path: path, precision: precision) }
            searched.append(path)
            if let baseURL {
                try ModelDownload(baseURL: baseURL, model: model, folder: path).run()
                return try ModelFolder(path: path, precision: precision)
            }
        }
        throw ModelStoreError.notFound(name: model.path, searched: searched)
    }

    /// The model of a name that may be a folder: the folder where there is one, else what `locate(name:)` finds under the name.
    ///
    /// - Parameters:
    ///   - name: A path or a name; `nil` for the default model.
    ///   - base: The folder that a relative path starts in; `nil` for the current one.
    ///   - precision: As of `locate`.
    /// - Throws: as `locate`.
    public func model(
        named name: String?, relativeTo base: String? = nil, precision: ModelFolder.Precision? = nil
    ) throws -> ModelFolder {
        guard let name else { return try defaultModel(precision: precision) }
        let path = base.map { name.hasPrefix("/") ? name : $0 + "/" + name } ?? name
        // A name has no slash, so what has one is a path, whether there is something or not.
        if name.contains("/") || FileManager.default.fileExists(atPath: path) { return try ModelFolder(path: path, precision: precision) }
        return try locate(name: name, precision: precision)
    }

    private func bundledPath(of model: ModelName) -> String? {
        guard model.language == ModelAliases.bundledLanguage else { return nil }
        let name = ModelAliases.bundled[model.name] ?? model.name
        return bundledFolders.map { $0 + "/" + name }.first(where: ModelFolder.isModel)
    }
}

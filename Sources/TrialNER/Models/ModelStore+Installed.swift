#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ModelStore {
    /// A model that is on this machine.
    public struct InstalledModel: Sendable, Hashable {
        /// How it came here.
        public enum Origin: String, Sendable {
            /// With TrialNER.
            case bundled
            /// By a download.
            case cached
        }

        /// What it is called where models are named: a plain name where it is bundled, else `REMOTE/LANGUAGE/NAME`.
        public var name: String
        /// How it came here.
        public var origin: Origin
        /// Its folder.
        public var path: String
    }

    /// The models on this machine, bundled ones first, each kind by name. A folder with a `config.json`, or one that Spark saved,
    /// counts, whether it is whole or not.
    public func installedModels() -> [InstalledModel] {
        var models: [InstalledModel] = []
        for folder in bundledFolders {
            for name in FolderListing.names(in: folder)
            where ModelFolder.isModel(folder + "/" + name) && !models.contains(where: { $0.name == name }) {
                models.append(InstalledModel(name: name, origin: .bundled, path: folder + "/" + name))
            }
        }
        if let cacheFolder { models += cachedModels(in: cacheFolder, below: "") }
        return models
    }

    /// Removes a model that was downloaded, by its name in ``installedModels()`` or the last part of it.
    ///
    /// - Throws: ``ModelStoreError/notCached(name:)``, or ``ModelStoreError/cacheUnwritable(path:reason:)``.
    /// - Returns: the folder that is gone.
    @discardableResult
    public func remove(_ name: String) throws -> String {
        let matching = installedModels().filter { $0.origin == .cached && ($0.name == name || $0.name.hasSuffix("/" + name)) }
        guard matching.count == 1 else { throw ModelStoreError.notCached(name: name) }
        do {
            try FileManager.default.removeItem(atPath: matching[0].path)
        } catch {
            throw ModelStoreError.cacheUnwritable(path: matching[0].path, reason: "\(error)")
        }
        return matching[0].path
    }

    /// Models of the cache lie at `REMOTE/LANGUAGE/NAME`, and a remote has any number of parts.
    private func cachedModels(in root: String, below prefix: String) -> [InstalledModel] {
        FolderListing.names(in: prefix.isEmpty ? root : root + "/" + prefix).flatMap { name -> [InstalledModel] in
            let path = prefix.isEmpty ? name : prefix + "/" + name
            // Six parts are more than any remote has; a link that leads back up must not lead on for ever.
            guard path.utf8.count(where: { $0 == UInt8(ascii: "/") }) < 6 else { return [] }
            if ModelFolder.isModel(root + "/" + path) { return [InstalledModel(name: path, origin: .cached, path: root + "/" + path)] }
            return cachedModels(in: root, below: path)
        }
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The folder of one stage (or of a pipeline) as Spark saves it: `metadata/` with its class and parameters, `fields/` with what is no plain value.
struct SavedStage {
    let path: String
    /// The name of the class with its package.
    let className: String
    /// The version of Spark that saved it.
    let sparkVersion: String?
    private let set: [String: SavedValue]
    private let defaults: [String: SavedValue]

    /// Parameters that only say how Spark runs a stage, or that only matter for models of TensorFlow.
    private static let passedOver: Set<String> = ["lazyAnnotator", "engine", "configProtoBytes"]
    private static let sparkNLPPackage = "com.johnsnowlabs."
    private static let ownPackage = "trialner.spark."
    /// Which rules a stage of our own for Spark follows; in a pipeline of ours this is said once.
    private static let compatibilityName = "compatibility"

    /// Whether a folder was saved by Spark.
    static func exists(at path: String) -> Bool {
        FolderListing.names(in: path + "/metadata").contains { $0.hasPrefix("part-") }
    }

    /// Reads the metadata.
    init(path: String) throws(SavedFileError) {
        self.path = path
        let folder = path + "/metadata"
        var found: (file: String, bytes: [UInt8])?
        for file in try SavedFile.parts(of: folder) where found == nil {
            let bytes = try SavedFile.bytes(of: file)
            if !bytes.isEmpty { found = (file, bytes) }
        }
        guard let found else { throw .damaged(path: folder, reason: "its files are empty") }
        let metadata: SavedMetadata
        do {
            metadata = try JSONDecoder().decode(SavedMetadata.self, from: Data(found.bytes))
        } catch {
            throw .damaged(path: found.file, reason: jsonReason(error))
        }
        className = metadata.className
        sparkVersion = metadata.sparkVersion
        set = metadata.set
        defaults = metadata.defaults ?? [:]
    }

    /// Whether TrialNER's own annotator for Spark was saved.
    var isOwn: Bool { className.hasPrefix(Self.ownPackage) }

    /// The class without its package, if it is one of Spark NLP's or of ours for Spark.
    var annotator: String? {
        guard isOwn || className.hasPrefix(Self.sparkNLPPackage) else { return nil }
        return className.split(separator: ".").last.map(String.init)
    }

    /// Whose rules the stage follows: Spark NLP's stages those of Spark NLP, ours what they were told.
    ///
    /// - Throws: ``SavedFileError/unsupported(path:reason:)`` for a name that is none.
    func compatibility() throws(SavedFileError) -> Compatibility {
        guard isOwn else { return .sparkNLP }
        guard case .string(let name)? = self[Self.compatibilityName], let known = Compatibility(rawValue: name) else {
            throw .unsupported(path: path, reason: "the parameter \"\(Self.compatibilityName)\" of \(title) is none that TrialNER knows")
        }
        return known
    }

    /// What a message calls the stage.
    var title: String { annotator ?? className }

    /// The value of a parameter: what was set, else its default.
    subscript(name: String) -> ParameterValue? {
        guard case .plain(let value)? = set[name] ?? defaults[name] else { return nil }
        return value
    }

    /// The parameters that a stage of ours takes, by name.
    ///
    /// - Parameter names: The names that the stage knows.
    /// - Throws: ``SavedFileError/unsupported(path:reason:)`` for one that it does not know, unless the parameter only concerns Spark, or is
    ///   as it is where nobody sets it, and off.
    func parameters(among names: [String]) throws(SavedFileError) -> [StageDescription.Parameter] {
        var parameters: [StageDescription.Parameter] = []
        let passedOver = isOwn ? Self.passedOver.union([Self.compatibilityName]) : Self.passedOver
        for name in Swift.Set(set.keys).union(defaults.keys).sorted() where !passedOver.contains(name) {
            switch set[name] ?? defaults[name] {
            case .plain(let value)? where names.contains(name): parameters.append(.init(name: name, value: value))
            case nil, .some(.null): continue
            case let value?:
                // Newer releases have parameters more, whose defaults leave things as they were: false, or nothing.
                if !names.contains(name), value.isOff, defaults[name] == value { continue }
                throw .unsupported(
                    path: path,
                    reason: "the parameter \"\(name)\" of \(title) has no equal in TrialNER; save the pipeline again without it")
            }
        }
        return parameters
    }

    /// The values in one of the folders of `fields/`: a Java object for each record.
    func field(_ name: String) throws(SavedFileError) -> [JavaObjects] {
        var objects: [JavaObjects] = []
        for file in try SavedFile.parts(of: path + "/fields/" + name) {
            let bytes = try SavedFile.bytes(of: file)
            do throws(SavedContentProblem) {
                for value in try SequenceFile(bytes).values { objects.append(try JavaObjectReader.read(value)) }
            } catch {
                throw error.at(file)
            }
        }
        return objects
    }

    /// Refuses a stage that has other fields than these.
    func checkFields(_ known: [String]) throws(SavedFileError) {
        for name in FolderListing.names(in: path + "/fields") where !known.contains(name) {
            throw .unsupported(path: path + "/fields/" + name, reason: "\(title) has no field \"\(name)\" that TrialNER knows")
        }
    }
}

/// The JSON of `metadata/part-00000`.
private struct SavedMetadata: Decodable {
    var className: String
    var sparkVersion: String?
    var set: [String: SavedValue]
    var defaults: [String: SavedValue]?

    private enum CodingKeys: String, CodingKey {
        case className = "class"
        case sparkVersion
        case set = "paramMap"
        case defaults = "defaultParamMap"
    }
}

/// A value of a parameter.
private enum SavedValue: Decodable, Hashable {
    case null
    case plain(ParameterValue)
    /// An object, or a list of something else than texts.
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(ParameterValue.self) {
            self = .plain(value)
        } else {
            self = .other
        }
    }

    var isOff: Bool { [.plain(.bool(false)), .plain(.string("")), .plain(.strings([]))].contains(self) }
}

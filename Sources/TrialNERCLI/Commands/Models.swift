import TrialNER
import TrialNERFormats

/// `trialner models`: what models there are, what they are like, and where they come from.
enum Models: Command {
    struct Arguments: Sendable, Hashable {
        var words: [String] = []
        var language = "en"
        var remote = "clinical/models"
        var url: String?
    }

    /// What is done.
    private enum Action: String, CaseIterable {
        case list
        case show
        case pull
        case remove
    }

    static let defaults = Arguments()

    static let declaration = CommandDeclaration<Arguments>(
        name: "models",
        summary: "Lists, shows, brings and removes models.",
        operands: .init(
            placeholder: "list | show NAME | pull NAME | remove NAME",
            help:
                "list (default): the models on this machine. show: one of them. pull: bring one from a base URL. remove: a downloaded one."
        ) { $0.words.append($1) },
        options: [
            .value("language", \.language, .text("LANG"), help: "Language of the model to pull (default: en)"),
            .value("remote", \.remote, .text("PLACE"), help: "Place under the base URL to pull from (default: clinical/models)"),
            .value("url", \.url, .text("URL"), help: "Base URL to pull from (default: TRIALNER_MODELS_URL)"),
        ],
        examples: [
            CommandExample(line: "trialner models", purpose: "the models on this machine"),
            CommandExample(line: "trialner models show trialner-base", purpose: "the labels and files of one"),
        ],
        notes: [])

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        let word = arguments.words.first ?? Action.list.rawValue
        guard let action = Action(rawValue: word) else {
            let nearest = Spelling.nearest(to: word, among: Action.allCases.map(\.rawValue)).map { "did you mean \($0)?" }
            throw UsageError(
                command: declaration.name, message: "cannot \(quoted(word)); \(nearest ?? "it is one of list, show, pull and remove")")
        }
        let names = arguments.words.dropFirst()
        guard names.count == (action == .list ? 0 : 1) else {
            throw UsageError(
                command: declaration.name,
                message: action == .list ? "list takes no name" : "\(word) takes the name of one model, as in trialner models \(word) NAME")
        }
        let store = ModelStore(baseURL: arguments.url)
        var text = ""
        switch action {
        case .list: text = list(store)
        case .show: text = try show(try store.model(named: names.first))
        case .pull:
            let folder = try store.locate(name: names.first ?? "", language: arguments.language, remote: arguments.remote)
            text = "\(folder.path)\n"
        case .remove: text = "removed \(try store.remove(names.first ?? ""))\n"
        }
        try context.output.write(Array(text.utf8))
        return .success
    }

    private static func list(_ store: ModelStore) -> String {
        let models = store.installedModels()
        if models.isEmpty { return "no models; `trialner models pull NAME` brings one\n" }
        let width = models.map(\.name.count).max() ?? 0
        var text = ""
        for model in models {
            let padding = String(repeating: " ", count: width - model.name.count)
            text += "\(model.name)\(padding)  \(model.origin.rawValue)  \(state(of: model))  \(model.path)\n"
        }
        return text
    }

    /// The version and precisions of a model that can be opened, or what is wrong with it.
    private static func state(of model: ModelStore.InstalledModel) -> String {
        do throws(ModelError) {
            let folder = try ModelFolder(path: model.path)
            return "\(folder.version ?? "no version"), \(precisions(of: folder).joined(separator: " and "))"
        } catch {
            return "unusable: \(error)"
        }
    }

    private static func precisions(of folder: ModelFolder) -> [String] {
        ModelFolder.Precision.allCases.compactMap { precision in
            guard let path = folder.modelPath(of: precision), let bytes = FileReader.size(of: path), bytes > 0 else { return nil }
            return "\(precision.rawValue) (\((bytes + 500_000) / 1_000_000) MB)"
        }
    }

    private static func show(_ folder: ModelFolder) throws -> String {
        let tags = try TagSet(tags: folder.labels)
        let defaults = folder.readingDefaults
        let read = [
            defaults.maxSentenceLength.map { "windows of \($0) word pieces" }, defaults.batchSize.map { "\($0) windows together" },
            defaults.caseSensitive.map { $0 ? "case kept" : "in lower case" },
        ].compactMap { $0 }
        return """
            name                 \(folder.name)
            version              \(folder.version ?? "-")
            folder               \(folder.path)
            made by              \(folder.layout.maker)
            files                \(precisions(of: folder).joined(separator: ", "))
            opened by default    \(folder.precision.rawValue)
            longest input        \(folder.maximumLength) word pieces
            case                 \(folder.tokenizer.lowercases ? "uncased" : "cased")
            read by default      \(read.isEmpty ? "as every model" : read.joined(separator: ", "))
            types                \(tags.entityTypes.joined(separator: ", "))

            """
    }
}

extension ModelFolder.Layout {
    /// Who wrote the folder, as a user knows it.
    var maker: String {
        switch self {
        case .huggingFace: "export in the layout of Hugging Face"
        case .sparkNLP(let annotator, let version): "Spark NLP (\(annotator)\(version.map { ", saved with Spark \($0)" } ?? ""))"
        }
    }
}

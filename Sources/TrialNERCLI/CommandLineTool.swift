import TrialNER
import TrialNERFormats

/// The program: finds the command, runs it, and turns what happens into messages and an exit status.
enum CommandLineTool {
    /// The version of the program.
    static let version = TrialNERVersion.current

    /// The commands, in the order of help.
    static let commands: [any Command.Type] = [
        Annotate.self, Summary.self, Serve.self, Tokenize.self, Convert.self, Evaluate.self, Models.self, Doctor.self, Completions.self,
        ManPage.self,
    ]

    /// Does what the words behind the name of the program say.
    static func run(_ words: [String], in context: CommandContext) -> ExitStatus {
        do {
            let status = try dispatch(words, in: context)
            try context.output.flush()
            return status
        } catch let error as UsageError {
            // Two lines that belong together; the words of the user in them are quoted.
            context.diagnostics.text(error.description + "\n")
            return .usage
        } catch OutputError.readerLeft {
            return context.diagnostics.hasFailures ? .failure : .success
        } catch {
            context.diagnostics.note("\(error)")
            return .failure
        }
    }

    private static func dispatch(_ words: [String], in context: CommandContext) throws -> ExitStatus {
        guard let first = words.first else {
            context.diagnostics.text(help)
            return .usage
        }
        switch first {
        case "--help", "-h", "help":
            if let name = words.dropFirst().first { return try command(name).run(["--help"], in: context) }
            try context.output.write(Array(help.utf8))
            return .success
        case "--version":
            try context.output.write(Array("trialner \(version)\n".utf8))
            return .success
        default:
            return try command(first).run(Array(words.dropFirst()), in: context)
        }
    }

    private static func command(_ name: String) throws(UsageError) -> any Command.Type {
        let names = commands.map { $0.outline.name }
        if let index = names.firstIndex(of: name) { return commands[index] }
        if name.hasPrefix("-") {
            let nearest = Spelling.nearest(to: name, among: ["--help", "--version"]).map { "did you mean \($0)?" }
            throw UsageError(
                message: "unknown option \(quoted(name)); \(nearest ?? "a command comes first, as in trialner annotate \(quoted("TEXT"))")")
        }
        if let nearest = Spelling.nearest(to: name, among: names) {
            throw UsageError(message: "unknown command \(quoted(name)); did you mean \(nearest)?")
        }
        throw UsageError(message: "unknown command \(quoted(name)); to mark the concepts of a text: trialner annotate \(quoted(name))")
    }

    private static var help: String {
        var text = """
            Reads clinical trials and marks who was studied, what was measured and what came out.

            USAGE: trialner COMMAND [OPTIONS] [INPUT…]

            EXAMPLE
              trialner annotate "In June 2003, the median overall survival was 4.0 months."

            COMMANDS

            """
        for command in commands { text += HelpText.entry(command.outline.name, command.outline.summary) }
        text += "\nOPTIONS\n"
        text += HelpText.entry("-h, --help", "Show this help; trialner COMMAND --help shows that of a command")
        text += HelpText.entry("--version", "Show the version")
        return text
    }
}

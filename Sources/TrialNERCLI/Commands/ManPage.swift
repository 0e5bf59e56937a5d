import TrialNERFormats

/// `trialner man`: the manual page, made of what the commands' help says.
enum ManPage: Command {
    struct Arguments: Sendable, Hashable {}

    static let defaults = Arguments()

    static let declaration = CommandDeclaration<Arguments>(
        name: "man",
        summary: "Prints the manual page.",
        operands: nil,
        options: [],
        examples: [
            CommandExample(line: "trialner man | man -l -", purpose: "to read it"),
            CommandExample(line: "trialner man > ~/.local/share/man/man1/trialner.1", purpose: "to keep it where man looks"),
        ],
        notes: [])

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        var page = """
            .TH TRIALNER 1 "" "trialner \(CommandLineTool.version)" "User Commands"
            .SH NAME
            trialner \\- reads clinical trials and marks who was studied, what was measured and what came out
            .SH SYNOPSIS
            .B trialner
            .I COMMAND
            [\\fIOPTIONS\\fR] [\\fIINPUT\\fR...]
            .SH COMMANDS

            """
        for command in CommandLineTool.commands.map({ $0.outline }) { page += section(command) }
        page += ".SH ENVIRONMENT\n"
        for (name, meaning) in environment { page += ".TP\n.B \(escaped(name))\n\(escaped(meaning))\n" }
        try context.output.write(Array(page.utf8))
        return .success
    }

    private static let environment = [
        ("TRIALNER_ONNXRUNTIME", "The file of ONNX Runtime's library, or its folder, in place of the one that is found."),
        ("TRIALNER_MODELS", "The folder of bundled models, in place of Models/ of the checkout."),
        ("TRIALNER_MODELS_URL", "The base URL that models are brought from."),
        ("XDG_CACHE_HOME", "Downloaded models are kept in its folder trialner (default: ~/.cache)."),
        ("NO_COLOR", "If set, tables have no colours."),
    ]

    private static func section(_ command: CommandOutline) -> String {
        var text =
            ".SS \"trialner \(escaped(command.name))\(command.operands.map { " " + escaped($0) } ?? "")\"\n\(escaped(command.summary))\n"
        if let help = command.operandHelp { text += ".PP\n\(escaped(help))\n" }
        for option in command.options {
            let names = option.spellings.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
            text += ".TP\n\(names)\(option.placeholder.map { " \\fI\(escaped($0))\\fR" } ?? "")\n\(escaped(option.help))\n"
        }
        for note in command.notes {
            text += ".PP\n\\fB\(escaped(note.title))\\fR\n"
            for paragraph in note.text.split(separator: "\n") { text += ".PP\n\(escaped(String(paragraph)))\n" }
        }
        text += ".PP\n\\fBEXAMPLES\\fR\n"
        for example in command.examples { text += ".PP\n\(escaped(example.purpose)):\n.nf\n\(escaped(example.line))\n.fi\n" }
        return text
    }

    /// The text as roff takes it literally: no line begins with a control character, hyphens stay hyphens.
    private static func escaped(_ text: String) -> String {
        let text = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }
}

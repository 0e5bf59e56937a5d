/// What a command takes and what its help says.
struct CommandDeclaration<Arguments: Sendable>: Sendable {
    /// The word behind `trialner`.
    var name: String
    /// What the command does, in one line.
    var summary: String
    /// What may stand beside the options, as `[INPUT…]`; `nil` if nothing.
    var operands: Operands?
    /// The options, in the order of help.
    var options: [OptionDeclaration<Arguments>]
    /// Command lines that work, each with what it shows.
    var examples: [CommandExample]
    /// Paragraphs below the options, each under its title.
    var notes: [CommandNote]

    struct Operands: Sendable {
        var placeholder: String
        var help: String
        var add: @Sendable (inout Arguments, String) -> Void
    }
}

/// A command line that works, with what it shows.
struct CommandExample: Sendable {
    var line: String
    var purpose: String
}

/// A paragraph of help under a title.
struct CommandNote: Sendable {
    var title: String
    var text: String
}

/// What a command line asks for.
enum ParsedCommandLine<Arguments: Sendable>: Sendable {
    case run(Arguments)
    case help
}

import TrialNERFormats

/// How a run ended, as the shell sees it.
enum ExitStatus: Int32, Sendable {
    /// Everything was done.
    case success = 0
    /// An input, the model or the output failed; what could be done was done.
    case failure = 1
    /// The command line makes no sense; nothing was done.
    case usage = 2
}

/// What a command works with; tests put their own things here.
struct CommandContext: Sendable {
    /// Where rows go.
    var output: RowOutput
    /// Where messages go.
    var diagnostics: Diagnostics
    /// Gives what `-` stands for.
    var standardInput: @Sendable () -> any ByteSource
    /// What opens models.
    var engine: any Engine
    /// What the program stands in.
    var terminal: Terminal
    /// A clock that counts seconds.
    var now: @Sendable () -> Double
    /// What happens when the user interrupts the program.
    var interruption = Interruption()
}

/// A command of `trialner`.
protocol Command: Sendable {
    associatedtype Arguments: Sendable

    /// What the command takes and what its help says.
    static var declaration: CommandDeclaration<Arguments> { get }
    /// What a command line without options means.
    static var defaults: Arguments { get }

    /// Does the work.
    ///
    /// Throws a ``UsageError``, an `OutputError`, or what the engine throws where no model can be opened.
    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus
}

extension Command {
    /// Reads the words behind the name of the command and does what they say.
    static func run(_ words: [String], in context: CommandContext) throws -> ExitStatus {
        switch try ArgumentParser.parse(words, as: declaration, defaults: defaults) {
        case .help:
            try context.output.write(Array(HelpText.of(outline).utf8))
            return .success
        case .run(let arguments):
            return try run(arguments, in: context)
        }
    }

    /// The command as help, completions and the man page see it.
    static var outline: CommandOutline { CommandOutline(declaration) }
}

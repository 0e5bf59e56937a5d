/// What a command takes, without the types of its arguments: for help, completions and the man page.
struct CommandOutline: Sendable {
    /// One option.
    struct Option: Sendable {
        var long: String
        var short: Character?
        /// Whether `--no-NAME` says the contrary.
        var isToggle = false
        /// What stands for its value; `nil` where it takes none.
        var placeholder: String?
        var choices: [String]
        var help: String

        /// Every way to write it.
        var spellings: [String] { ["--\(long)"] + (isToggle ? ["--no-\(long)"] : []) + (short.map { ["-\($0)"] } ?? []) }
        /// Whether its value is the name of a file or folder.
        var takesPath: Bool { ["FILE", "FOLDER", "DIR|NAME"].contains(placeholder) }
    }

    var name: String
    var summary: String
    var operands: String?
    var operandHelp: String?
    var options: [Option]
    var examples: [CommandExample]
    var notes: [CommandNote]

    init<Arguments: Sendable>(_ declaration: CommandDeclaration<Arguments>) {
        name = declaration.name
        summary = declaration.summary
        operands = declaration.operands?.placeholder
        operandHelp = declaration.operands?.help
        examples = declaration.examples
        notes = declaration.notes
        options = declaration.options.map { option in
            var outline = Option(long: option.long, short: option.short, choices: option.choices, help: option.help)
            switch option.action {
            case .flag: break
            case .toggle: outline.isToggle = true
            case .value(let placeholder, _): outline.placeholder = placeholder
            }
            return outline
        }
        options.append(Option(long: "help", short: "h", choices: [], help: "Show this help"))
    }
}

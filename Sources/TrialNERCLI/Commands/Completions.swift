import TrialNERFormats

/// `trialner completions`: completions of the command line for a shell.
enum Completions: Command {
    enum Shell: String, Sendable, CaseIterable {
        case bash
        case zsh
        case fish
    }

    struct Arguments: Sendable, Hashable {
        var words: [String] = []
    }

    static let defaults = Arguments()

    static let declaration = CommandDeclaration<Arguments>(
        name: "completions",
        summary: "Prints completions of the command line for bash, zsh or fish.",
        operands: .init(placeholder: "bash|zsh|fish", help: "The shell.") { $0.words.append($1) },
        options: [],
        examples: [
            CommandExample(line: #"eval "$(trialner completions bash)""#, purpose: "for this session of bash (or zsh)"),
            CommandExample(
                line: "trialner completions fish > ~/.config/fish/completions/trialner.fish", purpose: "for every session of fish"),
        ],
        notes: [])

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        guard arguments.words.count == 1, let shell = Shell(rawValue: arguments.words[0]) else {
            throw UsageError(command: declaration.name, message: "name one shell: bash, zsh or fish")
        }
        let commands = CommandLineTool.commands.map { $0.outline }
        let text =
            switch shell {
            case .bash: bash(commands)
            case .zsh: zsh(commands)
            case .fish: fish(commands)
            }
        try context.output.write(Array(text.utf8))
        return .success
    }

    /// After an option with choices those, after one with a file and everywhere else files, behind `-` the options.
    private static func bash(_ commands: [CommandOutline]) -> String {
        var text = """
            _trialner() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options= choices=
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "\((commands.map(\.name) + ["--help", "--version"]).joined(separator: " "))" -- "$word"))
                    return
                fi
                case ${COMP_WORDS[1]} in

            """
        for command in commands {
            text += "    \(command.name))\n        options=\"\(command.options.flatMap(\.spellings).joined(separator: " "))\"\n"
            let listed = command.options.filter { !$0.choices.isEmpty }
            if !listed.isEmpty {
                text += "        case $before in\n"
                for option in listed {
                    text += "        \(option.spellings.joined(separator: "|"))) choices=\"\(option.choices.joined(separator: " "))\" ;;\n"
                }
                text += "        esac\n"
            }
            text += "        ;;\n"
        }
        text += """
                esac
                if [ -n "$choices" ]; then
                    COMPREPLY=($(compgen -W "$choices" -- "$word"))
                elif [ "${word#-}" != "$word" ]; then
                    COMPREPLY=($(compgen -W "$options" -- "$word"))
                else
                    COMPREPLY=($(compgen -f -- "$word"))
                fi
            }
            complete -o filenames -F _trialner trialner ./trialner

            """
        return text
    }

    private static func zsh(_ commands: [CommandOutline]) -> String {
        func quote(_ text: String) -> String { text.replacing("'", with: "'\\''") }
        func described(_ text: String) -> String { quote(text.replacing("[", with: "\\[").replacing("]", with: "\\]")) }
        var text = "#compdef trialner\n_trialner() {\n    if (( CURRENT == 2 )); then\n        local -a commands=(\n"
        for command in commands { text += "            '\(command.name):\(quote(command.summary.replacing(":", with: "\\:")))'\n" }
        text += "        )\n        _describe command commands\n        return\n    fi\n    local command=$words[2]\n"
        text += "    shift words; (( CURRENT-- ))\n    case $command in\n"
        for command in commands {
            text += "    \(command.name)) _arguments -S \\\n"
            for option in command.options {
                var value = ""
                if let placeholder = option.placeholder {
                    let values = option.choices.isEmpty ? (option.takesPath ? "_files" : " ") : "(\(option.choices.joined(separator: " ")))"
                    value = ":\(quote(placeholder)):\(values)"
                }
                for spelling in option.spellings {
                    text += "        '*\(spelling)[\(described(option.help))]\(value)' \\\n"
                }
            }
            text += "        '*:input:_files' ;;\n"
        }
        text += "    esac\n}\nif [ \"$funcstack[1]\" = _trialner ]; then _trialner \"$@\"; else compdef _trialner trialner; fi\n"
        return text
    }

    private static func fish(_ commands: [CommandOutline]) -> String {
        func quote(_ text: String) -> String { "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'" }
        var text = ""
        for command in commands {
            text += "complete -c trialner -n __fish_use_subcommand -f -a \(command.name) -d \(quote(command.summary))\n"
            let condition = quote("__fish_seen_subcommand_from \(command.name)")
            for option in command.options {
                var line = "complete -c trialner -n \(condition) -l \(option.long)"
                if let short = option.short { line += " -s \(short)" }
                if option.placeholder != nil {
                    line += option.choices.isEmpty ? " -r" : " -x -a \(quote(option.choices.joined(separator: " ")))"
                }
                text += line + " -d \(quote(option.help))\n"
                if option.isToggle { text += "complete -c trialner -n \(condition) -l no-\(option.long) -d \(quote(option.help))\n" }
            }
        }
        return text
    }
}

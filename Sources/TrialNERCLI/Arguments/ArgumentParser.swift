import TrialNER

/// Reads the words of a command line by the declaration of a command.
///
/// `--name value`, `--name=value`, `-n value`, `-nvalue` and `-n=value` mean the same; flags of one letter may be joined (`-ab`); `--`
/// ends the options; `-` alone is no option. Of a value that is given twice the last counts.
struct ArgumentParser<Arguments: Sendable> {
    private let declaration: CommandDeclaration<Arguments>
    private var words: ArraySlice<String>
    private var arguments: Arguments
    private var asksForHelp = false

    /// Reads `words` (those behind the name of the command) into `defaults`.
    static func parse(
        _ words: [String], as declaration: CommandDeclaration<Arguments>, defaults: Arguments
    ) throws(UsageError) -> ParsedCommandLine<Arguments> {
        var parser = Self(declaration: declaration, words: words[...], arguments: defaults)
        try parser.parse()
        return parser.asksForHelp ? .help : .run(parser.arguments)
    }

    private init(declaration: CommandDeclaration<Arguments>, words: ArraySlice<String>, arguments: Arguments) {
        self.declaration = declaration
        self.words = words
        self.arguments = arguments
    }

    private mutating func parse() throws(UsageError) {
        while let word = words.popFirst() {
            if word == "--" {
                while let operand = words.popFirst() { try add(operand) }
            } else if word.hasPrefix("--") {
                try long(word.dropFirst(2))
            } else if word.hasPrefix("-"), word != "-" {
                try short(word.dropFirst())
            } else {
                try add(word)
            }
        }
    }

    private mutating func add(_ operand: String) throws(UsageError) {
        guard let operands = declaration.operands else { throw error("takes no \(quoted(operand))") }
        operands.add(&arguments, operand)
    }

    private mutating func long(_ word: Substring) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        let value = parts.count > 1 ? String(parts[1]) : nil
        if name == "help" {
            if value != nil { throw error("--help takes no value") }
            asksForHelp = true
        } else if let option = declaration.options.first(where: { $0.long == name }) {
            try apply(option, called: "--\(name)", value: value)
        } else if let option = declaration.options.first(where: { "no-\($0.long)" == name }), case .toggle(let set) = option.action {
            if value != nil { throw error("--\(name) takes no value") }
            set(&arguments, false)
        } else {
            throw unknown("--\(name)", meaning: "--\(name)")
        }
    }

    private mutating func short(_ letters: Substring) throws(UsageError) {
        let word = letters
        // One hyphen before a long name would else be read as a letter with a value.
        if word.count > 1, names.contains("--\(word)") { throw unknown("-\(word)", meaning: "--\(word)") }
        var letters = letters
        while let letter = letters.popFirst() {
            if letter == "h" {
                asksForHelp = true
                continue
            }
            guard let option = declaration.options.first(where: { $0.short == letter }) else {
                throw unknown("-\(word)", meaning: "--\(word)")
            }
            guard case .value = option.action else {
                try apply(option, called: "-\(letter)", value: nil)
                continue
            }
            if letters.first == "=" { letters.removeFirst() }
            try apply(option, called: "-\(letter)", value: letters.isEmpty ? nil : String(letters))
            return
        }
    }

    private mutating func apply(_ option: OptionDeclaration<Arguments>, called name: String, value: String?) throws(UsageError) {
        switch option.action {
        case .flag(let set):
            if value != nil { throw error("\(name) takes no value") }
            set(&arguments)
        case .toggle(let set):
            if value != nil { throw error("\(name) takes no value; its contrary is --no-\(option.long)") }
            set(&arguments, true)
        case .value(let placeholder, let set):
            guard let text = value ?? nextValue() else { throw error("\(name) needs a value: \(name) \(placeholder)") }
            do throws(ValueError) {
                try set(&arguments, text)
            } catch {
                throw self.error("\(name) \(error.expectation), not \(quoted(text))")
            }
        }
    }

    /// The next word if it can be a value: not if it is itself one of the options.
    private mutating func nextValue() -> String? {
        guard let word = words.first else { return nil }
        let name = word.prefix { $0 != "=" }
        let isOption = names.contains(String(name)) || declaration.options.contains { $0.short.map { "-\($0)" } == word }
        return isOption || word == "--" ? nil : words.popFirst()
    }

    private var names: [String] {
        declaration.options.flatMap { option in
            if case .toggle = option.action { return ["--\(option.long)", "--no-\(option.long)"] }
            return ["--\(option.long)"]
        } + ["--help"]
    }

    private func unknown(_ name: String, meaning long: String) -> UsageError {
        let nearest = (long.count > 3 ? Spelling.nearest(to: long, among: names) : nil).map { "; did you mean \($0)?" } ?? ""
        return error("unknown option \(quoted(name))\(nearest)")
    }

    private func error(_ message: String) -> UsageError {
        UsageError(command: declaration.name, message: message)
    }
}

/// A word of the user between quotes, cut where it is long.
func quoted(_ word: String) -> String {
    let limit = 60
    let shown = word.count > limit ? word.prefix(limit) + "…" : word[...]
    return "'\(shown)'"
}

/// Writes help: what a command does, examples, options, notes.
enum HelpText {
    /// How wide help is, in columns.
    private static let width = 88
    /// Where the explanations of options begin.
    private static let indent = 32

    /// The help of one command.
    static func of(_ command: CommandOutline) -> String {
        var text = "\(command.summary)\n\nUSAGE: trialner \(command.name) [OPTIONS]"
        if let operands = command.operands { text += " \(operands)" }
        text += "\n\nEXAMPLES\n"
        for example in command.examples {
            text += "  # \(example.purpose)\n  \(example.line)\n"
        }
        if let help = command.operandHelp { text += "\nINPUT\n" + wrapped(help, indent: 2) }
        text += "\nOPTIONS\n"
        for option in command.options { text += entry(names(of: option), option.help) }
        for note in command.notes { text += "\n\(note.title)\n" + wrapped(note.text, indent: 2) }
        return text
    }

    /// A line with a name on the left and its explanation on the right.
    static func entry(_ name: String, _ help: String) -> String {
        let left = "  " + name
        let body = wrapped(help, indent: indent)
        if left.count >= indent { return left + "\n" + body }
        return left + body.dropFirst(left.count)
    }

    private static func names(of option: CommandOutline.Option) -> String {
        let short = option.short.map { "-\($0), " } ?? "    "
        let value = option.placeholder.map { " \($0)" } ?? ""
        return "\(short)--\(option.isToggle ? "[no-]" : "")\(option.long)\(value)"
    }

    /// The text in lines of at most ``width`` columns; line breaks in it stay.
    static func wrapped(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var output = ""
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = margin
            var isEmpty = true
            for word in paragraph.split(separator: " ") {
                if !isEmpty, line.count + 1 + word.count > width {
                    output += line + "\n"
                    (line, isEmpty) = (margin, true)
                }
                line += (isEmpty ? "" : " ") + word
                isEmpty = false
            }
            output += (isEmpty ? "" : line) + "\n"
        }
        return output
    }
}

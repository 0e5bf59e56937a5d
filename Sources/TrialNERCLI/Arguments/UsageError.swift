/// A command line that cannot be carried out, with what would be right.
struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The command that was called; `nil` where none was found.
    var command: String?
    /// What is wrong, without a full stop.
    var message: String

    /// The lines for the user.
    var description: String {
        let name = command.map { "trialner \($0)" } ?? "trialner"
        return "\(name): \(message)\nRun `\(name) --help` for what it takes."
    }
}

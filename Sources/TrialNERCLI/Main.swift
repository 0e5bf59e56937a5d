import TrialNERFormats

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@main
struct Main {
    static func main() {
        let output = RowOutput(DescriptorSink(descriptor: STDOUT_FILENO, name: "standard output"))
        let diagnostics = Diagnostics(DescriptorSink(descriptor: STDERR_FILENO, name: "standard error"))
        let interruption = Interruption()
        SignalWatch.start(output: output, diagnostics: diagnostics, interruption: interruption)
        guard let words = words(diagnostics) else { exit(ExitStatus.usage.rawValue) }
        let context = CommandContext(
            output: output, diagnostics: diagnostics, standardInput: { FileReader(descriptor: STDIN_FILENO) }, engine: TrialEngine(),
            terminal: .current, now: Terminal.now, interruption: interruption)
        exit(CommandLineTool.run(words, in: context).rawValue)
    }

    /// The words behind the name of the program; `nil`, which is told, if one is not UTF-8: `CommandLine.arguments` would mend it
    /// silently, and the text or the file name would be another.
    private static func words(_ diagnostics: Diagnostics) -> [String]? {
        var words: [String] = []
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let pointer = CommandLine.unsafeArgv[index] else { break }
            guard let word = String(validatingCString: pointer) else {
                let message = "argument \(index) (\(quoted(String(cString: pointer)))) is not UTF-8; put its text into a UTF-8 file"
                diagnostics.text("\(UsageError(message: message))\n")
                return nil
            }
            words.append(word)
        }
        return words
    }
}

import TrialNER
import TrialNERFormats

/// `trialner doctor`: what is found where, and whether it works together.
enum Doctor: Command {
    struct Arguments: Sendable, Hashable, EngineArguments {
        var engine = EngineSettings()
    }

    static let defaults = Arguments()

    static let declaration = CommandDeclaration<Arguments>(
        name: "doctor",
        summary: "Checks what is found where: ONNX Runtime, the model, and whether they work.",
        operands: nil,
        options: OptionDeclaration.modelOptions,
        examples: [CommandExample(line: "trialner doctor", purpose: "what annotate would use")],
        notes: [
            CommandNote(
                title: "EXIT STATUS", text: "0 if every check is passed, 1 if not; what failed says what to do.")
        ])

    /// A text in which every usable model finds something to say about each token.
    private static let sample = "In June 2003, the median overall survival was 4.0 months (HR 0.50; 95% CI 0.39-0.65; p<0.001)."

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        var isWell = true
        func report(_ name: String, _ check: () throws -> String) throws {
            var line: String
            do {
                line = "ok    \(name): \(try check())"
            } catch {
                isWell = false
                line = "FAIL  \(name): \(error)"
            }
            line += "\n"
            try context.output.write(Array(line.utf8))
        }
        try report("trialner") { CommandLineTool.version }
        try report("ONNX Runtime") {
            let library = try OnnxRuntimeLibrary.shared()
            return "\(library.version) at \(library.path)"
        }
        try report("model") {
            let folder = try ModelStore().model(named: arguments.engine.model, precision: arguments.engine.precision)
            let maker = folder.layout == .huggingFace ? "" : " of \(folder.layout.maker)"
            return "\(folder.name)\(maker) \(folder.version ?? "(no version)"), \(folder.precision.rawValue), at \(folder.path)"
        }
        try report("self-test") {
            let start = context.now()
            let recognizer = try context.engine.recognizer(arguments.engine)
            let opened = context.now()
            let document = try recognizer.recognize([DocumentText(sample)])
            let read = context.now()
            let found = document.first?.entities.count ?? 0
            return "opened in \(milliseconds(opened - start)) ms, read \(document.first?.tokens.count ?? 0) tokens in "
                + "\(milliseconds(read - opened)) ms, found \(found) concepts"
        }
        return isWell ? .success : .failure
    }

    private static func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1_000).rounded()) }
}

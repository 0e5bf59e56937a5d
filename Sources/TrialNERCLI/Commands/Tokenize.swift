import TrialNER
import TrialNERFormats

/// `trialner tokenize`: shows what texts are split into.
enum Tokenize: Command {
    struct Arguments: Sendable, Hashable, InputArguments, EngineArguments {
        var input = InputOptions()
        var engine = EngineSettings()
        var showsSentences = false
        var showsTokens = false
        var showsPieces = false
    }

    static let defaults = Arguments()

    static let declaration = CommandDeclaration<Arguments>(
        name: "tokenize",
        summary: "Shows the sentences, tokens or word pieces of texts, as JSONL with offsets.",
        operands: .inputs,
        options: [
            .flag("sentences", \.showsSentences, to: true, help: "Show sentences; tokens and pieces are then found in them"),
            .flag("tokens", \.showsTokens, to: true, help: "Show tokens (default)"),
            .flag("pieces", \.showsPieces, to: true, help: "Show the word pieces that the model reads, with their ids"),
        ] + OptionDeclaration.inputOptions + OptionDeclaration.modelOptions + [
            .toggle("case-sensitive", \.engine.caseSensitive, help: "Whether capital letters count (default: as the model was made)")
        ],
        examples: [
            CommandExample(line: #"trialner tokenize "HR 0.50 (95% CI 0.39-0.65; p<0.001).""#, purpose: "the tokens of a text"),
            CommandExample(line: "trialner tokenize --sentences --pieces abstract.txt", purpose: "sentences and word pieces of a file"),
        ],
        notes: [
            CommandNote(
                title: "FORMAT",
                text: """
                    {"id", "text", "sentences": [{"begin", "end", "text"}], "tokens": [{"begin", "end", "text"}], \
                    "pieces": [{"begin", "end", "piece", "id", "token"}]} a line, with the lists that were asked for.
                    Offsets are Unicode scalars, as Python counts; end is EXCLUSIVE. token is the index of a piece's token.
                    """)
        ] + InputOptions.notes)

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        let inputs = try InputList(
            arguments.input, isInputTerminal: context.terminal.isInputTerminal,
            command: declaration.name)
        return try DocumentRun(inputs, outputPath: arguments.input.outputPath, in: context).run {
            let tokenizer = try context.engine.tokenizer(arguments.engine, parts: arguments.parts)
            let writer = TokenRowWriter()
            return { batch in
                try batch.map { writer.row(id: $0.id, document: try tokenizer.tokenize($0.text)) }
            }
        }
    }
}

extension Tokenize.Arguments {
    /// What is shown: the parts that were named, or tokens.
    fileprivate var parts: Set<TextPart> {
        var parts: Set<TextPart> = []
        if showsSentences { parts.insert(.sentences) }
        if showsTokens { parts.insert(.tokens) }
        if showsPieces { parts.insert(.pieces) }
        return parts.isEmpty ? [.tokens] : parts
    }
}

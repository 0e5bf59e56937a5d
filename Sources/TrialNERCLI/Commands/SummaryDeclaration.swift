extension Summary {
    static let declaration = CommandDeclaration<Arguments>(
        name: "summary",
        summary: "Shows a trial at a glance: its arms and the results of each end point.",
        operands: .inputs,
        options: [
            .value("format", short: "f", \.format, .choice("FORMAT"), help: "table (default), json, jsonl or csv; see FORMATS below"),
            .value(
                "entities", \.entities, .text("FILE"),
                help:
                    "Take the concepts from FILE (JSONL, CoNLL or brat) in place of the model's; without INPUT its documents are summarized"
            ),
            .value(
                "gold", \.gold, .text("FILE"),
                help: "Compare with the results in FILE (JSONL as --format jsonl writes it) and show F1 in place of the results"),
        ] + OptionDeclaration.inputOptions + OptionDeclaration.modelOptions + [
            .flag("sentences", \.engine.sentences, to: true, help: "Let the model read each sentence by itself"),
            .value("threshold", \.engine.threshold, .probability, help: "Leave out concepts with a lower confidence, from 0 to 1"),
            .value(
                "max-sentence-length", \.engine.maxSentenceLength, .count(from: 1),
                help: "Longest window in word pieces, [CLS] and [SEP] included"),
            .value("batch-size", \.engine.batchSize, .count(from: 1), help: "Windows that are run at once"),
            .value("threads", \.engine.threads, .count(from: 1), help: "Threads that compute (default: one a core)"),
            .flag("no-viterbi", \.engine.viterbi, to: false, help: "Take the best tag of each token alone, not the best sequence of tags"),
        ],
        examples: [
            CommandExample(
                line:
                    #"trialner summary "Median overall survival was 4.0 and 3.6 months with topotecan and placebo, respectively (p = 0.4).""#,
                purpose: "a text, as a table"),
            CommandExample(line: "trialner summary --format jsonl trials.jsonl -o results.jsonl", purpose: "many documents, for programs"),
            CommandExample(
                line: "trialner summary --entities corrected.jsonl --format csv", purpose: "from concepts that a person has corrected"),
        ],
        notes: [
            CommandNote(
                title: "FORMATS",
                text: """
                    table: arms with their counts, then a row an end point (and time point, and p-value) with a column an arm. A number behind @ is \
                    the character at which the words begin, counted from 0.
                    json: a list of {"id", "arms", "counts", "endpoints"}; every concept is {"text", "begin", "end"}.
                    jsonl: {"id", "results": [{"value": [begin, end], "endpoint", "arm", "comparator", "interval", "p", "time"}]} a line; what is \
                    missing is null.
                    csv: a row a result.
                    Offsets are Unicode scalars, as Python counts; end is EXCLUSIVE.
                    """),
            CommandNote(
                title: "WHAT BELONGS TO WHAT",
                text: """
                    A result is a Value or Hazard_Ratio, or a Patient_Count of people who had an outcome. Of several mentions of an arm or end point the \
                    one in the same sentence counts, else the nearest before. How it is decided, and how well, is told in docs/summary.md.
                    """),
        ] + InputOptions.notes)
}

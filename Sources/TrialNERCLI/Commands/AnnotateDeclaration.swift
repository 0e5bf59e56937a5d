extension Annotate {
    static let declaration = CommandDeclaration<Arguments>(
        name: "annotate",
        summary: "Marks the concepts of clinical trials in texts.",
        operands: .inputs,
        options: [
            .value(
                "format", short: "f", \.statedFormat, .choice("FORMAT"),
                help:
                    "table, jsonl, conll, brat, csv, tsv, html, sqlite or annotations; see FORMATS below (default: by the ending of --output, else table)"
            )
        ] + OptionDeclaration.inputOptions + OptionDeclaration.modelOptions + [
            .flag("sentences", \.engine.sentences, to: true, help: "Split the text into sentences first, and read each by itself"),
            .value(
                "pipeline", \.engine.pipeline, .text("FILE|DIR"), help: "Run a saved pipeline (pipeline.json, or a folder of Spark NLP)"),
            .value("threshold", \.engine.threshold, .probability, help: "Leave out concepts with a lower confidence, from 0 to 1"),
            .list("labels", \.engine.labels, .text("LABEL"), help: "Keep these types alone, as in --labels DATE,End_Point"),
            .value(
                "max-sentence-length", \.engine.maxSentenceLength, .count(from: 1),
                help: "Longest window in word pieces, [CLS] and [SEP] included"),
            .value(
                "batch-size", \.engine.batchSize, .count(from: 1),
                help:
                    "Windows that are run at once (default: 1 with int8 weights, so that a text's answer does not depend on its neighbours; else 8)"
            ),
            .flag("restart", \.restarts, to: true, help: "Begin anew where an unfinished run of this command could be gone on with"),
            .value(
                "jobs", short: "j", \.engine.jobs, .count(from: 1),
                help: "Windows that are computed side by side, each on a thread of its own (default: one a core)"),
            .value(
                "threads", \.engine.threads, .count(from: 1),
                help: "Threads that compute one window together (default: 1 beside other jobs, else one a core)"),
            .toggle(
                "case-sensitive", \.engine.caseSensitive,
                help: "Whether capital letters count, where the model knows them (default: as the model was made)"),
            .flag("no-viterbi", \.engine.viterbi, to: false, help: "Take the best tag of each token alone, not the best sequence of tags"),
            .value("color", \.color, .choice("WHEN"), help: "auto (default: on a terminal, unless NO_COLOR is set), always or never"),
        ],
        examples: [
            CommandExample(
                line: #"trialner annotate "In June 2003, the median overall survival was 4.0 months.""#,
                purpose: "a text, as a table"),
            CommandExample(line: "trialner annotate --format jsonl a.txt b.txt -o found.jsonl", purpose: "files, for programs"),
            CommandExample(
                line: "cat trials.jsonl.gz | trialner annotate --input-format jsonl -f jsonl -",
                purpose: "many documents, one a line, as they come"),
        ],
        notes: [
            CommandNote(
                title: "FORMATS",
                text: """
                    table: for people, as Spark NLP shows it. begin and end count characters from 0; end is the last character (INCLUSIVE).
                    jsonl: {"id", "text", "entities": [{"begin", "end", "label", "text", "confidence"}], "model": {"name", "version"}} a line. \
                    Offsets are Unicode scalars, as Python counts; end is EXCLUSIVE: text[begin:end] is the concept.
                    conll: token, -X-, -X-, tag (IOB2) as in CoNLL-2003; -DOCSTART- -X- -ID- O begins a document, an empty line ends a \
                    sentence. White space inside a token is written as _.
                    brat: a folder (--output FOLDER, new or empty) with NAME.txt and NAME.ann of each document, to correct in brat.
                    csv, tsv: document, begin, end, label, text, confidence; a row a concept, offsets as in jsonl.
                    html: a page of marked text, one file that needs nothing else, with the count of each type.
                    sqlite: a database with the tables documents, entities, failures and runs, and a full-text index over the concepts.
                    annotations: {"id", COLUMN: [[begin, end, result, {metadata}], …], …} with every column of the pipeline. Offsets are UTF-16 \
                    units, end INCLUSIVE, as in Spark NLP.
                    """)
        ] + InputOptions.notes + [
            CommandNote(
                title: "LONG RUNS",
                text: """
                    With --output and jsonl, csv, tsv, conll, annotations or sqlite a run that was stopped, by whatever, is gone on with by giving \
                    the same command again: every document is there once. What failed is listed in FILE.failures.jsonl.
                    """)
        ])
}

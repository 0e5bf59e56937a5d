extension Evaluate {
    static let declaration = CommandDeclaration<Arguments>(
        name: "evaluate",
        summary: "Compares what is found with a gold standard: precision, recall and F1.",
        operands: .init(
            placeholder: "GOLD…",
            help:
                "Annotated documents: files in JSONL or CoNLL (also .gz), folders of brat documents, or - for standard input (with --from)."
        ) { $0.gold.append($1) },
        options: [
            .value(
                "from", \.from, .choice("FORMAT"), help: "Read GOLD as jsonl, conll or brat (default: by its ending; a folder is brat's)"),
            .value(
                "predictions", \.predictions, .text("FILE"),
                help: "Compare with the entities of this file, or folder of brat documents, in place of a model's"),
            .value(
                "predictions-from", \.predictionsFrom, .choice("FORMAT"),
                help: "Read the predictions as jsonl, conll or brat (default: by their ending)"),
            .value("format", short: "f", \.format, .choice("FORMAT"), help: "table (default) or json, which has every number in full"),
            .list(
                "show", \.tables, .choice("TABLE"),
                help: "Tables to show: exact, overlap, schemes, tags, calibration, confusion (default: exact, schemes, tags, confusion)"),
            .list(
                "scheme", \.schemes, .choice("SCHEME"),
                help: "Show each type by these schemes too: strict, exact, partial, ent_type"),
            .value(
                "errors", \.errorPage, .text("FILE"),
                help: "Write a page (HTML) with gold standard and findings side by side, worst documents first"),
            .value("worst", \.worst, .count(from: 1), help: "How many documents that page has at the most (default 200)"),
        ] + OptionDeclaration.modelOptions + [
            .flag("sentences", \.engine.sentences, to: true, help: "Let the model read each sentence by itself"),
            .value("threshold", \.engine.threshold, .probability, help: "Leave out what was found with a lower confidence, from 0 to 1"),
            .value(
                "max-sentence-length", \.engine.maxSentenceLength, .count(from: 1),
                help: "Longest window in word pieces, [CLS] and [SEP] included"),
            .value("batch-size", \.engine.batchSize, .count(from: 1), help: "Windows that are run at once"),
            .value("threads", \.engine.threads, .count(from: 1), help: "Threads that compute (default: one a core)"),
            .flag("no-viterbi", \.engine.viterbi, to: false, help: "Take the best tag of each token alone, not the best sequence of tags"),
        ],
        examples: [
            CommandExample(line: "trialner evaluate gold.jsonl", purpose: "the shipped model"),
            CommandExample(
                line: "trialner evaluate gold.jsonl --predictions found.jsonl --format json", purpose: "another program's output"),
            CommandExample(line: "trialner evaluate gold.jsonl --errors errors.html", purpose: "a page of what went wrong"),
            CommandExample(line: "trialner evaluate gold.jsonl --show calibration", purpose: "whether confidences mean what they say"),
        ],
        notes: [
            CommandNote(
                title: "WHAT IS COUNTED",
                text: """
                    exact: entities with the same beginning, end and type. overlap: entities of the same type that share a character, each once. \
                    tags: the IOB2 tags of TrialNER's own tokens. micro counts all types together, macro is the mean over types, weighted that \
                    by how many there are. The interval (95 %) is that of exact micro F1 by 1,000 bootstrap samples of documents.
                    schemes: nervaluate's. strict: the same bounds and type. exact: the same bounds, whatever the type. partial: an overlap counts \
                    half, whatever the type. ent_type: the same type and an overlap.
                    calibration: what was found by tenths of its confidence, with the share that is exactly right; the expected calibration error \
                    is the distance of the two, weighted by how many were found. And precision and recall of what has 0.5, 0.7, 0.9 or more.
                    confusion: each type of the gold standard with what was found in its place.
                    """),
            CommandNote(
                title: "PREDICTIONS",
                text: """
                    Documents belong together by their ids, those without ids by their place in the file. Their texts may differ in white space. \
                    Documents that the predictions lack, or have with another text, are named on standard error and left out, and the exit status is 1; \
                    those that the gold standard lacks are counted and left out.
                    """),
        ])
}

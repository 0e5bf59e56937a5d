extension Serve {
    static let declaration = CommandDeclaration<Arguments>(
        name: "serve",
        summary: "Starts an HTTP service with a page, for programs and people.",
        operands: nil,
        options: [
            .value("host", \.service.host, .text("HOST"), help: "Name or address to listen at (default: 127.0.0.1, this machine only)"),
            .value(
                "port", short: "p", \.service.port, .count(from: 0, "PORT"), help: "Port to listen on (default: 8080; 0: any that is free)"),
            .value(
                "token-file", \.tokenFile, .text("FILE"),
                help: "Answer only who knows the token on the first line of FILE (Authorization: Bearer TOKEN)"),
            .flag("without-token", \.isOpen, to: true, help: "Answer everybody, also from other machines"),
            .list("cors-origin", \.service.allowedOrigins, .text("ORIGIN"), help: "Let pages of these origins ask, as https://example.org"),
            .value(
                "max-requests", \.service.maximumRequests, .count(from: 1),
                help: "Requests that are read or wait (default: 256); more are answered with status 429"),
            .value(
                "max-documents", \.service.maximumDocuments, .count(from: 1), help: "Texts in a request (default: 1000); more: status 413"),
            .value("max-body", \.maximumMegabytes, .count(from: 1, "MIB"), help: "Size of a request in MiB (default: 8); more: status 413"),
            .value("max-connections", \.service.maximumConnections, .count(from: 1), help: "Connections at once (default: 1024)"),
            .value(
                "time-limit", \.timeLimit, .count(from: 1, "SECONDS"),
                help: "Seconds that a request may take (default: 60); then its work is ended: status 504"),
            .value(
                "grace", \.grace, .count(from: 0, "SECONDS"),
                help: "Seconds that requests in hand are waited for when the service is stopped (default: 30)"),
            .flag("no-log", \.writesLog, to: false, help: "Do not write a line of JSON a request to standard output"),
        ] + OptionDeclaration.modelOptions + [
            .value(
                "max-sentence-length", \.engine.maxSentenceLength, .count(from: 1),
                help: "Longest window in word pieces, [CLS] and [SEP] included"),
            .value(
                "batch-size", \.engine.batchSize, .count(from: 1),
                help: "Windows that are run at once (default: 1 with int8 weights, else 8)"),
            .value(
                "jobs", short: "j", \.engine.jobs, .count(from: 1),
                help: "Windows that are computed side by side, each on a thread of its own (default: one a core)"),
            .value("threads", \.engine.threads, .count(from: 1), help: "Threads that compute one window together (default: one)"),
        ],
        examples: [
            CommandExample(line: "trialner serve", purpose: "for this machine; the page is at http://127.0.0.1:8080/"),
            CommandExample(
                line: #"curl -H 'Content-Type: application/json' -d '{"text": "In June 2003, …"}' http://127.0.0.1:8080/v1/annotate"#,
                purpose: "a text"),
            CommandExample(
                line: "trialner serve --host 0.0.0.0 --token-file /etc/trialner/token", purpose: "for other machines, which need the token"),
        ],
        notes: [
            CommandNote(
                title: "WHAT IT ANSWERS",
                text: """
                    POST /v1/annotate: {"text"}, {"texts"} or {"documents": [{"id", "text"}]}, and labels, threshold, offsets (scalars, utf16 or \
                    utf8) and sentences. With Accept: application/x-ndjson a document a line, as they are done.
                    POST /v1/summary: {"text"}; what trialner summary --format json gives.
                    GET /v1/models, /health/live, /health/ready, /metrics (Prometheus), /openapi.json, and / (the page).
                    """),
            CommandNote(
                title: "TOKEN",
                text: """
                    The token may also stand in the environment, as TRIALNER_TOKEN. Without one the service listens on this machine only, unless \
                    --without-token says otherwise. It speaks HTTP without encryption: put a proxy with TLS before it where the network is not \
                    your own.
                    """),
            CommandNote(
                title: "END",
                text: """
                    SIGTERM and SIGINT (Ctrl-C) end it: requests in hand are answered, new ones refused; a second one ends it at once. The exit \
                    status is then 0.
                    """),
        ])
}

import TrialNER

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

let usage = """
    usage: TokenizationBenchmark --open VOCAB                 time to open the vocabulary
           TokenizationBenchmark --speed VOCAB TEXT           megabytes a second over a text file, a core
           TokenizationBenchmark --encode VOCAB JSONL         ids and offsets of every line of a file, as JSONL
    options: --cased, --strip-accents, --keep-accents, --no-chinese
    A line for --encode is {"text": TEXT} or {"tokens": [TEXT, …]}, each token read by itself; the answer to a line is
    {"ids": […], "offsets": [[begin, end], …]} with offsets in Unicode scalars, into the text or into the token.
    """

/// A line of the input of `--encode`.
struct EncodeRequest: Decodable {
    var text: String?
    var tokens: [String]?
}

/// A line of the output of `--encode`. Written by hand: a general encoder takes longer than the pieces themselves.
struct EncodeAnswer {
    var ids: [Int32] = []
    var offsets: [(Int, Int)] = []
    /// The token of each piece, where tokens were given.
    var tokens: [Int32]?

    var json: String {
        var json = "{\"ids\": [\(list(ids) { "\($0)" })], \"offsets\": [\(list(offsets) { "[\($0.0), \($0.1)]" })]"
        if let tokens { json += ", \"tokens\": [\(list(tokens) { "\($0)" })]" }
        return json + "}"
    }

    private func list<Element>(_ elements: [Element], _ text: (Element) -> String) -> String {
        elements.map(text).joined(separator: ", ")
    }
}

func run(_ arguments: [String]) throws {
    var options = Set(arguments.filter { $0.hasPrefix("--") })
    let files = arguments.filter { !$0.hasPrefix("--") }
    let mode = options.intersection(["--open", "--speed", "--encode"])
    options.subtract(mode)
    guard options.isSubset(of: ["--cased", "--strip-accents", "--keep-accents", "--no-chinese"]),
        mode.count == 1, files.count == (mode == ["--open"] ? 1 : 2)
    else {
        print(usage)
        return
    }
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: files[0])))
    if mode == ["--open"] { return try printOpeningTime(of: bytes) }

    let stripAccents: Bool? = options.contains("--strip-accents") ? true : options.contains("--keep-accents") ? false : nil
    let encoder = WordPieceEncoder(
        vocabulary: try Vocabulary(bytes: bytes, file: files[0]), lowercase: !options.contains("--cased"), stripAccents: stripAccents,
        handleChineseCharacters: !options.contains("--no-chinese"))
    let input = try Data(contentsOf: URL(filePath: files[1]))
    if mode == ["--speed"] { printSpeed(of: encoder, over: [UInt8](input)) } else { try printPieces(of: encoder, for: input) }
}

func printOpeningTime(of bytes: [UInt8]) throws {
    let clock = ContinuousClock()
    // The first time is the one that a program pays at its start.
    for attempt in 1...5 {
        var count = 0
        let time = try clock.measure { count = try Vocabulary(bytes: bytes).count }
        print("open \(attempt): \(time), \(count) pieces")
    }
}

func printSpeed(of encoder: WordPieceEncoder, over bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n")).compactMap { DocumentText(validating: Array($0)) }
    let clock = ContinuousClock()
    var best = Duration.seconds(1_000)
    var pieces = WordPieces()
    for _ in 1...7 {
        var count = 0
        let time = clock.measure {
            for line in lines {
                pieces.ids.removeAll(keepingCapacity: true)
                pieces.spans.removeAll(keepingCapacity: true)
                encoder.append(line, span: line.span, to: &pieces)
                count += pieces.count
            }
        }
        best = min(best, time)
        if count == 0 { print("no pieces") }
    }
    let size = lines.reduce(0) { $0 + $1.utf8.count }
    let seconds = Double(best.components.seconds) + Double(best.components.attoseconds) / 1e18
    print("\(size) bytes in \(best): \((Double(size) / seconds / 1e5).rounded() / 10) MB/s")
}

func printPieces(of encoder: WordPieceEncoder, for input: Data) throws {
    let decoder = JSONDecoder()
    for line in input.split(separator: UInt8(ascii: "\n")) {
        let request = try decoder.decode(EncodeRequest.self, from: line)
        var answer = EncodeAnswer()
        if let tokens = request.tokens {
            // The tokens side by side in one text, as a document holds them; offsets are given from each token's start.
            let text = DocumentText(tokens.joined())
            var end = 0
            let spans = tokens.map { token in
                defer { end += token.utf8.count }
                return end..<end + token.utf8.count
            }
            let pieces = encoder.encode(text, tokens: spans)
            let texts = tokens.map { DocumentText($0) }
            answer.tokens = pieces.tokenIndices
            answer.ids = pieces.ids
            answer.offsets = zip(pieces.spans, pieces.tokenIndices).map { span, token in
                var converter = OffsetConverter(texts[Int(token)], to: .unicodeScalars)
                let start = spans[Int(token)].lowerBound
                return (converter.offset(ofUTF8: span.lowerBound - start), converter.offset(ofUTF8: span.upperBound - start))
            }
        } else {
            let text = DocumentText(request.text ?? "")
            let pieces = encoder.encode(text, span: text.span)
            var converter = OffsetConverter(text, to: .unicodeScalars)
            answer.ids = pieces.ids
            answer.offsets = pieces.spans.map { (converter.offset(ofUTF8: $0.lowerBound), converter.offset(ofUTF8: $0.upperBound)) }
        }
        print(answer.json)
    }
}

do {
    try run(Array(CommandLine.arguments.dropFirst()))
} catch {
    print("TokenizationBenchmark: \(error)")
}

// What Scripts/train-links.py needs of the linker: the decisions to learn from, and links made with given weights.
//
//     LinkTraining examples DOCS.jsonl RESULTS.jsonl [--statistics]   a decision a line: {"id", "decision", "candidates", "right"}
//     LinkTraining link DOCS.jsonl WEIGHTS.txt                        results in the form of RESULTS.jsonl
//
// DOCS are annotated JSONL; in WEIGHTS a line is `DECISION NAME WEIGHT`.

import TrialNER
import TrialNERFormats

func documents(_ path: String) throws -> [(document: AnnotatedDocument, entities: [Entity])] {
    let reader = AnnotatedJSONLinesReader(try FileReader(path: path), name: path)
    var documents: [(AnnotatedDocument, [Entity])] = []
    while let document = try reader.next() {
        documents.append((document, document.entities.map { Entity(span: $0.span, label: $0.label, confidence: $0.confidence ?? 1) }))
    }
    return documents
}

func write(_ bytes: [UInt8]) { print(String(decoding: bytes, as: UTF8.self), terminator: "") }

func writeExamples(_ docs: String, _ results: String, hasStatistics: Bool) throws {
    let reader = StatedResultsReader(try FileReader(path: results), name: results)
    var stated: [DocumentID: StatedResults] = [:]
    while let next = try reader.next() { stated[next.id] = next }
    for (document, entities) in try documents(docs) {
        guard let stated = stated[document.id] else { continue }
        let examples = LinkExample.examples(
            in: document.text, entities: entities, results: stated.results(among: entities, in: document.text), hasStatistics: hasStatistics
        )
        for example in examples {
            var json = JSONWriter()
            json.object { json in
                json.key("id")
                json.id(document.id)
                json.key("decision")
                json.string(example.decision)
                json.key("right")
                json.integer(example.right)
                json.key("candidates")
                json.array { json in
                    for candidate in example.candidates { json.array { json in for name in candidate { json.string(name) } } }
                }
            }
            write(json.bytes + [UInt8(ascii: "\n")])
        }
    }
}

func weights(_ path: String) throws -> LinkScorer {
    var scorer = LinkScorer(result: [:], endPoint: [:], arm: [:], pValue: [:], time: [:])
    let file = try FileReader(path: path)
    var bytes: [UInt8] = []
    while try file.read(into: &bytes, count: 1 << 16) > 0 {}
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let parts = line.split(separator: " ")
        guard parts.count == 3, let weight = Float(parts[2]) else { continue }
        switch parts[0] {
        case "result": scorer.result[String(parts[1])] = weight
        case "endPoint": scorer.endPoint[String(parts[1])] = weight
        case "arm": scorer.arm[String(parts[1])] = weight
        case "pValue": scorer.pValue[String(parts[1])] = weight
        default: scorer.time[String(parts[1])] = weight
        }
    }
    return scorer
}

func writeLinks(_ docs: String, _ weightsPath: String) throws {
    let linker = ResultLinker(scorer: try weights(weightsPath))
    for (document, entities) in try documents(docs) {
        let results = linker.results(in: document.text, entities: entities)
        write(StatedResults(id: document.id, results: results, entities: entities, text: document.text).line)
    }
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "examples" where arguments.count >= 3:
    try writeExamples(arguments[1], arguments[2], hasStatistics: arguments.contains("--statistics"))
case "link" where arguments.count == 3: try writeLinks(arguments[1], arguments[2])
default: print("usage: LinkTraining examples DOCS RESULTS [--statistics] | link DOCS WEIGHTS")
}

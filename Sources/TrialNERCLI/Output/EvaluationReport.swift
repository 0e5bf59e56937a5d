import TrialNER
import TrialNERFormats

/// Shows an evaluation to a person or a program.
struct EvaluationReport {
    private let evaluation: Evaluation

    init(_ evaluation: Evaluation) {
        self.evaluation = evaluation
    }

    // MARK: For people

    var table: String {
        let exact = evaluation.exact
        var text = "\(evaluation.documents.count) documents\n\n"
        text += Self.section("exact", exact)
        if let interval = evaluation.interval() {
            text += "micro F1 95 % interval \(Self.number(interval.lowerBound)) to \(Self.number(interval.upperBound))\n"
        }
        text += "\n" + Self.section("overlap", evaluation.overlapping)
        text += "\n" + Self.section("tags", evaluation.tokens)
        text += "accuracy (O included) \(Self.number(evaluation.tokenAccuracy))\n"
        return text + "\n" + confusionTable
    }

    private static func section(_ title: String, _ table: ScoreTable) -> String {
        var text = row(title, ["precision", "recall", "f1", "support"])
        for type in table.types {
            guard let scores = table.byType[type] else { continue }
            text += row(type, [number(scores.precision), number(scores.recall), number(scores.f1), "\(scores.support)"])
        }
        let micro = table.micro
        text += row("micro", [number(micro.precision), number(micro.recall), number(micro.f1), "\(micro.support)"])
        for (name, mean) in [("macro", table.macro), ("weighted", table.weighted)] {
            text += row(name, [number(mean.precision), number(mean.recall), number(mean.f1), "\(micro.support)"])
        }
        return text
    }

    /// What was found in place of what: only pairs of different types, most frequent first.
    private var confusionTable: String {
        let pairs = evaluation.confusion.filter { $0.key.gold != $0.key.found }.sorted { left, right in
            (-left.value, left.key.gold ?? "", left.key.found ?? "") < (-right.value, right.key.gold ?? "", right.key.found ?? "")
        }
        if pairs.isEmpty { return "no confusions\n" }
        var text = Self.row("gold", ["found", "times"], width: 22)
        for (pair, count) in pairs.prefix(20) {
            text += Self.row(pair.gold ?? "(nothing)", [pair.found ?? "(nothing)", "\(count)"], width: 22)
        }
        if pairs.count > 20 { text += "… and \(pairs.count - 20) more pairs (--format json has all)\n" }
        return text
    }

    private static func row(_ name: String, _ cells: [String], width: Int = 10) -> String {
        let left = name + String(repeating: " ", count: max(1, 24 - name.count))
        return left + cells.map { String(repeating: " ", count: max(1, width - $0.count)) + $0 }.joined() + "\n"
    }

    /// Four decimals.
    private static func number(_ value: Double) -> String {
        let scaled = Int((value * 10_000).rounded())
        let digits = String(scaled % 10_000)
        return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    }

    // MARK: For programs

    /// Every number in full.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("documents")
            json.integer(evaluation.documents.count)
            for (name, table) in [("exact", evaluation.exact), ("overlap", evaluation.overlapping), ("tags", evaluation.tokens)] {
                json.key(name)
                Self.write(table, to: &json)
            }
            json.key("tagAccuracy")
            json.raw("\(evaluation.tokenAccuracy)")
            if let interval = evaluation.interval() {
                json.key("exactMicroF1Interval")
                json.array { json in
                    json.raw("\(interval.lowerBound)")
                    json.raw("\(interval.upperBound)")
                }
            }
            json.key("confusion")
            let pairs = evaluation.confusion.sorted { ($0.key.gold ?? "", $0.key.found ?? "") < ($1.key.gold ?? "", $1.key.found ?? "") }
            json.array { json in
                for (pair, count) in pairs {
                    json.object { json in
                        for (name, label) in [("gold", pair.gold), ("found", pair.found)] {
                            json.key(name)
                            if let label { json.string(label) } else { json.null() }
                        }
                        json.key("times")
                        json.integer(count)
                    }
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ table: ScoreTable, to json: inout JSONWriter) {
        json.object { json in
            for type in table.types {
                guard let scores = table.byType[type] else { continue }
                json.key(type)
                write((scores.precision, scores.recall, scores.f1), support: scores.support, to: &json)
            }
            let micro = table.micro
            for (name, mean) in [
                ("micro", (precision: micro.precision, recall: micro.recall, f1: micro.f1)), ("macro", table.macro),
                ("weighted", table.weighted),
            ] {
                json.key(name)
                write(mean, support: micro.support, to: &json)
            }
        }
    }

    private static func write(_ values: (precision: Double, recall: Double, f1: Double), support: Int, to json: inout JSONWriter) {
        json.object { json in
            for (name, value) in [("precision", values.precision), ("recall", values.recall), ("f1", values.f1)] {
                json.key(name)
                json.raw("\(value)")
            }
            json.key("support")
            json.integer(support)
        }
    }
}

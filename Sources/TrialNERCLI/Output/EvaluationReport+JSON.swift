import TrialNER
import TrialNERFormats

extension EvaluationReport {
    /// The evaluation for a program: every table, every number in full.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("documents", evaluation.documentCount)
            if let leftOut {
                json.member("documentsWithoutPredictions", leftOut.withoutPredictions)
                json.member("documentsWithoutGold", leftOut.withoutGold)
            }
            for (name, table) in [("exact", evaluation.exact), ("overlap", evaluation.overlapping), ("tags", evaluation.tokens)] {
                json.key(name)
                Self.write(table, to: &json)
            }
            json.key("tagsWithO")
            Self.write(ScoreTable(byType: evaluation.tokens.byType.merging(["O": evaluation.outside]) { $1 }), to: &json)
            json.member("tagAccuracy", evaluation.tokenAccuracy)
            if let interval = evaluation.interval() {
                json.key("exactMicroF1Interval")
                json.array { json in
                    json.raw("\(interval.lowerBound)")
                    json.raw("\(interval.upperBound)")
                }
            }
            json.key("schemes")
            json.object(writeSchemes)
            json.key("calibration")
            json.object(writeCalibration)
            json.key("confusion")
            json.array(writeConfusion)
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
            json.member("precision", values.precision)
            json.member("recall", values.recall)
            json.member("f1", values.f1)
            json.member("support", support)
        }
    }

    private func writeSchemes(_ json: inout JSONWriter) {
        for scheme in MatchingScheme.allCases {
            let table = evaluation.schemes[scheme] ?? SchemeTable()
            json.key(scheme.rawValue)
            json.object { json in
                json.key("all")
                json.object { Self.write(table.all, to: &$0) }
                json.key("types")
                json.object { json in
                    for type in table.types {
                        json.key(type)
                        json.object { Self.write(table.byType[type] ?? SchemeCounts(), to: &$0) }
                    }
                }
            }
        }
    }

    private static func write(_ counts: SchemeCounts, to json: inout JSONWriter) {
        json.member("correct", counts.correct)
        json.member("incorrect", counts.incorrect)
        json.member("partial", counts.partial)
        json.member("missed", counts.missed)
        json.member("spurious", counts.spurious)
        json.member("precision", counts.precision)
        json.member("recall", counts.recall)
        json.member("f1", counts.f1)
    }

    private func writeCalibration(_ json: inout JSONWriter) {
        let calibration = evaluation.calibration
        json.key("expectedError")
        if let error = calibration.expectedError { json.raw("\(error)") } else { json.null() }
        json.member("withoutConfidence", calibration.withoutConfidence)
        json.key("bins")
        json.array { json in
            for (place, bin) in calibration.bins.enumerated() {
                json.object { json in
                    json.member("from", Double(place) / Double(Calibration.binCount))
                    json.member("to", Double(place + 1) / Double(Calibration.binCount))
                    json.member("found", bin.count)
                    json.member("right", bin.right)
                    json.key("meanConfidence")
                    if bin.count > 0 { json.raw("\(bin.confidence)") } else { json.null() }
                }
            }
        }
        json.key("thresholds")
        json.array { json in
            for (threshold, scores) in zip(Calibration.thresholds, calibration.atThreshold) {
                json.object { json in
                    json.key("threshold")
                    json.decimal(threshold)
                    json.member("found", scores.truePositives + scores.falsePositives)
                    json.member("precision", scores.precision)
                    json.member("recall", scores.recall)
                    json.member("f1", scores.f1)
                }
            }
        }
    }

    private func writeConfusion(_ json: inout JSONWriter) {
        let pairs = evaluation.confusion.sorted { ($0.key.gold ?? "", $0.key.found ?? "") < ($1.key.gold ?? "", $1.key.found ?? "") }
        for (pair, count) in pairs {
            json.object { json in
                for (name, label) in [("gold", pair.gold), ("found", pair.found)] {
                    json.key(name)
                    if let label { json.string(label) } else { json.null() }
                }
                json.member("times", count)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ value: Int) {
        key(name)
        integer(value)
    }

    /// A number in full; every number of an evaluation is finite.
    fileprivate mutating func member(_ name: String, _ value: Double) {
        key(name)
        raw("\(value)")
    }
}

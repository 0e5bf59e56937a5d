import TrialNER
import TrialNERFormats

/// Shows an evaluation to a person.
struct EvaluationReport {
    /// A table of the report.
    enum Table: String, Sendable, CaseIterable {
        case exact
        case overlap
        case schemes
        case tags
        case calibration
        case confusion
    }

    /// How many documents are in one of the gold standard and the predictions, and not (with the same text) in the other.
    struct LeftOut: Sendable, Hashable {
        var withoutPredictions: Int
        var withoutGold: Int
    }

    /// The tables that are shown where none is asked for.
    private static let usual: [Table] = [.exact, .schemes, .tags, .confusion]

    let evaluation: Evaluation
    let leftOut: LeftOut?

    init(_ evaluation: Evaluation, leftOut: LeftOut?) {
        self.evaluation = evaluation
        self.leftOut = leftOut
    }

    /// The tables in the order of their names in ``Table``; the usual ones where none is named.
    ///
    /// - Parameter schemes: The schemes by which each type is shown.
    func text(of tables: [Table], schemes: [MatchingScheme]) -> String {
        let tables = tables.isEmpty ? Self.usual : tables
        var text = "\(evaluation.documentCount) documents\n"
        if let leftOut, leftOut.withoutPredictions + leftOut.withoutGold > 0 {
            text +=
                "left out: \(leftOut.withoutPredictions) without predictions, \(leftOut.withoutGold) that are not in the gold standard\n"
        }
        for table in Table.allCases where tables.contains(table) || (table == .schemes && !schemes.isEmpty) {
            text += "\n" + self.text(of: table, schemes: schemes)
        }
        return text
    }

    private func text(of table: Table, schemes: [MatchingScheme]) -> String {
        switch table {
        case .exact: exactTable
        case .overlap: Self.section("overlap", evaluation.overlapping)
        case .schemes: schemeTables(schemes)
        case .tags: tagTable
        case .calibration: calibrationTables
        case .confusion: confusionTable
        }
    }

    private var exactTable: String {
        var text = Self.section("exact", evaluation.exact)
        if let interval = evaluation.interval() {
            text += "micro F1 95 % interval \(Self.number(interval.lowerBound)) to \(Self.number(interval.upperBound))\n"
        }
        return text
    }

    private var tagTable: String {
        var text = Self.section("tags", evaluation.tokens)
        let outside = evaluation.outside
        text += Self.row("O", Self.cells((outside.precision, outside.recall, outside.f1), outside.support))
        return text + Self.row("accuracy, O included", ["", "", Self.number(evaluation.tokenAccuracy), "\(evaluation.tokenCount)"])
    }

    private static func section(_ title: String, _ table: ScoreTable) -> String {
        var text = row(title, ["precision", "recall", "f1", "support"])
        for type in table.types {
            guard let scores = table.byType[type] else { continue }
            text += row(type, cells((scores.precision, scores.recall, scores.f1), scores.support))
        }
        let micro = table.micro
        text += row("micro", cells((micro.precision, micro.recall, micro.f1), micro.support))
        for (name, mean) in [("macro", table.macro), ("weighted", table.weighted)] { text += row(name, cells(mean, micro.support)) }
        return text
    }

    // MARK: nervaluate's schemes

    private func schemeTables(_ named: [MatchingScheme]) -> String {
        var text = Self.schemeHead("scheme")
        for scheme in MatchingScheme.allCases {
            text += Self.schemeRow(scheme.rawValue, evaluation.schemes[scheme]?.all ?? SchemeCounts())
        }
        for scheme in MatchingScheme.allCases where named.contains(scheme) {
            guard let table = evaluation.schemes[scheme] else { continue }
            text += "\n" + Self.schemeHead(scheme.rawValue)
            for type in table.types { text += Self.schemeRow(type, table.byType[type] ?? SchemeCounts()) }
            text += Self.schemeRow("all", table.all)
        }
        return text
    }

    private static func schemeHead(_ title: String) -> String {
        row(title, ["correct", "incorrect", "partial", "missed", "spurious", "precision", "recall", "f1"])
    }

    private static func schemeRow(_ name: String, _ counts: SchemeCounts) -> String {
        row(
            name,
            [counts.correct, counts.incorrect, counts.partial, counts.missed, counts.spurious].map { "\($0)" }
                + [counts.precision, counts.recall, counts.f1].map(number))
    }

    // MARK: Calibration

    private var calibrationTables: String {
        let calibration = evaluation.calibration
        let without = calibration.withoutConfidence
        guard let error = calibration.expectedError else {
            return "calibration: nothing was found with a confidence from 0 to 1\n"
        }
        var text = Self.row("confidence", ["found", "right", "share", "mean"])
        for (place, bin) in calibration.bins.enumerated() {
            let values = bin.count == 0 ? ["-", "-"] : [Self.number(bin.precision), Self.number(bin.confidence)]
            let name = "\(Self.tenth(place)) to \(Self.tenth(place + 1))"
            text += Self.row(name, ["\(bin.count)", "\(bin.right)"] + values)
        }
        text += "expected calibration error \(Self.number(error)): how far the share that is right is from the mean confidence\n"
        if without > 0 {
            text += "\(without) of \(calibration.count + without) were found without a confidence from 0 to 1 and are left out\n"
        }
        text += "\n" + Self.row("confidence at least", ["precision", "recall", "f1", "found"])
        for (threshold, scores) in zip(Calibration.thresholds, calibration.atThreshold) {
            let found = scores.truePositives + scores.falsePositives
            text += Self.row("\(threshold)", Self.cells((scores.precision, scores.recall, scores.f1), found))
        }
        return text
    }

    private static func tenth(_ place: Int) -> String { "\(place / 10).\(place % 10)" }

    // MARK: Confusion

    /// What was found in place of what, most frequent first, with the share of its type in the gold standard.
    private var confusionTable: String {
        let pairs = evaluation.confusion.filter { $0.key.gold != $0.key.found }.sorted { left, right in
            (-left.value, left.key.gold ?? "", left.key.found ?? "") < (-right.value, right.key.gold ?? "", right.key.found ?? "")
        }
        if pairs.isEmpty { return "no confusions\n" }
        var text = Self.row("gold", ["found", "times", "share of gold"], width: 22)
        for (pair, count) in pairs.prefix(20) {
            let support = pair.gold.flatMap { evaluation.exact.byType[$0]?.support } ?? 0
            let share = support == 0 ? "-" : Self.percent(Double(count) / Double(support))
            text += Self.row(pair.gold ?? "(nothing)", [pair.found ?? "(nothing)", "\(count)", share], width: 22)
        }
        if pairs.count > 20 { text += "… and \(pairs.count - 20) more pairs (--format json has all)\n" }
        return text
    }

    // MARK: Rows

    private static func cells(_ values: (precision: Double, recall: Double, f1: Double), _ count: Int) -> [String] {
        [number(values.precision), number(values.recall), number(values.f1), "\(count)"]
    }

    private static func row(_ name: String, _ cells: [String], width: Int = 10) -> String {
        let left = name + String(repeating: " ", count: max(1, 24 - name.count))
        return left + cells.map { String(repeating: " ", count: max(1, width - $0.count)) + $0 }.joined() + "\n"
    }

    private static func percent(_ value: Double) -> String {
        let tenths = Int((value * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// Four decimals.
    private static func number(_ value: Double) -> String {
        let scaled = Int((value * 10_000).rounded())
        let digits = String(scaled % 10_000)
        return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

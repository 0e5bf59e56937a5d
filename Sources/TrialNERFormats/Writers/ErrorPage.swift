import TrialNER

/// A page that shows what was found beside the gold standard, the documents with most mistakes first.
///
/// Which documents are the worst is known at the end only: until then the page keeps as many as it will show, with at most
/// ``byteLimit`` of text. Its numbers count all documents.
package struct ErrorPage {
    /// How much text of documents is kept at the most, in bytes; the worst document is kept whatever its length.
    private static let byteLimit = 64 << 20

    private struct Document {
        var id: DocumentID
        var text: DocumentText
        var pairs: [EntityPair]
        var confidences: [LabelledSpan: Float]
        var errorCount: Int
    }

    private let title: String
    private let limit: Int
    private var labels: HTMLLabels
    private var worst: [Document] = []
    private var byteCount = 0
    private var counts: [String: [EntityPair.Outcome: Int]] = [:]
    private var documentCount = 0
    private var wrongDocumentCount = 0

    /// Makes a page without documents.
    ///
    /// - Parameters:
    ///   - title: The title of the page.
    ///   - labels: Types in the order of the colours; others follow as they are met.
    ///   - limit: How many documents are shown at the most.
    package init(title: String, labels: [String], limit: Int) {
        self.title = title
        self.limit = limit
        self.labels = HTMLLabels(labels)
    }

    /// Takes a document.
    ///
    /// - Parameters:
    ///   - pairs: Its entities, in the order of the text.
    ///   - confidences: The confidences of those that were found, where there are any.
    package mutating func add(id: DocumentID, text: DocumentText, pairs: [EntityPair], confidences: [LabelledSpan: Float] = [:]) {
        documentCount += 1
        for pair in pairs { counts[pair.label, default: [:]][pair.outcome, default: 0] += 1 }
        let errorCount = pairs.count { $0.outcome != .right }
        if errorCount == 0 { return }
        wrongDocumentCount += 1
        let place = worst.firstIndex { $0.errorCount < errorCount } ?? worst.count
        if place == limit { return }
        worst.insert(Document(id: id, text: text, pairs: pairs, confidences: confidences, errorCount: errorCount), at: place)
        byteCount += text.utf8.count
        while worst.count > limit || (byteCount > Self.byteLimit && worst.count > 1) { byteCount -= worst.removeLast().text.utf8.count }
    }

    /// The whole page.
    package var page: [UInt8] {
        var labels = labels
        for label in counts.keys.sorted() { _ = labels.colorClass(of: label) }
        var output = Array(HTMLPage.head(title: title, style: Self.style).utf8)
        output += "<p class=\"note\">\(shown)</p>\n".utf8
        output += countTable(&labels).utf8
        output += filter(labels).utf8
        for document in worst { output += section(document, &labels) }
        output += "<script>\n\(Self.script)\n</script>\n\(HTMLPage.foot)".utf8
        return output
    }

    private var shown: String {
        let all = documentCount == 1 ? "1 document was compared" : "\(documentCount) documents were compared"
        if wrongDocumentCount == 0 { return "\(all); there are no mistakes." }
        let some =
            worst.count == wrongDocumentCount
            ? "all \(worst.count) with mistakes are here" : "of \(wrongDocumentCount) with mistakes, the \(worst.count) with most are here"
        return "\(all); \(some), the worst first. A frame is around each mistake, a dotted line below what is right."
    }

    // MARK: Counts

    private func countTable(_ labels: inout HTMLLabels) -> String {
        var text =
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Counts of each type\">\n<table>\n<thead><tr><th scope=\"col\">type</th>"
        for outcome in EntityPair.Outcome.allCases { text += "<th scope=\"col\">\(outcome.rawValue)</th>" }
        text += "</tr></thead>\n<tbody>\n"
        var sums: [EntityPair.Outcome: Int] = [:]
        for label in labels.names {
            guard let row = counts[label] else { continue }
            sums.merge(row, uniquingKeysWith: +)
            let color = labels.colorClass(of: label)
            text += Self.row("<mark class=\"\(color)\">\(HTMLText.escaped(label))</mark>", row)
        }
        return text + "</tbody>\n<tfoot>\n\(Self.row("all", sums))</tfoot>\n</table>\n</div>\n"
    }

    private static func row(_ head: String, _ counts: [EntityPair.Outcome: Int]) -> String {
        let cells = EntityPair.Outcome.allCases.map { outcome in
            let count = counts[outcome] ?? 0
            return count == 0 ? "<td class=\"none\">0</td>" : "<td>\(count)</td>"
        }
        return "<tr><th scope=\"row\">\(head)</th>\(cells.joined())</tr>\n"
    }

    // MARK: The filter

    /// Hidden until the script that makes it work shows it.
    private func filter(_ labels: HTMLLabels) -> String {
        if worst.isEmpty { return "" }
        var text = "<form id=\"filter\" hidden>\n<fieldset><legend>Mistakes</legend>\n"
        for outcome in EntityPair.Outcome.allCases where outcome != .right {
            text += "<label><input type=\"checkbox\" name=\"outcome\" value=\"\(outcome.name)\" checked> \(outcome.rawValue)</label>\n"
        }
        text += "</fieldset>\n<label>Type <select name=\"type\">\n<option value=\"\">all types</option>\n"
        for label in labels.names where counts[label] != nil {
            text += "<option value=\"=\(HTMLText.escaped(label))\">\(HTMLText.escaped(label))</option>\n"
        }
        return text + "</select></label>\n<output></output>\n</form>\n"
    }

    // MARK: A document

    private func section(_ document: Document, _ labels: inout HTMLLabels) -> [UInt8] {
        let rightCount = document.pairs.count - document.errorCount
        let mistakes = document.errorCount == 1 ? "1 mistake" : "\(document.errorCount) mistakes"
        var output = Array("<article>\n<h2>\(HTMLText.escaped(document.id.description)): \(mistakes), \(rightCount) right</h2>\n".utf8)
        output += "<div class=\"sides\">\n".utf8
        for (title, side) in [("Gold standard", \EntityPair.gold), ("Found", \EntityPair.found)] {
            output += "<section>\n<h3>\(title)</h3>\n<p class=\"text\" dir=\"auto\">".utf8
            output += HTMLText.marked(document.text, marks(of: document, side, &labels))
            output += "</p>\n</section>\n".utf8
        }
        output += "</div>\n<ol class=\"mistakes\">\n".utf8
        for (number, pair) in document.pairs.enumerated() where pair.outcome != .right {
            output += item(pair, number: number, of: document, &labels).utf8
        }
        return output + "</ol>\n</article>\n".utf8
    }

    private func marks(of document: Document, _ side: KeyPath<EntityPair, LabelledSpan?>, _ labels: inout HTMLLabels) -> [HTMLText.Mark] {
        var marks: [HTMLText.Mark] = []
        for (number, pair) in document.pairs.enumerated() {
            guard let entity = pair[keyPath: side] else { continue }
            var title = "\(entity.label), \(pair.outcome.rawValue)"
            if side == \.found, let confidence = document.confidences[entity] { title += ", confidence \(DecimalText.fixed(confidence))" }
            let color = labels.colorClass(of: entity.label)
            let classes = pair.outcome == .right ? "\(color) right" : "\(color) wrong n\(number)"
            marks.append(.init(span: entity.span, classes: classes, label: entity.label, title: title))
        }
        return marks
    }

    private func item(_ pair: EntityPair, number: Int, of document: Document, _ labels: inout HTMLLabels) -> String {
        var text = "<li data-outcome=\"\(pair.outcome.name)\""
        for (name, entity) in [("gold", pair.gold), ("found", pair.found)] {
            if let entity { text += " data-\(name)=\"=\(HTMLText.escaped(entity.label))\"" }
        }
        text += "><button type=\"button\" data-mark=\"n\(number)\"><b>\(pair.outcome.rawValue)</b> "
        var sides: [String] = []
        for (name, entity) in [("gold", pair.gold), ("found", pair.found)] {
            guard let entity else { continue }
            let color = labels.colorClass(of: entity.label)
            var side = "\(name) <mark class=\"\(color)\" data-label=\"\(HTMLText.escaped(entity.label))\">"
            side += "\(HTMLText.escaped(Self.shortened(document.text[entity.span])))</mark>"
            if name == "found", let confidence = document.confidences[entity] { side += " \(DecimalText.fixed(confidence))" }
            sides.append(side)
        }
        return text + sides.joined(separator: " → ") + "</button></li>\n"
    }

    /// The text of an entity on one line, its middle left out where it is long.
    private static func shortened(_ text: String) -> String {
        let line = DisplayText.singleLine(text)
        return line.count > 120 ? "\(line.prefix(70)) … \(line.suffix(40))" : line
    }
}

extension EntityPair {
    /// The type under which a pair is counted: that of the gold standard where it has one.
    fileprivate var label: String { (gold ?? found)?.label ?? "" }
}

extension EntityPair.Outcome {
    /// Its name in attributes, without spaces.
    fileprivate var name: String { String(rawValue.map { $0 == " " ? "-" : $0 }) }
}

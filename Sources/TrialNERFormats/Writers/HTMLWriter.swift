import TrialNER

/// Writes documents as one page of marked text that a person opens and reads: ``head``, a section a document, ``foot``.
///
/// The page is one file without scripts, for light and dark screens and for paper. Every mark has a colour by its type, the name of the type
/// beside it, and its confidence where a pointer rests on it. How often each type was met is known at the end only: the legend is written there
/// and shown at the top.
public struct HTMLWriter: Sendable {
    private let title: String
    private var labels: HTMLLabels
    private var counts: [String: Int] = [:]
    private var documentCount = 0

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - title: The title of the page.
    ///   - labels: Types in the order of the legend and of the colours; others follow as they are met.
    public init(title: String, labels: [String] = []) {
        self.title = title
        self.labels = HTMLLabels(labels)
    }

    /// What the page begins with.
    public var head: [UInt8] { Array(HTMLPage.head(title: title).utf8) }

    /// The section of a document.
    public mutating func section(_ document: AnnotatedDocument) -> [UInt8] {
        documentCount += 1
        let marks = document.entities.map { entity -> HTMLText.Mark in
            counts[entity.label, default: 0] += 1
            let confidence = entity.confidence.map { $0.isFinite ? " \(DecimalText.fixed($0))" : "" } ?? ""
            return .init(
                span: entity.span, classes: labels.colorClass(of: entity.label), label: entity.label, title: entity.label + confidence)
        }
        var output = Array("<article>\n<h2>\(HTMLText.escaped(document.id.description))</h2>\n<p class=\"text\" dir=\"auto\">".utf8)
        output += HTMLText.marked(document.text, marks)
        output += "</p>\n</article>\n".utf8
        return output
    }

    /// What the page ends with: the legend with the count of each type.
    public var foot: [UInt8] {
        var labels = labels
        var text = "<ul class=\"legend\">\n"
        for label in labels.names {
            guard let count = counts[label] else { continue }
            text += "<li><mark class=\"\(labels.colorClass(of: label))\">\(HTMLText.escaped(label))</mark> \(count)</li>\n"
        }
        let total = counts.values.reduce(0, +)
        text += "<li>\(total) in \(documentCount) document\(documentCount == 1 ? "" : "s")</li>\n</ul>\n"
        return Array((text + HTMLPage.foot).utf8)
    }
}

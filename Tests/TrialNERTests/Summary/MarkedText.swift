@testable import TrialNER

/// A text with its concepts, written as `Survival was [4.0 months|Value] with [A|Trial_Group]`.
struct MarkedText {
    private static let short = [
        "A": "Trial_Group", "G": "Patient_Group", "N": "Patient_Count", "E": "End_Point", "V": "Value", "HR": "Hazard_Ratio",
        "CL": "Confidence_level", "CI": "Confidence_Interval", "R": "Confidence_Range", "P": "P_Value", "T": "Follow_Up", "D": "Duration",
        "S": "ADE",
    ]

    let text: DocumentText
    let entities: [Entity]

    init(_ marked: String) {
        var bytes: [UInt8] = []
        var entities: [Entity] = []
        for part in marked.split(separator: "[", omittingEmptySubsequences: false).enumerated() {
            guard part.offset > 0, let close = part.element.firstIndex(of: "]"),
                let bar = part.element[..<close].lastIndex(of: "|")
            else {
                bytes += Array((part.offset > 0 ? "[" : "").utf8) + Array(part.element.utf8)
                continue
            }
            let start = bytes.count
            bytes += Array(part.element[..<bar].utf8)
            let label = String(part.element[part.element.index(after: bar)..<close])
            entities.append(Entity(span: start..<bytes.count, label: Self.short[label] ?? label, confidence: 1))
            bytes += Array(part.element[part.element.index(after: close)...].utf8)
        }
        text = DocumentText(String(decoding: bytes, as: UTF8.self))
        self.entities = entities
    }

    /// The results as `value: end point, arm vs comparator`, with `-` for what is missing.
    var links: [String] {
        ResultLinker().results(in: text, entities: entities).map { result in
            let arm = words(result.arm) + (result.comparator.map { " vs " + words($0) } ?? "")
            return "\(words(result.value)): \(words(result.endPoint)), \(arm)"
        }
    }

    /// The results as `value: interval, p-value, time point`.
    var statistics: [String] {
        ResultLinker().results(in: text, entities: entities).map { result in
            "\(words(result.value)): \(words(result.interval)), \(words(result.pValue)), \(words(result.time))"
        }
    }

    func words(_ entity: Int?) -> String { entity.map { entities[$0].text(in: text) } ?? "-" }
}

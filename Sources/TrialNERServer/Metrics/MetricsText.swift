/// Writes metrics in Prometheus' text format (version 0.0.4).
struct MetricsText {
    private(set) var text = ""

    /// Begins a metric: what it is called, what it says and whether it is a `counter`, a `gauge` or a `histogram`.
    mutating func metric(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    /// Writes a value.
    mutating func sample(_ name: String, _ value: Double, _ labels: [(String, String)] = []) {
        let isWhole = value == value.rounded() && abs(value) < 1e15
        text += "\(name)\(Self.braces(labels)) \(isWhole ? String(Int(value)) : "\(value)")\n"
    }

    /// Writes a whole value.
    mutating func sample(_ name: String, _ value: Int, _ labels: [(String, String)] = []) {
        text += "\(name)\(Self.braces(labels)) \(value)\n"
    }

    /// Writes the buckets, the sum and the count of a histogram.
    mutating func histogram(_ name: String, _ histogram: Histogram, _ labels: [(String, String)] = []) {
        var total = 0
        for (index, count) in histogram.counts.enumerated() {
            total += count
            let bound = index < histogram.bounds.count ? "\(histogram.bounds[index])" : "+Inf"
            sample("\(name)_bucket", total, labels + [("le", bound)])
        }
        sample("\(name)_sum", histogram.sum, labels)
        sample("\(name)_count", histogram.count, labels)
    }

    private static func braces(_ labels: [(String, String)]) -> String {
        if labels.isEmpty { return "" }
        return "{" + labels.map { "\($0)=\"\(escaped($1))\"" }.joined(separator: ",") + "}"
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value {
            switch character {
            case "\\": text += #"\\"#
            case "\"": text += #"\""#
            case "\n": text += #"\n"#
            default: text.append(character)
            }
        }
        return text
    }
}

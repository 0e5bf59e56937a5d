/// What a client takes, by its `Accept` field (RFC 9110, section 12.5.1).
struct AcceptedMedia: Sendable {
    private var ranges: [(type: String, quality: Double)] = []

    /// Reads a field; without one everything is taken.
    init(_ field: String?) {
        guard let field else {
            ranges = [("*/*", 1)]
            return
        }
        for part in field.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let type = pieces.first, !type.isEmpty else { continue }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            ranges.append((type, quality))
        }
        if ranges.isEmpty { ranges = [("*/*", 1)] }
    }

    /// The one of some types that is taken most gladly, the first of equals; `nil` where none is.
    func best(of types: [String]) -> String? {
        var best: (type: String, quality: Double)?
        for type in types {
            let quality = quality(of: type)
            if quality > 0, quality > best?.quality ?? 0 { best = (type, quality) }
        }
        return best?.type
    }

    /// The quality that the most specific range gives a type.
    private func quality(of type: String) -> Double {
        let group = type.prefix { $0 != "/" } + "/*"
        for wanted in [type, String(group), "*/*"] {
            if let range = ranges.first(where: { $0.type == wanted }) { return range.quality }
        }
        return 0
    }
}

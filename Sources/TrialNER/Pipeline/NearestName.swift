extension String {
    /// The name that was most likely meant; `nil` where none is near.
    ///
    /// Near means: the same but for case, or at most a third of its letters wrong (Levenshtein distance).
    func nearest(in names: [String]) -> String? {
        let own = Array(lowercased().utf8)
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = Self.distance(own, Array(name.lowercased().utf8))
            if distance < best?.distance ?? .max { best = (name, distance) }
        }
        guard let best, best.distance * 3 <= max(own.count, best.name.utf8.count) else { return nil }
        return best.name
    }

    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}

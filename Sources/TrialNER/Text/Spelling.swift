/// Finds the word that somebody meant.
package enum Spelling {
    /// The candidate nearest to a word, if one is near enough to be meant; the first of several equally near.
    package static func nearest(to word: String, among candidates: [String]) -> String? {
        let typed = Array(word.lowercased().utf8)
        let limit = max(1, min(3, typed.count / 3 + 1))
        let near = candidates.map { candidate in
            let name = Array(candidate.lowercased().utf8)
            // What was typed only in part is meant more surely than what is one letter off.
            let isBeginning = typed.count >= 2 && name.starts(with: typed)
            return (candidate: candidate, distance: isBeginning ? 0 : distance(typed, name))
        }
        guard let best = near.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
        return best.candidate
    }

    /// How many insertions, deletions, replacements and swaps of neighbours lead from one word to the other (the restricted
    /// Damerau-Levenshtein distance).
    package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}

/// Which mentions of arms (or of end points) name the same one: `everolimus (EVE)`, `EVE` and `the EVE group` do.
///
/// Two mentions are the same if they share a name. A mention has one name, or two where it ends in an abbreviation in brackets. Words
/// that only say that it is an arm (`group`, `treatment`), how a drug is given (`oral`) and the plural's `s` do not count.
struct ConceptNames {
    /// The first mention of what each mention names; `nil` for concepts of other kinds.
    private let firsts: [Int?]

    /// Reads the names of the concepts of some kinds.
    init(_ text: LinkedText, where isNamed: (ConceptKind) -> Bool) {
        var parents: [String: String] = [:]
        func root(_ name: String) -> String {
            var name = name
            while let parent = parents[name], parent != name { name = parent }
            return name
        }
        let names = text.mentions.indices.map { isNamed(text.mentions[$0].kind) ? Self.names(of: text.words(of: $0)) : [] }
        for names in names {
            guard let first = names.first else { continue }
            for name in names.dropFirst() { parents[root(name)] = root(first) }
        }
        var byName: [String: Int] = [:]
        self.firsts = names.indices.map { mention in
            guard let name = names[mention].first.map(root) else { return nil }
            let first = byName[name] ?? mention
            byName[name] = first
            return first
        }
    }

    /// What a mention names, as the number of its first mention.
    func concept(of mention: Int) -> Int { firsts[mention] ?? mention }

    /// The names in the words of a mention: without its bracket, and the bracket.
    static func names(of words: [String]) -> [String] {
        guard let open = words.firstIndex(where: { $0 == "(" || $0 == "[" }),
            let close = words[open...].firstIndex(where: { $0 == ")" || $0 == "]" })
        else { return [name(of: words)].filter { !$0.isEmpty } }
        let outside = name(of: Array(words[..<open]) + words[(close + 1)...])
        let inside = name(of: Array(words[(open + 1)..<close]))
        return [outside, inside].filter { !$0.isEmpty }
    }

    private static func name(of words: [String]) -> String {
        let words = words.filter { $0.utf8.first.map(TokenBuilder.isWordByte) ?? false }
        let telling = words.filter { !LinkWords.generic.contains($0) }
        return (telling.isEmpty ? words : telling).map { $0.utf8.count > 3 && $0.hasSuffix("s") ? String($0.dropLast()) : $0 }
            .joined(separator: " ")
    }
}

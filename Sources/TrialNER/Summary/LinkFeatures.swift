/// The names of what speaks for or against a candidate, each once.
struct LinkFeatures {
    private(set) var names: [String] = []

    /// Adds a feature if it holds.
    mutating func add(_ name: String, if holds: Bool = true) {
        if holds, !names.contains(name) { names.append(name) }
    }

    /// Adds what another list has.
    mutating func add(_ other: LinkFeatures) {
        for name in other.names { add(name) }
    }

    /// A number for the name of a feature: itself, or `most` with a `+` from there on.
    static func upTo(_ most: Int, _ number: Int) -> String { number < most ? "\(number)" : "\(most)+" }
}

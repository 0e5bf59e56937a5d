/// The types that a page shows, in the order of its legend, and the colour of each.
struct HTMLLabels {
    /// The types that have a colour, in the order in which they got it.
    private(set) var names: [String]
    private var places: [String: Int]

    /// Gives colours to `labels` in their order; others get theirs when they are met.
    init(_ labels: [String]) {
        names = []
        places = [:]
        for label in labels { _ = colorClass(of: label) }
    }

    /// The class of the elements that have the colour of a type.
    mutating func colorClass(of label: String) -> String {
        let place = places[label] ?? names.count
        if place == names.count {
            places[label] = place
            names.append(label)
        }
        return "c\(place % HTMLPage.colorCount)"
    }
}

/// A colour of the terminal for each type of concept, the same in every run with the same model.
public struct LabelColors: Sendable {
    /// Foreground colours of the 256-colour palette that are legible on dark and on light grounds.
    private static let palette = [33, 208, 35, 170, 203, 37, 136, 99, 71, 168, 67, 130, 161, 107]

    private let order: [String]

    /// Gives colours to labels in their order; labels that are not among them get one by their name.
    public init(labels: [String]) {
        order = labels
    }

    /// The text in the colour of a label.
    func painted(_ text: String, label: String) -> String {
        let index = order.firstIndex(of: label) ?? label.utf8.reduce(0) { ($0 * 31 + Int($1)) % 997 }
        return "\u{1B}[38;5;\(Self.palette[index % Self.palette.count])m\(text)\u{1B}[0m"
    }
}

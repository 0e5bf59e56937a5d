/// Which model made a row.
public struct ModelIdentity: Sendable, Hashable {
    /// The name under which the model is known.
    public var name: String
    /// Its version; `nil` where the model states none.
    public var version: String?
    /// The types that it tells apart, in its own order.
    public var labels: [String]

    /// Makes an identity of its parts.
    public init(name: String, version: String? = nil, labels: [String] = []) {
        self.name = name
        self.version = version
        self.labels = labels
    }
}

import TrialNER

/// The results of a document as a file states them: by spans, in Unicode scalars.
public struct StatedResults: Sendable, Hashable {
    /// A place in the text: its first character and the one behind its last.
    public struct Place: Sendable, Hashable {
        public var begin: Int
        public var end: Int

        /// Makes a place of its edges.
        public init(begin: Int, end: Int) {
            self.begin = begin
            self.end = end
        }
    }

    /// A result with what belongs to it.
    public struct Result: Sendable, Hashable {
        public var value: Place
        public var endPoint: Place?
        public var arm: Place?
        public var comparator: Place?
        public var interval: Place?
        public var pValue: Place?
        public var time: Place?

        /// Makes a result of its parts.
        public init(
            value: Place, endPoint: Place? = nil, arm: Place? = nil, comparator: Place? = nil, interval: Place? = nil, pValue: Place? = nil,
            time: Place? = nil
        ) {
            self.value = value
            self.endPoint = endPoint
            self.arm = arm
            self.comparator = comparator
            self.interval = interval
            self.pValue = pValue
            self.time = time
        }

        /// The places of the parts that are there, by the names that files give them.
        public var parts: [String: Place] {
            var parts = ["value": value]
            for (name, path) in Self.fields { parts[name] = self[keyPath: path] }
            return parts
        }

        /// The parts with the names that files give them, in their order there.
        static let fields: [(name: String, path: WritableKeyPath<Result, Place?> & Sendable)] = [
            ("endpoint", \.endPoint), ("arm", \.arm), ("comparator", \.comparator), ("interval", \.interval), ("p", \.pValue),
            ("time", \.time),
        ]
    }

    /// What names the document.
    public var id: DocumentID
    /// The results, in their order.
    public var results: [Result]

    /// Makes the results of a document of its parts.
    public init(id: DocumentID, results: [Result]) {
        self.id = id
        self.results = results
    }

    /// States the results of a document by its entities.
    public init(id: DocumentID, results: [TrialResult], entities: [Entity], text: DocumentText) {
        let offsets = TextPositions(text, in: .unicodeScalars)
        func place(_ entity: Int) -> Place {
            let span = entities[entity].span
            return Place(begin: offsets[span.lowerBound], end: offsets[span.upperBound])
        }
        self.init(
            id: id,
            results: results.map { result in
                Result(
                    value: place(result.value), endPoint: result.endPoint.map(place), arm: result.arm.map(place),
                    comparator: result.comparator.map(place), interval: result.interval.map(place), pValue: result.pValue.map(place),
                    time: result.time.map(place))
            })
    }

    /// The results by places among entities. A result whose value is at no entity is left out, another part without one is `nil`.
    public func results(among entities: [Entity], in text: DocumentText) -> [TrialResult] {
        let offsets = TextPositions(text, in: .unicodeScalars)
        let places = entities.enumerated().map { index, entity in
            (Place(begin: offsets[entity.span.lowerBound], end: offsets[entity.span.upperBound]), index)
        }
        let indices = Dictionary(places, uniquingKeysWith: { first, _ in first })
        return results.compactMap { result in
            guard let value = indices[result.value] else { return nil }
            return TrialResult(
                value: value, endPoint: result.endPoint.flatMap { indices[$0] }, arm: result.arm.flatMap { indices[$0] },
                comparator: result.comparator.flatMap { indices[$0] }, interval: result.interval.flatMap { indices[$0] },
                pValue: result.pValue.flatMap { indices[$0] }, time: result.time.flatMap { indices[$0] })
        }
    }
}

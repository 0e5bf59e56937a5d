/// One row of an annotation column, in the schema of Spark NLP.
///
/// Offsets are UTF-16 code units into the text of the document, `end` inclusive, as on the JVM. (``Entity`` is the
/// Swift form: a half-open span and a typed confidence.)
public struct Annotation: Sendable, Hashable {
    /// What kind of annotation this is: `document`, `token`, `named_entity` or `chunk`.
    public var annotatorType: String
    /// The first UTF-16 code unit.
    public var begin: Int
    /// The last UTF-16 code unit (inclusive; `begin - 1` for an empty stretch).
    public var end: Int
    /// The text of the stretch, or the tag of a named entity.
    public var result: String
    /// What else the annotator has to say, by name.
    public var metadata: Metadata

    /// Makes an annotation of its parts.
    public init(annotatorType: String, begin: Int, end: Int, result: String, metadata: Metadata = [:]) {
        self.annotatorType = annotatorType
        self.begin = begin
        self.end = end
        self.result = result
        self.metadata = metadata
    }
}

/// The metadata of an annotation: strings by name, in the order in which they were set.
public struct Metadata: Sendable, Hashable, ExpressibleByDictionaryLiteral, Sequence {
    private var pairs: [Pair]

    private struct Pair: Sendable, Hashable {
        var key: String
        var value: String
    }

    /// Makes metadata of the pairs of a literal, whose keys must differ.
    public init(dictionaryLiteral elements: (String, String)...) {
        pairs = elements.map { Pair(key: $0.0, value: $0.1) }
    }

    /// The value of a name; `nil` takes the name away.
    public subscript(key: String) -> String? {
        get { pairs.first { $0.key == key }?.value }
        set {
            let index = pairs.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): pairs[index].value = value
            case (let index?, nil): pairs.remove(at: index)
            case (nil, let value?): pairs.append(Pair(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Adds a name that is not there yet: the caller knows, and a look at those that are would cost more than all else.
    package mutating func append(_ key: String, _ value: String) {
        pairs.append(Pair(key: key, value: value))
    }

    /// Makes room for so many names.
    package mutating func reserveCapacity(_ count: Int) { pairs.reserveCapacity(count) }

    /// How many names there are.
    public var count: Int { pairs.count }

    /// The names and values in the order in which they were set.
    public func makeIterator() -> AnyIterator<(key: String, value: String)> {
        var iterator = pairs.makeIterator()
        return AnyIterator { iterator.next().map { ($0.key, $0.value) } }
    }

    public static func == (left: Metadata, right: Metadata) -> Bool {
        left.count == right.count && left.pairs.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(Set(pairs))
    }
}

/// The order in which Scala 2.12 gives the entries of an immutable map.
///
/// Up to four entries keep the order in which they were put in; from five on they are the leaves of a trie over 32-bit hashes of
/// their keys, five bits a level from the lowest. The metadata that the Finisher writes stand in this order.
/// Source: `scala.collection.immutable.HashMap` and `java.lang.String.hashCode`.
enum ScalaMapOrder {
    /// The entries in Scala's order.
    static func sorted(_ entries: [DataFrame.StringPair]) -> [DataFrame.StringPair] {
        guard entries.count > 4 else { return entries }
        let ranked = entries.map { (rank: rank($0.key), entry: $0) }
        return ranked.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element.entry)
    }

    /// Where a key stands: its hash read in groups of five bits, the lowest first.
    private static func rank(_ key: String) -> UInt64 {
        var hash: UInt32 = 0
        for unit in key.utf16 { hash = 31 &* hash &+ UInt32(unit) }
        hash = hash &+ ~(hash << 9)
        hash ^= hash >> 14
        hash = hash &+ (hash << 4)
        hash ^= hash >> 10
        var rank: UInt64 = 0
        for level in 0..<7 { rank = rank << 5 | UInt64(hash >> UInt32(5 * level) & 31) }
        return rank
    }
}

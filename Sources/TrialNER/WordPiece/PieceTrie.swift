/// Finds the longest piece at the start of a stretch of bytes, in one walk.
///
/// A trie whose edges lie in one flat hash table (open addressing, linear probing): a vocabulary of 30,000 pieces is
/// entered in two or three milliseconds, and a step costs one multiplication and, nearly always, one memory access.
struct PieceTrie: Sendable {
    /// The node where a word starts.
    static let wordRoot: UInt32 = 1
    /// The node where the rest of a word starts: pieces that the vocabulary writes with `##`, entered without it.
    static let continuationRoot: UInt32 = 2
    /// The most bytes that all pieces together may have: nodes are numbered in 24 bits.
    static let byteLimit = 1 << 24 - 8

    /// An edge: its key (node and byte) in the upper half, the node it leads to in the lower; 0 is a free place.
    private var edges: [UInt64]
    /// The highest bit of the lower half: a piece ends at the node.
    private static let terminal: UInt32 = 1 << 31
    /// The id of the piece that ends at each node.
    private var ids: [Int32]
    private var shift: UInt64

    /// Makes a trie for pieces of so many bytes together, at most ``byteLimit``.
    init(pieceBytes: Int) {
        // Pieces share about half of their bytes with others, so that the table seldom has to grow.
        var bits = 4
        while 1 << bits < pieceBytes / 2 { bits += 1 }
        edges = Array(repeating: 0, count: 1 << bits)
        shift = UInt64(64 - bits)
        ids = [-1, -1, -1]
        ids.reserveCapacity(pieceBytes / 2)
    }

    /// Enters a piece below a root; the id it had before if it was there already.
    mutating func insert(_ piece: UnsafeBufferPointer<UInt8>, at root: UInt32, id: Int32) -> Int32? {
        while (ids.count + piece.count) * 4 > edges.count * 3 { grow() }
        var node = root
        var place = -1
        for byte in piece {
            let key = node << 8 | UInt32(byte)
            place = edgePlace(of: key)
            if edges[place] == 0 {
                edges[place] = UInt64(key) << 32 | UInt64(ids.count)
                ids.append(-1)
            }
            node = UInt32(truncatingIfNeeded: edges[place]) & ~Self.terminal
        }
        guard place >= 0 else { return nil }
        if ids[Int(node)] >= 0 { return ids[Int(node)] }
        edges[place] |= UInt64(Self.terminal)
        ids[Int(node)] = id
        return nil
    }

    /// The id of a piece below a root.
    func id(of piece: [UInt8], at root: UInt32) -> Int32? {
        guard let place = place(of: piece, at: root), edges[place] & UInt64(Self.terminal) != 0 else { return nil }
        return ids[Int(UInt32(truncatingIfNeeded: edges[place]) & ~Self.terminal)]
    }

    /// Takes a piece out, so that no text matches it.
    mutating func remove(_ piece: [UInt8], at root: UInt32) {
        guard let place = place(of: piece, at: root) else { return }
        edges[place] &= ~UInt64(Self.terminal)
    }

    /// Doubles the room, so that at most three quarters of it are taken.
    private mutating func grow() {
        let old = edges
        edges = Array(repeating: 0, count: old.count * 2)
        shift -= 1
        for edge in old where edge != 0 { edges[edgePlace(of: UInt32(truncatingIfNeeded: edge >> 32))] = edge }
    }

    /// Where the last edge of a stretch of bytes stands, if the trie holds it.
    private func place(of piece: [UInt8], at root: UInt32) -> Int? {
        var node = root
        var place: Int?
        for byte in piece {
            let next = edgePlace(of: node << 8 | UInt32(byte))
            guard edges[next] != 0 else { return nil }
            node = UInt32(truncatingIfNeeded: edges[next]) & ~Self.terminal
            place = next
        }
        return place
    }

    /// Where an edge stands, or would stand.
    private func edgePlace(of key: UInt32) -> Int {
        let mask = edges.count - 1
        var place = Int(truncatingIfNeeded: Self.hash(key) >> shift)
        while edges[place] != 0, UInt32(truncatingIfNeeded: edges[place] >> 32) != key { place = (place + 1) & mask }
        return place
    }

    @inline(__always)
    private static func hash(_ key: UInt32) -> UInt64 { UInt64(key) &* 0x9E37_79B9_7F4A_7C15 }

    /// Gives the tables to a closure without reference counts or bounds checks on every step.
    @inline(__always)
    func withWalker<Result>(_ body: (Walker) -> Result) -> Result {
        edges.withUnsafeBufferPointer { edges in
            ids.withUnsafeBufferPointer { ids in
                body(Walker(edges: edges, ids: ids, mask: edges.count - 1, shift: shift))
            }
        }
    }

    /// The tables of a trie, for the length of one call of ``withWalker(_:)``.
    struct Walker {
        fileprivate let edges: UnsafeBufferPointer<UInt64>
        fileprivate let ids: UnsafeBufferPointer<Int32>
        fileprivate let mask: Int
        fileprivate let shift: UInt64

        /// The longest piece below a root that is the beginning of the bytes: its id and where it ends; the end is `from`
        /// if there is none. Each byte is looked up in `fold` (256 entries) first.
        @inline(__always)
        func longestMatch(
            _ bytes: UnsafePointer<UInt8>, from: Int, to end: Int, root: UInt32, fold: UnsafePointer<UInt8>
        ) -> (id: Int32, end: Int) {
            var node = root
            var index = from
            var match = (node: UInt32(0), end: from)
            while index < end {
                let key = node << 8 | UInt32(fold[Int(bytes[index])])
                var place = Int(truncatingIfNeeded: PieceTrie.hash(key) >> shift)
                var edge = edges[place]
                while UInt32(truncatingIfNeeded: edge >> 32) != key {
                    if edge == 0 { return (ids[Int(match.node)], match.end) }
                    place = (place + 1) & mask
                    edge = edges[place]
                }
                index += 1
                let target = UInt32(truncatingIfNeeded: edge)
                node = target & ~PieceTrie.terminal
                if target & PieceTrie.terminal != 0 { match = (node, index) }
            }
            return (ids[Int(match.node)], match.end)
        }
    }
}

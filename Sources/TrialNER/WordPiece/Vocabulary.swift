/// The word pieces of a BERT model: the lines of its `vocab.txt`, whose ids are the numbers of the lines.
public struct Vocabulary: Sendable {
    /// Id of the token that stands first in every window.
    public let classificationID: Int32
    /// Id of the token that ends every window.
    public let separatorID: Int32
    /// Id of the token that fills a window up.
    public let paddingID: Int32
    /// Id of the piece for words that the vocabulary cannot spell.
    public let unknownID: Int32
    /// Id of the mask of pre-training, where the vocabulary has one.
    public let maskID: Int32?

    /// The names of the special tokens. No text is ever encoded as one of them but the unknown piece.
    public let specialTokens: SpecialTokens

    private let bytes: [UInt8]
    /// Where each line begins and ends in `bytes`, without its line break.
    private let lines: [Range<Int32>]
    let trie: PieceTrie

    /// Reads the bytes of a `vocab.txt`: UTF-8, a piece a line, lines ended by LF or CR LF.
    ///
    /// An empty line keeps its id but is no piece. `file` is the name that errors give.
    public init(bytes: [UInt8], specialTokens: SpecialTokens = SpecialTokens(), file: String = "vocab.txt") throws(VocabularyError) {
        guard bytes.count <= PieceTrie.byteLimit else {
            throw .tooLarge(file: file, bytes: bytes.count, limit: PieceTrie.byteLimit)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .notUTF8(file: file, line: Self.firstLineNotUTF8(bytes))
        }
        let lines = Self.lines(of: bytes)
        var trie = PieceTrie(pieceBytes: bytes.count)
        var duplicate: (first: Int32, second: Int)?
        bytes.withUnsafeBufferPointer { buffer in
            for (id, line) in lines.enumerated() where !line.isEmpty {
                var piece = UnsafeBufferPointer(rebasing: buffer[Int(line.lowerBound)..<Int(line.upperBound)])
                var root = PieceTrie.wordRoot
                if piece.count > 2, piece[0] == UInt8(ascii: "#"), piece[1] == UInt8(ascii: "#") {
                    root = PieceTrie.continuationRoot
                    piece = UnsafeBufferPointer(rebasing: piece[2...])
                }
                if let first = trie.insert(piece, at: root, id: Int32(id)) {
                    duplicate = (first, id)
                    return
                }
            }
        }
        if let duplicate {
            let line = lines[duplicate.second]
            let piece = String(decoding: bytes[Int(line.lowerBound)..<Int(line.upperBound)], as: UTF8.self)
            throw .duplicate(file: file, piece: piece, firstLine: Int(duplicate.first) + 1, line: duplicate.second + 1)
        }
        guard lines.contains(where: { !$0.isEmpty }) else { throw .empty(file: file) }

        func id(of token: String) throws(VocabularyError) -> Int32 {
            guard let id = trie.id(of: Array(token.utf8), at: PieceTrie.wordRoot) else {
                throw .missingSpecialToken(file: file, token: token)
            }
            return id
        }
        classificationID = try id(of: specialTokens.classification)
        separatorID = try id(of: specialTokens.separator)
        paddingID = try id(of: specialTokens.padding)
        unknownID = try id(of: specialTokens.unknown)
        maskID = specialTokens.mask.flatMap { trie.id(of: Array($0.utf8), at: PieceTrie.wordRoot) }
        for token in specialTokens.names { trie.remove(Array(token.utf8), at: PieceTrie.wordRoot) }
        self.bytes = bytes
        self.lines = lines
        self.trie = trie
        self.specialTokens = specialTokens
    }

    /// How many ids there are.
    public var count: Int { lines.count }

    /// The piece of an id, as the file writes it; `nil` if there is no such line.
    public func piece(_ id: Int32) -> String? {
        guard lines.indices.contains(Int(id)) else { return nil }
        let line = lines[Int(id)]
        return String(decoding: bytes[Int(line.lowerBound)..<Int(line.upperBound)], as: UTF8.self)
    }

    /// The id of a piece as the file writes it (`##` before the rest of a word), special tokens included.
    public func id(of piece: String) -> Int32? {
        switch piece {
        case specialTokens.classification: return classificationID
        case specialTokens.separator: return separatorID
        case specialTokens.padding: return paddingID
        case specialTokens.unknown: return unknownID
        case specialTokens.mask: return maskID
        default:
            let (root, bytes) = Self.entry(of: Array(piece.utf8)[...])
            return trie.id(of: Array(bytes), at: root)
        }
    }

    /// Where a piece stands in the trie: below which root, and as which bytes.
    private static func entry(of line: ArraySlice<UInt8>) -> (root: UInt32, bytes: ArraySlice<UInt8>) {
        line.count > 2 && line.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "#")])
            ? (PieceTrie.continuationRoot, line.dropFirst(2)) : (PieceTrie.wordRoot, line)
    }

    private static func lines(of bytes: [UInt8]) -> [Range<Int32>] {
        var lines: [Range<Int32>] = []
        lines.reserveCapacity(bytes.count / 7)
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for index in 0..<bytes.count where bytes[index] == UInt8(ascii: "\n") {
                let end = index > start && bytes[index - 1] == UInt8(ascii: "\r") ? index - 1 : index
                lines.append(Int32(start)..<Int32(end))
                start = index + 1
            }
            if start < bytes.count {
                let end = bytes[bytes.count - 1] == UInt8(ascii: "\r") ? bytes.count - 1 : bytes.count
                lines.append(Int32(start)..<Int32(end))
            }
        }
        return lines
    }

    /// The number, from 1, of the first line that is not UTF-8 by itself.
    private static func firstLineNotUTF8(_ bytes: [UInt8]) -> Int {
        let lines = lines(of: bytes)
        let bad = lines.firstIndex { String(validating: bytes[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF8.self) == nil }
        return (bad ?? 0) + 1
    }
}

extension Vocabulary {
    /// The longest piece that the bytes of a word begin with at an offset, and where it ends; pieces written with `##`
    /// at any offset but 0. `nil` if there is none.
    func longestPiece(of word: [UInt8], from start: Int) -> (id: Int32, end: Int)? {
        let match = word.withUnsafeBufferPointer { bytes in
            Self.everyByteItself.withUnsafeBufferPointer { fold in
                trie.withWalker { walker -> (id: Int32, end: Int)? in
                    guard let bytes = bytes.baseAddress, let fold = fold.baseAddress else { return nil }
                    let root = start == 0 ? PieceTrie.wordRoot : PieceTrie.continuationRoot
                    return walker.longestMatch(bytes, from: start, to: word.count, root: root, fold: fold)
                }
            }
        }
        return match.flatMap { $0.end > start ? $0 : nil }
    }

    private static let everyByteItself = (0...255).map { UInt8($0) }
}

/// Parts a stream of JSON into its records, of which it holds one at a time.
///
/// Records are the elements of a top-level array, or of the first array under one of the `containers` (`{"studies": […]}`), or the top-level
/// values themselves, one after the other. Brackets and strings alone are looked at: what is in a record its reader checks, so that one
/// broken record does not cost the others.
struct JSONElements {
    /// A record and the line it begins in.
    struct Element {
        var bytes: ArraySlice<UInt8>
        var line: Int
    }

    /// The longest record, in bytes.
    static let lengthLimit = 256 << 20

    private enum Place {
        case top
        /// In the array of records, with so many objects around it.
        case records(enclosing: Int)
        /// Behind the array of records, with so many objects still open.
        case behind(enclosing: Int)
        case done
    }

    private var cursor: ByteCursor
    private let containers: Set<String>
    private let lengthLimit: Int
    private var place = Place.top
    private var hasBegun = false

    init(_ source: any ByteSource, containers: Set<String> = [], lengthLimit: Int = JSONElements.lengthLimit) {
        cursor = ByteCursor(source)
        self.containers = containers
        self.lengthLimit = lengthLimit
    }

    var bytesRead: Int { cursor.bytesRead }
    /// The line that is read, from 1.
    var line: Int { cursor.line }
    var isReady: Bool { if case .done = place { true } else { cursor.isReady } }

    /// The next record; `nil` at the end. After a problem there is none.
    mutating func next() throws(InputProblem) -> Element? {
        do {
            return try element()
        } catch {
            place = .done
            throw error
        }
    }

    private mutating func element() throws(InputProblem) -> Element? {
        if !hasBegun {
            hasBegun = true
            try cursor.skipByteOrderMark()
        }
        while true {
            try skipSpaceAndCommas()
            cursor.setMark()
            guard let byte = try cursor.peek() else {
                if case .top = place {} else if case .done = place {} else { throw .format("ends before its brackets are closed") }
                place = .done
                return nil
            }
            switch place {
            case .done: return nil
            case .top:
                let line = cursor.line
                if byte == UInt8(ascii: "[") {
                    _ = try cursor.next()
                    place = .records(enclosing: 0)
                } else if byte == UInt8(ascii: "{"), !containers.isEmpty {
                    if let enclosing = try findRecords() {
                        place = .records(enclosing: enclosing)
                    } else {
                        return Element(bytes: cursor.marked, line: line)
                    }
                } else {
                    try skipValue()
                    return Element(bytes: cursor.marked, line: line)
                }
            case .records(let enclosing):
                if byte == UInt8(ascii: "]") {
                    _ = try cursor.next()
                    place = enclosing == 0 ? .top : .behind(enclosing: enclosing)
                } else {
                    let line = cursor.line
                    try skipValue()
                    return Element(bytes: cursor.marked, line: line)
                }
            case .behind(let enclosing):
                // What stands beside the records, as the token of the next page, is passed over.
                if byte == UInt8(ascii: "}") {
                    _ = try cursor.next()
                    place = enclosing == 1 ? .top : .behind(enclosing: enclosing - 1)
                } else {
                    try skipValue()
                    if try cursor.peek() == UInt8(ascii: ":") { _ = try cursor.next() }
                }
            }
        }
    }

    /// Looks into an object for an array of records: gives how many objects are around it, `nil` if there is none and the object was passed.
    private mutating func findRecords() throws(InputProblem) -> Int? {
        var depth = 0
        while true {
            try skipSpaceAndCommas()
            guard let byte = try cursor.peek() else { throw endsEarly }
            switch byte {
            case UInt8(ascii: "{"):
                _ = try cursor.next()
                depth += 1
            case UInt8(ascii: "}"):
                _ = try cursor.next()
                depth -= 1
                if depth == 0 { return nil }
            case UInt8(ascii: "\""):
                let name = try memberName()
                try skipSpaceAndCommas()
                guard try cursor.peek() == UInt8(ascii: ":") else { throw unexpected }
                _ = try cursor.next()
                try skipSpaceAndCommas()
                let value = try cursor.peek()
                if containers.contains(name), value == UInt8(ascii: "[") {
                    _ = try cursor.next()
                    return depth
                }
                if containers.contains(name), value == UInt8(ascii: "{") { continue }
                try skipValue()
            default: throw unexpected
            }
        }
    }

    private mutating func memberName() throws(InputProblem) -> String {
        let start = cursor.markedCount
        try skipString()
        return String(decoding: cursor.marked.dropFirst(start + 1).dropLast(), as: UTF8.self)
    }

    private mutating func skipSpaceAndCommas() throws(InputProblem) {
        while let byte = try cursor.peek(), byte <= 0x20 || byte == UInt8(ascii: ",") { _ = try cursor.next() }
    }

    /// Steps over one value, whatever is in it.
    private mutating func skipValue() throws(InputProblem) {
        var depth = 0
        repeat {
            guard let byte = try cursor.peek() else { throw endsEarly }
            switch byte {
            case UInt8(ascii: "\""): try skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                _ = try cursor.next()
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { throw unexpected }
                _ = try cursor.next()
                depth -= 1
            default:
                if depth == 0 { return try skipWord() }
                _ = try cursor.next()
            }
            if cursor.markedCount > lengthLimit { throw .tooLong(limit: lengthLimit) }
        } while depth > 0
    }

    /// Steps over a number or a word as `null`.
    private mutating func skipWord() throws(InputProblem) {
        let ends: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":")]
        while let byte = try cursor.peek(), byte > 0x20, !ends.contains(byte) {
            _ = try cursor.next()
            if cursor.markedCount > lengthLimit { throw .tooLong(limit: lengthLimit) }
        }
        if cursor.markedCount == 0 { throw unexpected }
    }

    private mutating func skipString() throws(InputProblem) {
        _ = try cursor.next()
        while let byte = try cursor.next() {
            if byte == UInt8(ascii: "\"") { return }
            if byte == UInt8(ascii: "\\") { _ = try cursor.next() }
            if cursor.markedCount > lengthLimit { throw .tooLong(limit: lengthLimit) }
        }
        throw endsEarly
    }

    private var endsEarly: InputProblem { .format("is JSON that ends before its brackets are closed; copy or download it again") }
    private var unexpected: InputProblem { .format("not JSON: line \(cursor.line) has something else than a value") }
}

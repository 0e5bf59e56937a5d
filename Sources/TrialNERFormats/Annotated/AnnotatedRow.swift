import TrialNER

/// What a line of annotated JSONL holds, with offsets as it states them.
struct AnnotatedRow {
    private struct StatedEntity {
        var begin: Int?
        var end: Int?
        var label: String?
        var text: [UInt8]?
        var confidence: Float?
        var id: String?
        var fragments: [(Int, Int)] = []
    }

    private var id: DocumentID?
    private var text: [UInt8]?
    private var entities: [StatedEntity]?
    private var tokens: [(Int, Int)]?
    private var sentences: [(Int, Int)] = []
    private var conll: CoNLLLayout?
    private var brat: BratLines?
    /// The first member that has another type than it must have: told after what is no JSON at all.
    private var problem: InputProblem?

    /// Reads a line; `nil` if there is nothing on it.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) throws(InputProblem) {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        guard let first = scanner.peek else { return nil }
        do throws(JSONError) {
            if first == UInt8(ascii: "{") {
                try scanner.object { (scanner, name) throws(JSONError) in try member(name, &scanner) }
            } else {
                try scanner.skipValue()
                problem = .notAnObject
            }
            try scanner.end()
        } catch {
            throw .json(error)
        }
        if let problem { throw problem }
    }

    /// The document of the line.
    func document(defaultID: String) throws(InputProblem) -> AnnotatedDocument {
        guard let text else { throw .noText }
        guard let text = DocumentText(validating: text) else { throw .notUTF8(byte: 0) }
        guard let entities else {
            throw .format(
                "has no \"entities\"; each line must be as {\"id\": \"a\", \"text\": \"…\", \"entities\": [[begin, end, label]]}")
        }
        let offsets = ScalarOffsets(text)
        var document = AnnotatedDocument(id: id ?? .string(defaultID), text: text, conll: conll, brat: brat)
        for (index, entity) in entities.enumerated() {
            document.entities.append(try Self.entity(entity, number: index + 1, offsets, text))
        }
        if let tokens {
            document.tokens = StatedTokens(
                sentences: try Self.spans(sentences, "sentence", offsets), tokens: try Self.spans(tokens, "token", offsets))
        }
        if let conll, !conll.columns.isEmpty, conll.columns.count != document.tokens?.tokens.count ?? 0 {
            throw .format(
                "\"conll\" has columns for \(conll.columns.count) tokens, but there are \(document.tokens?.tokens.count ?? 0)")
        }
        return document
    }

    private static func entity(
        _ stated: StatedEntity, number: Int, _ offsets: ScalarOffsets, _ text: DocumentText
    ) throws(InputProblem) -> AnnotatedEntity {
        guard let begin = stated.begin, let end = stated.end, let label = stated.label, !label.isEmpty else {
            throw .format("entity \(number) needs \"begin\", \"end\" and \"label\"")
        }
        let span = try offsets.span(begin, end, of: "entity \(number) (\(label))")
        if let said = stated.text, said != Array(text.utf8[span]) {
            throw .format(
                "entity \(number) (\(label)) says \(quote(String(decoding: said, as: UTF8.self))), but at \(begin) to \(end) stands "
                    + "\(quote(text[span])); offsets are Unicode scalars with end exclusive")
        }
        var fragments: [Span] = []
        for (begin, end) in stated.fragments {
            fragments.append(try offsets.span(begin, end, of: "a fragment of entity \(number) (\(label))"))
        }
        if let first = fragments.first, let last = fragments.last, first.lowerBound != span.lowerBound || last.upperBound != span.upperBound
        {
            throw .format("the fragments of entity \(number) (\(label)) do not reach from its begin to its end")
        }
        return AnnotatedEntity(span: span, label: label, confidence: stated.confidence, id: stated.id, fragments: fragments)
    }

    private static func spans(_ stated: [(Int, Int)], _ what: String, _ offsets: ScalarOffsets) throws(InputProblem) -> [Span] {
        var spans: [Span] = []
        for (index, (begin, end)) in stated.enumerated() {
            let span = try offsets.span(begin, end, of: "\(what) \(index + 1)")
            guard span.lowerBound >= spans.last?.upperBound ?? 0 else {
                throw .format("\(what) \(index + 1) begins before the end of the one before it")
            }
            spans.append(span)
        }
        return spans
    }
}

/// A text of a file between quotes, cut where it is long.
func quote(_ text: String) -> String {
    let limit = 40
    let line = DisplayText.singleLine(text)
    return "'\(line.count > limit ? line.prefix(limit) + "…" : line[...])'"
}

extension AnnotatedRow {
    private mutating func refuse(_ member: String, _ expected: String, _ scanner: inout JSONScanner) throws(JSONError) {
        try scanner.skipValue()
        if problem == nil { problem = .wrongType(member: member, expected: expected) }
    }

    private mutating func member(_ name: String, _ scanner: inout JSONScanner) throws(JSONError) {
        switch name {
        case "text": text = try bytes(name, &scanner)
        case "id": try readID(&scanner)
        case "entities":
            var read: [StatedEntity] = []
            try list(name, &scanner) { (row, scanner) throws(JSONError) in read.append(try row.statedEntity(&scanner)) }
            entities = read
        case "tokens": tokens = try pairs(name, &scanner)
        case "sentences": sentences = try pairs(name, &scanner)
        case "brat":
            var lines: [String] = []
            try list(name, &scanner) { (row, scanner) throws(JSONError) in lines.append(try row.string("brat", &scanner) ?? "") }
            brat = BratLines(lines)
        case "conll": try readLayout(&scanner)
        default: try scanner.skipValue()
        }
    }

    private mutating func readID(_ scanner: inout JSONScanner) throws(JSONError) {
        switch scanner.peek {
        case UInt8(ascii: "\"")?: id = .string(String(decoding: try scanner.string(), as: UTF8.self))
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: id = .number(try scanner.number())
        case UInt8(ascii: "n")?:
            try scanner.skipValue()
            id = nil
        default: try refuse("id", "a string or a number", &scanner)
        }
    }

    private mutating func bytes(_ name: String, _ scanner: inout JSONScanner) throws(JSONError) -> [UInt8]? {
        if scanner.peek == UInt8(ascii: "\"") { return try scanner.string() }
        try refuse(name, "a string", &scanner)
        return nil
    }

    private mutating func string(_ name: String, _ scanner: inout JSONScanner) throws(JSONError) -> String? {
        try bytes(name, &scanner).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A whole number, also where it is written as `3.0`.
    private mutating func offset(_ name: String, _ scanner: inout JSONScanner) throws(JSONError) -> Int? {
        guard let number = try decimal(name, &scanner) else { return nil }
        if let whole = Int(exactly: number) { return whole }
        if problem == nil { problem = .wrongType(member: name, expected: "a whole number") }
        return nil
    }

    private mutating func decimal(_ name: String, _ scanner: inout JSONScanner) throws(JSONError) -> Double? {
        switch scanner.peek {
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return Double(try scanner.number())
        default:
            try refuse(name, "a number", &scanner)
            return nil
        }
    }

    private mutating func list(
        _ name: String, _ scanner: inout JSONScanner, _ element: (inout AnnotatedRow, inout JSONScanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard scanner.peek == UInt8(ascii: "[") else { return try refuse(name, "a list", &scanner) }
        try scanner.array { (scanner) throws(JSONError) in try element(&self, &scanner) }
    }

    /// `[[begin, end], …]`, or objects with `begin` and `end`.
    private mutating func pairs(_ name: String, _ scanner: inout JSONScanner) throws(JSONError) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        try list(name, &scanner) { (row, scanner) throws(JSONError) in
            var begin: Int?
            var end: Int?
            if scanner.peek == UInt8(ascii: "{") {
                try scanner.object { (scanner, member) throws(JSONError) in
                    switch member {
                    case "begin": begin = try row.offset(member, &scanner)
                    case "end": end = try row.offset(member, &scanner)
                    default: try scanner.skipValue()
                    }
                }
            } else {
                var numbers: [Int?] = []
                try row.list(name, &scanner) { (row, scanner) throws(JSONError) in numbers.append(try row.offset(name, &scanner)) }
                if numbers.count == 2 { (begin, end) = (numbers[0], numbers[1]) }
            }
            if let begin, let end {
                pairs.append((begin, end))
            } else if row.problem == nil {
                row.problem = .wrongType(member: name, expected: "a list of [begin, end]")
            }
        }
        return pairs
    }

    private mutating func statedEntity(_ scanner: inout JSONScanner) throws(JSONError) -> StatedEntity {
        var entity = StatedEntity()
        if scanner.peek == UInt8(ascii: "{") {
            try scanner.object { (scanner, name) throws(JSONError) in
                switch name {
                case "begin": entity.begin = try offset(name, &scanner)
                case "end": entity.end = try offset(name, &scanner)
                case "label": entity.label = try string(name, &scanner)
                case "text": entity.text = try bytes(name, &scanner)
                case "id" where scanner.peek == UInt8(ascii: "\""): entity.id = try string(name, &scanner)
                case "fragments": entity.fragments = try pairs(name, &scanner)
                case "confidence" where scanner.peek != UInt8(ascii: "n"): entity.confidence = try decimal(name, &scanner).map { Float($0) }
                default: try scanner.skipValue()
                }
            }
            return entity
        }
        var place = 0
        try list("entities", &scanner) { (row, scanner) throws(JSONError) in
            switch place {
            case 0: entity.begin = try row.offset("begin", &scanner)
            case 1: entity.end = try row.offset("end", &scanner)
            case 2: entity.label = try row.string("label", &scanner)
            default: try scanner.skipValue()
            }
            place += 1
        }
        return entity
    }

    private mutating func readLayout(_ scanner: inout JSONScanner) throws(JSONError) {
        guard scanner.peek == UInt8(ascii: "{") else { return try refuse("conll", "an object", &scanner) }
        var layout = CoNLLLayout()
        try scanner.object { (scanner, name) throws(JSONError) in
            switch name {
            case "start": layout.documentStart = try string(name, &scanner)
            case "tabs":
                layout.usesTabs = scanner.peek == UInt8(ascii: "t")
                try scanner.skipValue()
            case "columns":
                try list(name, &scanner) { (row, scanner) throws(JSONError) in
                    var columns: [String] = []
                    try row.list("columns", &scanner) { (row, scanner) throws(JSONError) in
                        columns.append(try row.string("columns", &scanner) ?? "")
                    }
                    layout.columns.append(columns)
                }
            case "comments":
                try list(name, &scanner) { (row, scanner) throws(JSONError) in
                    var token: Int?
                    var line: String?
                    try row.list("comments", &scanner) { (row, scanner) throws(JSONError) in
                        if token == nil {
                            token = try row.offset("comments", &scanner)
                        } else {
                            line = try row.string("comments", &scanner)
                        }
                    }
                    if let token, let line { layout.comments.append(.init(token: token, line: line)) }
                }
            default: try scanner.skipValue()
            }
        }
        conll = layout
    }
}

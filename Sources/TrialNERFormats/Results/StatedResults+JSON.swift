import TrialNER

extension StatedResults {
    /// The results as a line of JSONL, the line feed included:
    /// `{"id": "a", "results": [{"value": [66, 69], "endpoint": [24, 40], "arm": [46, 55], "comparator": null, …}]}`.
    public var line: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("id")
            json.id(id)
            json.key("results")
            json.array { json in
                for result in results { Self.write(result, to: &json) }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ result: Result, to json: inout JSONWriter) {
        json.object { json in
            json.key("value")
            write(result.value, to: &json)
            for (name, path) in Result.fields {
                json.key(name)
                if let place = result[keyPath: path] { write(place, to: &json) } else { json.raw("null") }
            }
        }
    }

    private static func write(_ place: Place, to json: inout JSONWriter) {
        json.array { json in
            json.integer(place.begin)
            json.integer(place.end)
        }
    }
}

/// Reads JSONL with the results of documents, in the form that ``StatedResults/line`` writes. Other members are left out.
public final class StatedResultsReader {
    private let name: String
    private var lines: NumberedLines

    /// Makes a reader of an input that messages call `name`.
    public init(_ source: any ByteSource, name: String) {
        self.name = name
        lines = NumberedLines(source, name: name)
    }

    /// The results of the next document; `nil` at the end.
    ///
    /// A line that does not fit is thrown with its number, and the next call goes on behind it.
    public func next() throws(InputError) -> StatedResults? {
        while let range = try lines.next() {
            do throws(InputProblem) {
                let row = try lines.buffer.withUnsafeBufferPointer { (buffer) throws(InputProblem) in
                    try Self.row(UnsafeBufferPointer(rebasing: buffer[range]), defaultID: "\(name):\(lines.number)")
                }
                if let row { return row }
            } catch {
                throw InputError(input: name, line: lines.number, problem: error)
            }
        }
        return nil
    }

    private static func row(_ bytes: UnsafeBufferPointer<UInt8>, defaultID: String) throws(InputProblem) -> StatedResults? {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        guard scanner.peek != nil else { return nil }
        guard scanner.peek == UInt8(ascii: "{") else { throw .notAnObject }
        var row = StatedResults(id: .string(defaultID), results: [])
        var hasResults = false
        var isWrong = false
        do throws(JSONError) {
            try scanner.object { (scanner, member) throws(JSONError) in
                switch member {
                case "id" where scanner.peek == UInt8(ascii: "\""):
                    row.id = .string(String(decoding: try scanner.string(), as: UTF8.self))
                case "id" where scanner.peek == UInt8(ascii: "-") || scanner.peek.map { 0x30...0x39 ~= $0 } ?? false:
                    row.id = .number(try scanner.number())
                case "results" where scanner.peek == UInt8(ascii: "["):
                    hasResults = true
                    try scanner.array { (scanner) throws(JSONError) in
                        if let result = try result(&scanner) { row.results.append(result) } else { isWrong = true }
                    }
                default: try scanner.skipValue()
                }
            }
            try scanner.end()
        } catch {
            throw .json(error)
        }
        guard hasResults, !isWrong else {
            throw .format(
                "is no line of results; each line must be as {\"id\": \"a\", \"results\": [{\"value\": [begin, end], \"endpoint\": [begin, end], …}]}"
            )
        }
        return row
    }

    /// Reads a result; `nil` if it has no value or a place that is none.
    private static func result(_ scanner: inout JSONScanner) throws(JSONError) -> StatedResults.Result? {
        guard scanner.peek == UInt8(ascii: "{") else {
            try scanner.skipValue()
            return nil
        }
        var value: StatedResults.Place?
        var parts = StatedResults.Result(value: .init(begin: 0, end: 0))
        var isWrong = false
        try scanner.object { (scanner, member) throws(JSONError) in
            let field = StatedResults.Result.fields.first { $0.name == member }
            guard member == "value" || field != nil, scanner.peek != UInt8(ascii: "n") else { return try scanner.skipValue() }
            let place = try place(&scanner)
            if place == nil { isWrong = true }
            if let field { parts[keyPath: field.path] = place } else { value = place }
        }
        guard let value, !isWrong else { return nil }
        parts.value = value
        return parts
    }

    private static func place(_ scanner: inout JSONScanner) throws(JSONError) -> StatedResults.Place? {
        guard scanner.peek == UInt8(ascii: "[") else {
            try scanner.skipValue()
            return nil
        }
        var numbers: [Int] = []
        try scanner.array { (scanner) throws(JSONError) in
            guard let byte = scanner.peek, byte == UInt8(ascii: "-") || 0x30...0x39 ~= byte else { return try scanner.skipValue() }
            if let number = Int(try scanner.number()) { numbers.append(number) }
        }
        return numbers.count == 2 && numbers[0] < numbers[1] ? .init(begin: numbers[0], end: numbers[1]) : nil
    }
}

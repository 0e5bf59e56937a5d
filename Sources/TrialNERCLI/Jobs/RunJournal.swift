import TrialNERFormats

/// The record of a run beside its unfinished output: what the run is, and after each checkpoint how far it has come.
///
/// A line is written when the rows that it speaks of are: whoever is killed between the two has rows behind the last line, which
/// are cut off when the run goes on.
struct RunJournal: Sendable, Hashable {
    /// A checkpoint.
    struct Entry: Sendable, Hashable {
        var position: RunPosition
        /// How many bytes of the output belong to it.
        var outputBytes: Int
        /// How many bytes of the list of failures do.
        var failureBytes: Int
    }

    var fingerprint: RunFingerprint
    /// The checkpoints that could be read.
    var entries: [Entry] = []

    /// The first line of a journal.
    static func head(_ fingerprint: RunFingerprint) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            for (key, value) in [("settings", fingerprint.settings), ("model", fingerprint.model), ("inputs", fingerprint.inputs)] {
                json.key(key)
                json.string(value)
            }
        }
        json.endLine()
        return json.bytes
    }

    /// The line of a checkpoint.
    static func line(_ entry: Entry) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            for (key, value) in [
                ("items", entry.position.items), ("documents", entry.position.documents), ("failures", entry.position.failures),
                ("bytes", entry.outputBytes), ("failureBytes", entry.failureBytes),
            ] {
                json.key(key)
                json.integer(value)
            }
        }
        json.endLine()
        return json.bytes
    }

    /// Reads a journal; `nil` where there is none, or none that can be read. A last line that was cut off counts as not written.
    init?(path: String) {
        guard FileReader.kind(of: path) == .file, let source = try? FileReader(path: path) else { return nil }
        var bytes: [UInt8] = []
        while let count = try? source.read(into: &bytes, count: 1 << 16), count > 0 {}
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()[...]
        guard let head = lines.popFirst().flatMap({ Self.members($0) }), let settings = head["settings"], let model = head["model"],
            let inputs = head["inputs"]
        else { return nil }
        fingerprint = RunFingerprint(settings: settings, model: model, inputs: inputs)
        for line in lines {
            let members = Self.members(line) ?? [:]
            func number(_ name: String) -> Int? { members[name].flatMap { Int($0) } }
            guard let items = number("items"), let documents = number("documents"), let failures = number("failures"),
                let bytes = number("bytes"), let failureBytes = number("failureBytes")
            else { return }
            entries.append(
                Entry(
                    position: RunPosition(items: items, documents: documents, failures: failures), outputBytes: bytes,
                    failureBytes: failureBytes))
        }
    }

    /// The strings and numbers of an object; `nil` where the line is none.
    private static func members(_ line: ArraySlice<UInt8>) -> [String: String]? {
        var members: [String: String] = [:]
        let isRead = Array(line).withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            do throws(JSONError) {
                try scanner.object { (scanner, name) throws(JSONError) in
                    if scanner.peek == UInt8(ascii: "\"") {
                        members[name] = String(decoding: try scanner.string(), as: UTF8.self)
                    } else {
                        members[name] = try scanner.number()
                    }
                }
                try scanner.end()
                return true
            } catch {
                return false
            }
        }
        return isRead ? members : nil
    }
}

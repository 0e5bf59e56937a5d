#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A pipeline as it is stored in `pipeline.json`: whose rules it follows, and its stages, one a line.
///
/// ```json
/// {"compatibility": "spark-nlp", "stages": [
///   {"class": "Tokenizer", "inputCols": ["sentence"], "outputCol": "token", "splitChars": ["-"]},
///   {"class": "NerConverter", "inputCols": ["sentence", "token", "ner"], "outputCol": "ner_chunk", "whiteList": ["DATE"]}]}
/// ```
///
/// Keys are the names of Spark NLP's parameters; those that are left out have their default values.
public struct PipelineDescription: Sendable, Hashable {
    /// Whose rules the stages follow.
    public var compatibility: Compatibility
    /// The stages in the order in which they read.
    public var stages: [StageDescription]

    /// Makes a description of its parts.
    public init(compatibility: Compatibility = .none, stages: [StageDescription]) {
        self.compatibility = compatibility
        self.stages = stages
    }

    /// Reads a description.
    ///
    /// - Parameters:
    ///   - json: The content of the file.
    ///   - path: The file, for messages and for relative paths among the parameters.
    /// - Throws: ``StageDescriptionError/malformed(path:reason:)`` that says what is wrong.
    public init(json: String, path: String) throws(StageDescriptionError) {
        let file: StoredPipeline
        do {
            file = try JSONDecoder().decode(StoredPipeline.self, from: Data(json.utf8))
        } catch {
            throw .malformed(path: path, reason: Self.reason(error))
        }
        if let name = file.compatibility {
            guard let known = Compatibility(rawValue: name) else {
                let names = Compatibility.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
                throw .malformed(path: path, reason: "\"compatibility\" must be \(names), not \"\(name)\"")
            }
            compatibility = known
        } else {
            compatibility = .none
        }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        stages = file.stages.map { stage in
            StageDescription(className: stage.className, parameters: stage.parameters, folder: folder)
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            place(context.codingPath) + "there is no \"\(key.stringValue)\""
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            place(context.codingPath) + "it must be \(name(of: type))"
        case DecodingError.dataCorrupted(let context):
            place(context.codingPath) + context.debugDescription
        default: "\(error)"
        }
    }

    /// What JSON calls a type.
    private static func name(of type: any Any.Type) -> String {
        let name = "\(type)"
        return name.hasPrefix("Array") ? "a list" : name.hasPrefix("Dictionary") ? "an object" : name == "String" ? "a text" : name
    }

    private static func place(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "" }
        return path.map { key in key.intValue.map { "[\($0)]" } ?? "\"\(key.stringValue)\"" }.joined(separator: " ") + ": "
    }

    /// The content of the file.
    public var json: String {
        let lines = stages.map { stage in
            let pairs =
                ["\"class\": \(JSONText(stage.className).text)"]
                + stage.parameters.map { "\(JSONText($0.name).text): \(JSONText($0.value).text)" }
            return "  {" + pairs.joined(separator: ", ") + "}"
        }
        let head = compatibility == .none ? "" : "\"compatibility\": \(JSONText(compatibility.rawValue).text), "
        return "{\(head)\"stages\": [\n" + lines.joined(separator: ",\n") + "]}\n"
    }
}

/// One value in JSON.
private struct JSONText {
    let text: String

    init(_ string: String) {
        text = Self.encoded(string)
    }

    init(_ value: ParameterValue) {
        text =
            switch value {
            case .bool(let value): "\(value)"
            case .int(let value): "\(value)"
            case .number(let value): "\(value)"
            case .string(let value): Self.encoded(value)
            case .strings(let values): "[" + values.map(Self.encoded).joined(separator: ", ") + "]"
            }
    }

    /// A string in quotes, with what JSON does not allow there escaped.
    private static func encoded(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

/// `pipeline.json` as a decoder reads it.
private struct StoredPipeline: Decodable {
    var compatibility: String?
    var stages: [StoredStage]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        let known = ["compatibility", "stages"]
        for key in container.allKeys where !known.contains(key.stringValue) {
            let hint = Spelling.nearest(to: key.stringValue, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "there is no key \"\(key.stringValue)\" beside \"stages\"\(hint)"))
        }
        compatibility = try container.decodeIfPresent(String.self, forKey: AnyKey("compatibility"))
        stages = try container.decode([StoredStage].self, forKey: AnyKey("stages"))
    }
}

private struct StoredStage: Decodable {
    var className: String
    var parameters: [StageDescription.Parameter] = []

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        className = try container.decode(String.self, forKey: AnyKey("class"))
        // A decoder gives the keys in no order; sorted, the message about one of several that are wrong is always the same.
        for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) where key.stringValue != "class" {
            guard try !container.decodeNil(forKey: key) else { continue }
            parameters.append(.init(name: key.stringValue, value: try container.decode(ParameterValue.self, forKey: key)))
        }
    }
}

extension ParameterValue: Decodable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .int(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([String].self) {
            self = .strings(value)
        } else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a parameter is true or false, a number, a text, or a list of texts")
        }
    }
}

private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

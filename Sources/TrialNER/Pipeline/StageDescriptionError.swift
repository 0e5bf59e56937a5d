/// Why a stored pipeline cannot be read.
public enum StageDescriptionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is no class of this name.
    case unknownClass(String, nearest: String?)
    /// The class has no parameter of this name.
    case unknownParameter(String, className: String, nearest: String?)
    /// The parameter takes another kind of value.
    case wrongValue(ParameterValue, parameter: String, className: String, expected: String)
    /// A class cannot be used without this parameter.
    case missingParameter(String, className: String)
    /// The file is not a pipeline.
    case malformed(path: String, reason: String)
    /// The file cannot be read or written.
    case file(path: String, reason: String)

    public var description: String {
        switch self {
        case .unknownClass(let name, let nearest):
            "the pipeline names a stage of class \"\(name)\", which does not exist\(Self.hint(nearest))"
        case .unknownParameter(let name, let className, let nearest):
            "\(className) has no parameter \"\(name)\"\(Self.hint(nearest))"
        case .wrongValue(let value, let parameter, let className, let expected):
            "\(className): \"\(parameter)\" must be \(expected), not \(value.text)"
        case .missingParameter(let name, let className):
            "\(className) needs the parameter \"\(name)\""
        case .malformed(let path, let reason):
            "\(path) is not a saved pipeline: \(reason)"
        case .file(let path, let reason):
            "\(path): \(reason)"
        }
    }

    private static func hint(_ nearest: String?) -> String {
        nearest.map { "; did you mean \"\($0)\"?" } ?? ""
    }
}

extension ParameterValue {
    /// The value as a message shows it.
    var text: String {
        switch self {
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): "\"\(value)\""
        case .strings(let values): "[" + values.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        }
    }
}

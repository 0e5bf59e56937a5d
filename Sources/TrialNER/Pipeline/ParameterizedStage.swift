/// A stage that is the sum of its parameters: it lists them once and gets its description, and the way back, for free.
public protocol ParameterizedStage: DescribedStage {
    /// The parameters in the order in which they are written.
    static var parameters: [StageParameter<Self>] { get }
    /// Makes the stage with the default value of every parameter.
    init()
    /// Says in which folder the description lay that the stage was made from: relative paths start there.
    mutating func read(from folder: String)
}

extension ParameterizedStage {
    /// A stage without paths has no use for the folder.
    public mutating func read(from folder: String) {}

    /// A copy with another value of a property.
    func setting<Value>(_ property: WritableKeyPath<Self, Value>, _ value: Value) -> Self {
        var copy = self
        copy[keyPath: property] = value
        return copy
    }

    public static var parameterNames: [String] { parameters.map(\.name) }

    public var stageDescription: StageDescription {
        let unset = Self()
        var described: [StageDescription.Parameter] = []
        for parameter in Self.parameters {
            guard let value = parameter.read(self) else { continue }
            if parameter.isAlwaysWritten || value != parameter.read(unset) {
                described.append(.init(name: parameter.name, value: value))
            }
        }
        return StageDescription(className: Self.classNames[0], parameters: described)
    }

    public init(_ description: StageDescription) throws {
        try Self.checkNames(of: description)
        self.init()
        if let folder = description.folder { read(from: folder) }
        for parameter in Self.parameters {
            guard let value = description[parameter.name] else { continue }
            guard parameter.write(&self, value) else {
                throw StageDescriptionError.wrongValue(
                    value, parameter: parameter.name, className: description.className, expected: parameter.expected)
            }
        }
    }
}

/// One parameter of a stage: its name and the property that holds it.
public struct StageParameter<Stage: Sendable>: Sendable {
    /// The name in `pipeline.json`, which is Spark NLP's.
    public let name: String
    /// Whether the parameter is written even where it has its default value, as the columns are.
    public let isAlwaysWritten: Bool
    let expected: String
    let read: @Sendable (Stage) -> ParameterValue?
    let write: @Sendable (inout Stage, ParameterValue) -> Bool

    /// Makes the parameter that lives in a property of the stage.
    public init<Value: ParameterConvertible>(
        _ name: String, _ property: WritableKeyPath<Stage, Value> & Sendable, isAlwaysWritten: Bool = false
    ) {
        self.name = name
        self.isAlwaysWritten = isAlwaysWritten
        expected = Value.expectedParameterValue
        read = { $0[keyPath: property].parameterValue }
        write = { stage, value in
            guard let converted = Value(parameterValue: value) else { return false }
            stage[keyPath: property] = converted
            return true
        }
    }
}

/// A type that a parameter of a stage can have.
public protocol ParameterConvertible: Sendable {
    /// What a value of this type is called in an error message.
    static var expectedParameterValue: String { get }
    /// The value as it is stored; `nil` where nothing is set.
    var parameterValue: ParameterValue? { get }
    /// The stored value as this type; `nil` if it is of another kind.
    init?(parameterValue: ParameterValue)
}

extension Bool: ParameterConvertible {
    public static var expectedParameterValue: String { "true or false" }
    public var parameterValue: ParameterValue? { .bool(self) }
    public init?(parameterValue: ParameterValue) {
        guard case .bool(let value) = parameterValue else { return nil }
        self = value
    }
}

extension Int: ParameterConvertible {
    public static var expectedParameterValue: String { "a whole number" }
    public var parameterValue: ParameterValue? { .int(self) }
    public init?(parameterValue: ParameterValue) {
        guard case .int(let value) = parameterValue else { return nil }
        self = value
    }
}

extension Float: ParameterConvertible {
    public static var expectedParameterValue: String { "a number" }
    /// The shortest decimal that reads back as this number: 0.9, not 0.8999999761581421.
    public var parameterValue: ParameterValue? { Double(description).map { .number($0) } }
    public init?(parameterValue: ParameterValue) {
        switch parameterValue {
        case .number(let value): self = Float(value)
        case .int(let value): self = Float(value)
        default: return nil
        }
    }
}

extension String: ParameterConvertible {
    public static var expectedParameterValue: String { "a text" }
    public var parameterValue: ParameterValue? { .string(self) }
    public init?(parameterValue: ParameterValue) {
        guard case .string(let value) = parameterValue else { return nil }
        self = value
    }
}

extension Array: ParameterConvertible where Element == String {
    public static var expectedParameterValue: String { "a list of texts" }
    public var parameterValue: ParameterValue? { .strings(self) }
    public init?(parameterValue: ParameterValue) {
        guard case .strings(let value) = parameterValue else { return nil }
        self = value
    }
}

extension Optional: ParameterConvertible where Wrapped: ParameterConvertible {
    public static var expectedParameterValue: String { Wrapped.expectedParameterValue }
    public var parameterValue: ParameterValue? { self?.parameterValue }
    public init?(parameterValue: ParameterValue) {
        guard let value = Wrapped(parameterValue: parameterValue) else { return nil }
        self = .some(value)
    }
}

/// An enumeration of names is stored by its name: `extension CleanupMode: NamedParameter {}`.
public protocol NamedParameter: ParameterConvertible, RawRepresentable, CaseIterable where RawValue == String {}

extension NamedParameter {
    public static var expectedParameterValue: String {
        "one of " + allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    }
    public var parameterValue: ParameterValue? { .string(rawValue) }
    public init?(parameterValue: ParameterValue) {
        guard case .string(let name) = parameterValue else { return nil }
        self.init(rawValue: name)
    }
}

/// What a stage is, in a form that can be stored: its class and its parameters by the names of Spark NLP.
public struct StageDescription: Sendable, Hashable {
    /// The class of the stage, such as `Tokenizer`.
    public var className: String
    /// The parameters, in the order in which they are written; one that is not named has its default value.
    public var parameters: [Parameter]
    /// The folder of the file that this description was read from; relative paths among the parameters start there.
    public var folder: String?
    /// How a model that the parameters name is opened.
    public var opening = ModelOpening()

    /// A parameter and its value.
    public struct Parameter: Sendable, Hashable {
        /// The name, which is Spark NLP's.
        public var name: String
        /// What it is set to.
        public var value: ParameterValue

        /// Makes a parameter of its parts.
        public init(name: String, value: ParameterValue) {
            self.name = name
            self.value = value
        }
    }

    /// Makes a description of its parts.
    public init(className: String, parameters: [Parameter] = [], folder: String? = nil) {
        self.className = className
        self.parameters = parameters
        self.folder = folder
    }

    /// The value of a parameter; `nil` if it is not named here.
    public subscript(name: String) -> ParameterValue? {
        parameters.first { $0.name == name }?.value
    }
}

/// The value of a parameter of a stage.
public enum ParameterValue: Sendable, Hashable {
    case bool(Bool)
    case int(Int)
    case number(Double)
    case string(String)
    case strings([String])
}

/// A stage that says what it is, and is made again from what it said.
///
/// `pipeline.json` is a list of such descriptions. Stages whose parameters are all plain values conform to
/// ``ParameterizedStage`` and list them; a stage that holds more (an open model) writes the two members itself.
public protocol DescribedStage: PipelineStage {
    /// The names of the class: the one that is written, then others that are understood.
    static var classNames: [String] { get }
    /// The names of all parameters, for the message about one that is not known.
    static var parameterNames: [String] { get }

    /// The columns that the stage reads.
    var inputColumns: [String] { get }
    /// The columns that the stage adds.
    var outputColumns: [String] { get }

    /// The type of the annotations in the columns that the stage adds (`document`, `token`, …); `nil` where it adds columns of texts.
    var outputAnnotatorType: String? { get }

    /// The class and every parameter that differs from its default.
    var stageDescription: StageDescription { get }
    /// What ``stageDescription`` says, for a pipeline that is saved in a folder: a stage that needs files puts them there.
    ///
    /// - Throws: ``StageDescriptionError/file(path:reason:)`` where they cannot be written.
    func stageDescription(savingIn folder: String) throws -> StageDescription
    /// Makes the stage that was described.
    ///
    /// - Throws: ``StageDescriptionError`` for a parameter that is not known or has the wrong kind of value.
    init(_ description: StageDescription) throws

    /// The stage made ready to be run often: patterns compiled, files read. ``Pipeline/fit(_:)`` calls this.
    ///
    /// - Throws: an error that says which parameter cannot be used.
    func fitted() throws -> any DescribedStage
}

extension DescribedStage {
    /// A stage that is the sum of its parameters needs no files.
    public func stageDescription(savingIn folder: String) throws -> StageDescription { stageDescription }

    /// A stage that needs no preparation is its own model.
    public func fitted() throws -> any DescribedStage { self }

    /// Refuses a description that names a parameter this stage does not have.
    ///
    /// - Throws: ``StageDescriptionError/unknownParameter(_:className:nearest:)``.
    public static func checkNames(of description: StageDescription) throws {
        for parameter in description.parameters where !parameterNames.contains(parameter.name) {
            throw StageDescriptionError.unknownParameter(
                parameter.name, className: description.className, nearest: Spelling.nearest(to: parameter.name, among: parameterNames))
        }
    }
}

import CTrialNER
import TrialNER

/// What a caller of the C interface did wrong.
enum InterfaceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A pointer that must not be null is.
    case nullArgument(String)
    /// The JSON of an argument is not what the header says.
    case options(argument: String, reason: String)
    /// The bytes of a table are not what the header says.
    case table(byte: Int, reason: String)

    var description: String {
        switch self {
        case .nullArgument(let name): "the argument `\(name)` is null"
        case .options(let argument, let reason): "the argument `\(argument)` cannot be used: \(reason)"
        case .table(let byte, let reason): "the table is broken at byte \(byte): \(reason)"
        }
    }
}

/// Runs the body of a function of the interface, and puts what it throws into the form that callers of C get.
func reporting(
    _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ body: () throws -> Void
) -> trialner_status {
    do {
        try body()
        return TRIALNER_OK
    } catch {
        message?.pointee = CString.copy(of: "\(error)")
        return status(of: error)
    }
}

private func status(of error: any Error) -> trialner_status {
    switch error {
    case InterfaceError.table: TRIALNER_TABLE
    case is InterfaceError: TRIALNER_WRONG_ARGUMENT
    case PipelineError.missingColumn, PipelineError.wrongAnnotatorType: TRIALNER_TABLE
    case is PipelineError, is StageDescriptionError, is TokenClassifierError, is RegularExpressionError: TRIALNER_PIPELINE
    case is InferenceError: TRIALNER_RUNTIME
    case is ModelError, is ModelStoreError, is VocabularyError, is TagSetError: TRIALNER_MODEL
    default: TRIALNER_FAILED
    }
}

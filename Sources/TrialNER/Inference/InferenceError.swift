/// What can go wrong between the model file and its scores.
public enum InferenceError: Error, Sendable, Hashable {
    /// No ONNX Runtime library in any of the places given.
    case libraryNotFound(searched: [String])
    /// The file is no usable ONNX Runtime library.
    case libraryUnusable(path: String, reason: String)
    /// The library is older than the API that is needed (release 1.14).
    case libraryTooOld(path: String, version: String)
    /// There is no model file at the path, or it is empty.
    case modelMissing(path: String)
    /// ONNX Runtime cannot read the model file; `reason` is its text.
    case modelUnreadable(path: String, reason: String)
    /// The model has other inputs or outputs than a token classifier's; `found` names them.
    case modelUnsupported(path: String, found: String)
    /// The arrays given do not have the length that their shape says.
    case wrongInputSize(expected: Int, got: Int)
    /// ONNX Runtime could not run the model; `reason` is its text.
    case runFailed(path: String, reason: String)
    /// The run was ended by its `RunCancellation`.
    case cancelled
}

extension InferenceError: CustomStringConvertible {
    /// One line: what is wrong and what to do.
    public var description: String {
        switch self {
        case .libraryNotFound(let searched):
            "ONNX Runtime was not found; looked in \(searched.joined(separator: ", ")). Start `./trialner` in the checkout once, "
                + "which brings it, or install the PyPI package onnxruntime (macOS: `brew install onnxruntime`) and set "
                + "TRIALNER_ONNXRUNTIME to the path of its libonnxruntime"
        case .libraryUnusable(let path, let reason):
            "\(path) cannot be used as ONNX Runtime's library: \(reason); set TRIALNER_ONNXRUNTIME to a libonnxruntime of release "
                + "1.14 or later for this machine"
        case .libraryTooOld(let path, let version):
            "\(path) is ONNX Runtime \(version), and 1.14 or later is needed; update it, or set TRIALNER_ONNXRUNTIME to a newer library"
        case .modelMissing(let path):
            "\(path): no model there, or an empty file; give the path of an ONNX model"
        case .modelUnreadable(let path, let reason):
            "\(path) cannot be read as an ONNX model: it is truncated or damaged, or of a newer kind than the runtime knows; "
                + "copy or download it again (ONNX Runtime: \(reason))"
        case .modelUnsupported(let path, let found):
            "\(path) is no token classifier that can be used here: it needs int64 inputs input_ids, attention_mask and, if any other, "
                + "token_type_ids [batch, length], and a float output logits [batch, length, labels], and it has \(found); "
                + "export it with these names"
        case .wrongInputSize(let expected, let got):
            "the input has \(got) values where its shape needs \(expected)"
        case .runFailed(let path, let reason):
            "\(path) could not be run: \(reason)"
        case .cancelled:
            "cancelled"
        }
    }
}

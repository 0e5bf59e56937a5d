import TrialNER
import TrialNERFormats

/// What has to be the same for a run to be gone on with.
struct RunFingerprint: Sendable, Hashable {
    /// The command and its settings, as far as they decide what is written.
    var settings: String
    /// The model.
    var model: String
    /// The inputs with their sizes and when they were last changed.
    var inputs: String

    /// Describes a run.
    ///
    /// - Parameters:
    ///   - settings: The command and its settings.
    ///   - model: What ``Engine/identity(_:)`` says.
    init(settings: String, model: String, inputs: InputList) {
        self.settings = settings
        self.model = model
        var lines: [String] = []
        for input in inputs.inputs {
            switch input.kind {
            case .text(let text): lines.append("text \(text)")
            case .standardInput: lines.append("stdin")
            case .file(let path):
                lines.append("file \(path) \(FileReader.size(of: path) ?? -1) \(FileReader.modification(of: path) ?? -1)")
            }
        }
        self.inputs = SHA256.hexadecimal(of: lines.joined(separator: "\n"))
    }

    /// A fingerprint as it was written down.
    init(settings: String, model: String, inputs: String) {
        self.settings = settings
        self.model = model
        self.inputs = inputs
    }

    /// The parts in which another run differs.
    func differences(from other: Self) -> [String] {
        var parts: [String] = []
        if settings != other.settings { parts.append("its settings") }
        if model != other.model { parts.append("the model") }
        if inputs != other.inputs { parts.append("the inputs") }
        return parts
    }

    /// The fingerprint in one word.
    var word: String { SHA256.hexadecimal(of: "\(settings)\n\(model)\n\(inputs)") }
}

import CTrialNER
import TrialNER

/// What is behind a `trialner_recognizer`.
final class RecognizerHandle: Sendable {
    let recognizer: TrialRecognizer
    let description: CString
    /// The number of each label.
    private let numbers: [String: Int32]

    init(_ options: RecognizerOptions) throws {
        let folder = try ModelStore().model(named: options.opening.model, precision: options.opening.precision)
        recognizer = try TrialRecognizer(model: try options.opening.open(folder), options: options.recognizer)
        let labels = recognizer.model.tagSet.entityTypes
        if let unknown = options.recognizer.labels?.first(where: { !labels.contains($0) }) {
            throw InterfaceError.options(
                argument: "options", reason: "the model has no label \"\(unknown)\"; it has \(labels.joined(separator: ", "))")
        }
        numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
        description = CString(JSONText.of(ModelDescription(recognizer.model)))
    }

    /// What was read of one text.
    enum Outcome {
        case read(RecognizedDocument)
        case failed(String)
    }

    /// Reads texts together, and each alone where that fails, so that one does not cost the others.
    func outcomes(of texts: [UnsafeBufferPointer<UInt8>]) -> [Outcome] {
        let texts = texts.map { DocumentText(validating: Array($0)) }
        var read: ArraySlice<RecognizedDocument>? = (try? recognizer.recognize(texts.compactMap(\.self)))?[...]
        return texts.map { text in
            guard let text else { return .failed("the text is not UTF-8") }
            if let document = read?.popFirst() { return .read(document) }
            do {
                return .read(try recognizer.recognize([text])[0])
            } catch {
                return .failed("\(error)")
            }
        }
    }

    /// The entities of a document as callers of C get them.
    func entities(of document: RecognizedDocument) -> [trialner_entity] {
        var converter = OffsetConverter(document.text, to: .unicodeScalars)
        return document.entities.map { entity in
            trialner_entity(
                begin: Int64(converter.offset(ofUTF8: entity.span.lowerBound)),
                end: Int64(converter.offset(ofUTF8: entity.span.upperBound)),
                utf8_begin: Int64(entity.span.lowerBound), utf8_end: Int64(entity.span.upperBound),
                label: numbers[entity.label] ?? -1, confidence: entity.confidence)
        }
    }
}

/// What `trialner_recognizer_description` tells.
private struct ModelDescription: Encodable {
    var model: String
    var version: String?
    var path: String
    var precision: String
    var labels: [String]
    var maximumLength: Int

    init(_ model: TokenClassifierModel) {
        self.model = model.folder.name
        version = model.folder.version
        path = model.folder.path
        precision = model.folder.precision.rawValue
        labels = model.tagSet.entityTypes
        maximumLength = model.folder.maximumLength
    }
}

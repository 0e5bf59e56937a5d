import TrialNER
import TrialNERFormats

/// What another program found, read from files: gives the document that belongs to one of the gold standard.
///
/// Documents belong together by their ids; those without an id in their file by their place in it. The files are read as far as is needed: of
/// predictions in the order of the gold standard none is kept, of others those that were passed over.
struct Predictions {
    /// What two documents that belong together have in common.
    private enum Key: Hashable {
        case id(String)
        /// What a reader adds to the name of a file to call a document that states no id, as `:12`.
        case place(String)
    }

    private var inputs: AnnotatedInputs
    private let name: String
    private let diagnostics: Diagnostics
    /// Documents that were passed over, by their number.
    private var waiting: [Int: AnnotatedDocument] = [:]
    private var numbers: [Key: Int] = [:]
    private var readCount = 0
    private var readIDs = Set<String>()
    private var comparedIDs = Set<String>()
    /// How many documents of the gold standard there was nothing for.
    private(set) var missingCount = 0

    /// Makes a reader of what `inputs` gives; messages call it `name`.
    init(_ inputs: AnnotatedInputs, name: String, _ diagnostics: Diagnostics) {
        self.inputs = inputs
        self.name = name
        self.diagnostics = diagnostics
    }

    /// The entities of the document that belongs to `gold`, as entities of its text; `nil`, which is told, where there is none.
    ///
    /// - Parameter goldName: what the input is called that `gold` comes from.
    mutating func entities(for gold: AnnotatedDocument, of goldName: String) -> [AnnotatedEntity]? {
        guard comparedIDs.insert(gold.id.description).inserted else {
            return refuse(gold, "stands twice in the gold standard; only the first is compared")
        }
        guard let document = document(for: Self.keys(of: gold, from: goldName)) else {
            return refuse(gold, "no predictions have this id; it is left out")
        }
        if document.text == gold.text { return document.entities }
        guard let alignment = TextAlignment(from: document.text, to: gold.text) else {
            return refuse(gold, "the predictions have another text; it is left out")
        }
        return document.entities.compactMap { entity in
            alignment.span(of: entity.span).map { AnnotatedEntity(span: $0, label: entity.label, confidence: entity.confidence) }
        }
    }

    /// Reads what is left: how many documents belong to none of the gold standard, and one of them.
    mutating func withoutGold() -> (count: Int, example: DocumentID?) {
        var count = waiting.count
        var example = waiting.min { $0.key < $1.key }?.value.id
        while let document = next() {
            count += 1
            if example == nil { example = document.id }
        }
        return (count, example)
    }

    private mutating func document(for keys: [Key]) -> AnnotatedDocument? {
        if let number = keys.compactMap({ numbers[$0] }).first(where: { waiting[$0] != nil }) {
            return waiting.removeValue(forKey: number)
        }
        while let document = next() {
            let others = Self.keys(of: document, from: inputs.name)
            if others.contains(where: keys.contains) { return document }
            waiting[readCount] = document
            for key in others { numbers[key] = readCount }
        }
        return nil
    }

    /// The next document whose id was not met before.
    private mutating func next() -> AnnotatedDocument? {
        while let document = inputs.next() {
            readCount += 1
            if readIDs.insert(document.id.description).inserted { return document }
            diagnostics.failure(
                ofDocument: document.id.description, in: name, reason: "stands twice in the predictions; the first is taken")
        }
        return nil
    }

    private mutating func refuse(_ gold: AnnotatedDocument, _ reason: String) -> [AnnotatedEntity]? {
        missingCount += 1
        diagnostics.failure(ofDocument: gold.id.description, in: name, reason: reason)
        return nil
    }

    private static func keys(of document: AnnotatedDocument, from name: String) -> [Key] {
        let id = document.id.description
        guard id.hasPrefix(name) else { return [.id(id)] }
        let place = id.dropFirst(name.count)
        let isPlace = place.isEmpty || (place.first == ":" && place.dropFirst().allSatisfy(\.isNumber))
        return isPlace ? [.id(id), .place(String(place))] : [.id(id)]
    }
}

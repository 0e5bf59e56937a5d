/// The stages that a saved pipeline can name.
public enum StageClasses {
    /// Every stage of this library.
    public static let all: [any DescribedStage.Type] = [
        DocumentAssembler.self, SentenceDetector.self, Tokenizer.self, MedicalBertForTokenClassifier.self, NerConverter.self,
        Finisher.self,
    ]

    /// Makes the stage of a description.
    ///
    /// - Throws: ``StageDescriptionError/unknownClass(_:nearest:)``, or what the stage has to say about its parameters.
    static func make(_ description: StageDescription, of classes: [any DescribedStage.Type]) throws -> any DescribedStage {
        guard let found = classes.first(where: { $0.classNames.contains(description.className) }) else {
            throw StageDescriptionError.unknownClass(
                description.className, nearest: Spelling.nearest(to: description.className, among: classes.flatMap { $0.classNames }))
        }
        return try found.init(description)
    }
}

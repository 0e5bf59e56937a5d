import TrialNER

/// Arguments of a command that opens a model.
protocol EngineArguments {
    var engine: EngineSettings { get set }
}

extension OptionDeclaration where Arguments: EngineArguments {
    /// The options that say which model is opened and whose rules are followed.
    static var modelOptions: [Self] {
        [
            .value(
                "model", short: "m", \.engine.model, .text("DIR|NAME"),
                help: "A model folder (Hugging Face layout, or as Spark NLP saves it) or the name of a model"),
            .value("precision", \.engine.precision, .choice("P"), help: "fp32 or int8 (smaller and faster)"),
            .value(
                "compatibility", \.engine.compatibility, .choice("SYSTEM"),
                help: "spark-nlp follows Spark NLP row for row; none (default) reads every character"),
        ]
    }
}

extension EngineSettings {
    /// The option, if one is set, that a saved pipeline holds itself.
    var settingOfPipeline: String? {
        guard pipeline != nil else { return nil }
        if sentences { return "--sentences" }
        if threshold != nil { return "--threshold" }
        if !labels.isEmpty { return "--labels" }
        if maxSentenceLength != nil { return "--max-sentence-length" }
        if caseSensitive != nil { return "--case-sensitive" }
        if !viterbi { return "--no-viterbi" }
        return nil
    }
}

/// Other names of the models in the bundled folder `Models/`.
enum ModelAliases {
    /// The model that is used when none is named.
    static let defaultModel = "trialner-base"

    /// Names under which Spark NLP's users know a model of this kind, and the bundled one that answers to them.
    static let bundled = [
        "bert_token_classifier_drug_development_trials_onnx": defaultModel,
        "bert_token_classifier_drug_development_trials": defaultModel,
    ]

    /// The language of the bundled models.
    static let bundledLanguage = "en"
}

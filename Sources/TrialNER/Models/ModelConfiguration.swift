#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `config.json` of a model, as Hugging Face's `transformers` writes it: the keys that matter here.
struct ModelConfiguration: Decodable, Sendable, Hashable {
    var modelType: String
    var id2label: [String: String]
    var maxPositionEmbeddings: Int?
    var vocabSize: Int?
    var padTokenID: Int?
    /// The model's version, a key of our own.
    var version: String?
    /// What logits are divided by before they become probabilities, a key of our own.
    var temperature: Double?

    enum CodingKeys: String, CodingKey {
        case modelType = "model_type"
        case id2label
        case maxPositionEmbeddings = "max_position_embeddings"
        case vocabSize = "vocab_size"
        case padTokenID = "pad_token_id"
        case version = "trialner_version"
        case temperature = "trialner_temperature"
    }

    /// The labels in the order of their ids.
    func labels(path: String) throws(ModelError) -> [String] {
        var labels: [String] = []
        // An empty map is a gap at 0.
        for id in 0..<max(1, id2label.count) {
            guard let label = id2label[String(id)] else { throw .labelGap(path: path, missing: id) }
            guard Self.isTag(label) else { throw .unknownLabel(path: path, label: label) }
            labels.append(label)
        }
        return labels
    }

    /// The temperature, 1 where there is none.
    func checkedTemperature(path: String) throws(ModelError) -> Float {
        guard let temperature else { return 1 }
        guard temperature.isFinite, temperature > 0 else { throw .wrongTemperature(path: path, temperature) }
        return Float(temperature)
    }

    /// Whether a label is one that tags are made of.
    static func isTag(_ label: String) -> Bool {
        if label == "O" || label == "PAD" { return true }
        return (label.hasPrefix("B-") || label.hasPrefix("I-")) && label.utf8.count > 2
    }
}

/// `tokenizer_config.json` of a model: how its text is cut into word pieces.
public struct TokenizerSettings: Sendable, Hashable {
    /// Whether text is put in lower case first (an uncased model).
    public var lowercases: Bool
    /// Whether accents are dropped; `nil` does as `lowercases` does.
    public var stripsAccents: Bool?
    /// Whether each CJK ideograph is a word of its own.
    public var splitsChineseCharacters: Bool
    /// The name in the vocabulary of the piece for what it cannot spell.
    public var unknownToken = "[UNK]"
    /// Ends every window.
    public var separatorToken = "[SEP]"
    /// Fills a window up to the length of its batch.
    public var padToken = "[PAD]"
    /// Stands first in every window.
    public var classToken = "[CLS]"
    /// Stands for a masked word in pre-training.
    public var maskToken = "[MASK]"
    /// The longest input in word pieces that the model was made for, if the file says so.
    public var maximumLength: Int?

    /// Settings with BERT's own names of special tokens.
    public init(lowercases: Bool, stripsAccents: Bool? = nil, splitsChineseCharacters: Bool = true) {
        self.lowercases = lowercases
        self.stripsAccents = stripsAccents
        self.splitsChineseCharacters = splitsChineseCharacters
    }
}

extension TokenizerSettings: Decodable {
    private enum CodingKeys: String, CodingKey {
        case lowercases = "do_lower_case"
        case stripsAccents = "strip_accents"
        case splitsChineseCharacters = "tokenize_chinese_chars"
        case unknownToken = "unk_token"
        case separatorToken = "sep_token"
        case padToken = "pad_token"
        case classToken = "cls_token"
        case maskToken = "mask_token"
        case maximumLength = "model_max_length"
    }

    /// Reads the file's keys; one that is missing has `transformers`' default for `BertTokenizer`.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            lowercases: try values.decodeIfPresent(Bool.self, forKey: .lowercases) ?? true,
            stripsAccents: try values.decodeIfPresent(Bool.self, forKey: .stripsAccents),
            splitsChineseCharacters: try values.decodeIfPresent(Bool.self, forKey: .splitsChineseCharacters) ?? true)
        func name(_ key: CodingKeys, _ name: inout String) throws {
            if let found = try values.decodeIfPresent(TokenName.self, forKey: key) { name = found.content }
        }
        try name(.unknownToken, &unknownToken)
        try name(.separatorToken, &separatorToken)
        try name(.padToken, &padToken)
        try name(.classToken, &classToken)
        try name(.maskToken, &maskToken)
        // "No limit" is written as 10^30, which no integer holds.
        if let length = try values.decodeIfPresent(Double.self, forKey: .maximumLength), length >= 1, length < 1e9 {
            maximumLength = Int(length)
        }
    }

    /// The name of a special token: a string, or an object with its `content`.
    private struct TokenName: Decodable {
        var content: String

        private enum CodingKeys: String, CodingKey { case content }

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                content = text
            } else {
                content = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .content)
            }
        }
    }
}

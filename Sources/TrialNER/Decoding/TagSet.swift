/// The tags of a model, in the order of its labels: `O`, `PAD`, and `B-`/`I-` of each entity type (IOB2).
public struct TagSet: Sendable, Hashable {
    /// The tags as the model's `config.json` writes them; the index is the label id.
    public let tags: [String]
    /// The entity types in the order of their first tag.
    public let entityTypes: [String]
    /// What each tag means, by label id.
    let roles: [Role]

    /// What a tag says of its token.
    enum Role: Sendable, Hashable {
        /// No entity (`O`).
        case outside
        /// The tag of padding (`PAD`): no token of a text has it.
        case padding
        /// The first token of an entity of this type.
        case begin(type: Int)
        /// A further token of an entity of this type.
        case inside(type: Int)
    }

    /// Reads the tags of a model.
    ///
    /// - Throws: ``TagSetError`` for a tag that is none of `O`, `PAD`, `B-TYPE` and `I-TYPE`, one that stands twice, and a missing `O`.
    public init(tags: [String]) throws(TagSetError) {
        var types: [String] = []
        var roles: [Role] = []
        for (index, tag) in tags.enumerated() {
            if tags[..<index].contains(tag) { throw .duplicateTag(tag) }
            switch tag {
            case "O": roles.append(.outside)
            case "PAD": roles.append(.padding)
            default:
                let type = String(tag.dropFirst(2))
                guard tag.hasPrefix("B-") || tag.hasPrefix("I-"), !type.isEmpty else { throw .unknownTag(tag) }
                let typeIndex = types.firstIndex(of: type) ?? types.count
                if typeIndex == types.count { types.append(type) }
                roles.append(tag.hasPrefix("B-") ? .begin(type: typeIndex) : .inside(type: typeIndex))
            }
        }
        guard roles.contains(.outside) else { throw .noOutsideTag }
        self.tags = tags
        self.roles = roles
        entityTypes = types
    }

    /// How many tags there are: the width of a row of logits.
    public var count: Int { tags.count }
}

/// Why the labels of a model cannot be read as IOB2 tags.
public enum TagSetError: Error, Sendable, Hashable, CustomStringConvertible {
    case unknownTag(String)
    case duplicateTag(String)
    case noOutsideTag

    public var description: String {
        switch self {
        case .unknownTag(let tag):
            "the label '\(tag)' is none of O, PAD, B-TYPE and I-TYPE; give the labels in IOB2 in config.json's id2label"
        case .duplicateTag(let tag): "the label '\(tag)' stands twice in config.json's id2label; each tag has one id"
        case .noOutsideTag: "no label is 'O' in config.json's id2label; a token classifier needs a tag for tokens outside entities"
        }
    }
}

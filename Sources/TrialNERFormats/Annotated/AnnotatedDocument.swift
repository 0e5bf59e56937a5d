import TrialNER

/// A document with the entities that people or a model marked in it: what the annotated formats (JSONL, CoNLL, brat) have in common.
///
/// `tokens`, `conll` and `brat` carry what one format has and the others lack, so that a document comes back from a round trip
/// as it was. Everything but `id`, `text` and `entities` may be missing.
public struct AnnotatedDocument: Sendable, Hashable {
    /// What names the document.
    public var id: DocumentID
    /// The text; every span is a UTF-8 range into it.
    public var text: DocumentText
    /// The entities, in the order of their source. They may overlap.
    public var entities: [AnnotatedEntity]
    /// Sentences and tokens where the source states them.
    public var tokens: StatedTokens?
    /// What a CoNLL file has beside tokens and tags.
    public var conll: CoNLLLayout?
    /// The lines of a brat `.ann` file; see ``BratLines``.
    public var brat: BratLines?

    /// Makes a document of its parts.
    public init(
        id: DocumentID, text: DocumentText, entities: [AnnotatedEntity] = [], tokens: StatedTokens? = nil, conll: CoNLLLayout? = nil,
        brat: BratLines? = nil
    ) {
        self.id = id
        self.text = text
        self.entities = entities
        self.tokens = tokens
        self.conll = conll
        self.brat = brat
    }

    /// A document as a model read it, with its sentences and tokens.
    public init(id: DocumentID, document: RecognizedDocument) {
        self.init(
            id: id, text: document.text,
            entities: document.entities.inTextOrder.map { AnnotatedEntity(span: $0.span, label: $0.label, confidence: $0.confidence) },
            tokens: document.tokens.isEmpty ? nil : StatedTokens(sentences: document.sentences, tokens: document.tokens))
    }
}

/// An entity that somebody marked.
public struct AnnotatedEntity: Sendable, Hashable {
    /// From its first to its last byte, in UTF-8 offsets into the text; never empty.
    public var span: Span
    /// The type, as `End_Point`.
    public var label: String
    /// How sure whoever marked it was, from 0 to 1; `nil` where nothing is said.
    public var confidence: Float?
    /// What its source calls it, as brat's `T1`; `nil` where it has no name.
    public var id: String?
    /// The parts of a discontinuous entity (brat's `0 5;16 23`), ascending, at least two; empty where ``span`` is all of it.
    public var fragments: [Span]

    /// Makes an entity of its parts.
    public init(span: Span, label: String, confidence: Float? = nil, id: String? = nil, fragments: [Span] = []) {
        self.span = span
        self.label = label
        self.confidence = confidence
        self.id = id
        self.fragments = fragments
    }
}

/// Sentences and tokens as a source states them.
public struct StatedTokens: Sendable, Hashable {
    /// The spans of the sentences, ascending; empty where the source has none.
    public var sentences: [Span]
    /// The spans of the tokens, ascending.
    public var tokens: [Span]

    /// Makes a list of its parts.
    public init(sentences: [Span], tokens: [Span]) {
        self.sentences = sentences
        self.tokens = tokens
    }
}

/// What a CoNLL file has beside its tokens and tags.
public struct CoNLLLayout: Sendable, Hashable {
    /// A line that is neither a token nor empty, as `# id 7`.
    public struct Comment: Sendable, Hashable {
        /// How many tokens of the document stand before it.
        public var token: Int
        /// The line as it stands.
        public var line: String

        /// Makes a comment of its parts.
        public init(token: Int, line: String) {
            self.token = token
            self.line = line
        }
    }

    /// The `-DOCSTART-` line that began the document; `nil` where there is none.
    public var documentStart: String?
    /// Whether columns are parted by a tab, not by a space.
    public var usesTabs: Bool
    /// The columns of each token between the word and the tag, as the part of speech; empty where no token has any.
    public var columns: [[String]]
    /// The comments.
    public var comments: [Comment]

    /// Makes a layout of its parts.
    public init(documentStart: String? = nil, usesTabs: Bool = false, columns: [[String]] = [], comments: [Comment] = []) {
        self.documentStart = documentStart
        self.usesTabs = usesTabs
        self.columns = columns
        self.comments = comments
    }
}

/// The lines of a brat `.ann` file in their order. A text-bound line stands as its name alone (`T1`), since ``AnnotatedEntity``
/// holds the rest; every other line (relations, events, attributes, notes, equivalences) stands as it is.
public struct BratLines: Sendable, Hashable {
    /// The lines.
    public var lines: [String]

    /// Makes a list of lines.
    public init(_ lines: [String]) {
        self.lines = lines
    }

    /// The lines that are no text-bound annotations.
    public var others: [String] { lines.filter { !Self.isName($0) } }

    /// Whether a line is a name of a text-bound annotation: `T` and digits.
    static func isName(_ line: String) -> Bool {
        line.utf8.first == UInt8(ascii: "T") && line.utf8.count > 1
            && line.utf8.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

import TrialNER
import TrialNERFormats

/// What finds the concepts of texts, as far as the commands need to know.
protocol DocumentRecognizer: Sendable {
    /// The model at work.
    var model: ModelIdentity { get }

    /// What is found in each text, in the order of the texts. Tags agree with entities: what a threshold or a choice of labels leaves
    /// out has the tag `O`.
    func recognize(_ texts: [DocumentText]) throws -> [RecognizedDocument]
}

/// A pipeline that adds its columns to a table.
protocol DocumentAnnotator: Sendable {
    /// The model at work.
    var model: ModelIdentity { get }
    /// The name of the column that the pipeline reads the text from.
    var inputColumn: String { get }
    /// Whether its table has concepts with their places: not without an NerConverter, nor where a Finisher took them away.
    var givesConcepts: Bool { get }

    /// The table with the columns of every stage. Columns that no stage writes are carried through, also where a stage makes several
    /// rows of one.
    func annotate(_ data: DataFrame) throws -> DataFrame
}

/// What splits texts into sentences, tokens and word pieces.
protocol DocumentTokenizer: Sendable {
    /// The parts of a text that were asked for.
    func tokenize(_ text: DocumentText) throws -> TokenizedDocument
}

/// Opens models and pipelines for the commands.
protocol Engine: Sendable {
    /// What tells the model (or the saved pipeline) of the settings from another, without opening it.
    func identity(_ settings: EngineSettings) throws -> String
    /// The recognizer that the settings describe.
    func recognizer(_ settings: EngineSettings) throws -> any DocumentRecognizer
    /// The pipeline of the settings: the saved one they name, or the usual one with these settings.
    func annotator(_ settings: EngineSettings) throws -> any DocumentAnnotator
    /// The recognizer that a service shares among its requests.
    func trialRecognizer(_ settings: EngineSettings) throws -> TrialRecognizer
    /// The tokenizer that gives these parts. Tokens are found in sentences where sentences are among the parts.
    func tokenizer(_ settings: EngineSettings, parts: Set<TextPart>) throws -> any DocumentTokenizer
}

/// A kind of part of a text.
enum TextPart: Sendable, Hashable {
    case sentences
    case tokens
    case pieces
}

/// What the command line says about the model and the stages; `nil` where it says nothing.
struct EngineSettings: Sendable, Hashable {
    /// The folder of a model or its name.
    var model: String?
    /// Which of the model's files is run.
    var precision: ModelFolder.Precision?
    /// A saved pipeline.
    var pipeline: String?
    /// Whose rules the stages follow.
    var compatibility: Compatibility?
    /// Whether the text is split into sentences first.
    var sentences = false
    /// The least confidence of a concept, from 0 to 1.
    var threshold: Float?
    /// The labels that are kept; all if empty.
    var labels: [String] = []
    /// The longest window, in word pieces with `[CLS]` and `[SEP]`.
    var maxSentenceLength: Int?
    /// How many windows are run at once.
    var batchSize: Int?
    /// How many windows are computed side by side.
    var jobs: Int?
    /// How many threads compute one window together.
    var threads: Int?
    /// Whether so little is to be read that opening the model is most of the work.
    var isShort = false
    /// Whether the model stays open for whoever comes, so that it must cost nothing while nobody does.
    var isShared = false
    /// Whether capital letters count.
    var caseSensitive: Bool?
    /// Whether tags are the best valid sequence (and not the best tag of each token).
    var viterbi = true
}

/// The engine of the library.
struct TrialEngine: Engine {
    func recognizer(_ settings: EngineSettings) throws -> any DocumentRecognizer { throw NotConnected() }
    func annotator(_ settings: EngineSettings) throws -> any DocumentAnnotator { throw NotConnected() }
    func tokenizer(_ settings: EngineSettings, parts: Set<TextPart>) throws -> any DocumentTokenizer { throw NotConnected() }

    private struct NotConnected: Error, CustomStringConvertible {
        let description = "this build has no recognizer"
    }
}

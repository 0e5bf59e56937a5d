/// Gives the annotated documents of one input, one by one.
public protocol AnnotatedReader {
    /// The next document; `nil` at the end.
    ///
    /// An ``InputError`` with a line or the name of a document's own file concerns that document alone: the next call goes on
    /// behind it. After one that concerns the whole input the next call gives `nil`.
    func next() throws(InputError) -> AnnotatedDocument?

    /// What is worth a note about the last document, as a discontinuous entity; empty where nothing is.
    var notes: [String] { get }
}

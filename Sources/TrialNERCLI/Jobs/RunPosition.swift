/// How far a run has come.
struct RunPosition: Sendable, Hashable {
    /// How many documents and failures of the inputs are done, in the order of the inputs.
    var items = 0
    /// How many documents are in the output.
    var documents = 0
    /// How many failures are listed.
    var failures = 0
}

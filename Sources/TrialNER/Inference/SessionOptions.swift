/// How ONNX Runtime opens and runs a model.
public struct SessionOptions: Sendable, Hashable {
    /// How far the model's graph is rewritten when it is opened: more takes longer to open and less to run.
    public enum GraphOptimization: Int32, Sendable, CaseIterable {
        case none = 0
        case basic = 1
        case extended = 2
        case all = 99
    }

    /// How far the graph is rewritten.
    public var graphOptimization: GraphOptimization = .all
    /// Threads within one operation; 0 lets the runtime take one for each physical core.
    public var intraOpThreads = 0
    /// Threads across operations; they only matter for graphs with branches, which a BERT does not have.
    public var interOpThreads = 1
    /// Whether waiting threads spin: quicker between operations, at the price of a busy core while idle.
    public var allowsSpinning = true
    /// Whether memory of intermediate results is kept for the next run.
    public var usesMemoryArena = true
    /// Whether the memory of a run is planned from runs before it with the same shape.
    public var usesMemoryPattern = true
    /// Whether weights are laid out anew for the matrix kernels when the model is opened.
    public var usesPrepacking = true

    /// The runtime's own defaults.
    public init() {}
}

/// How ONNX Runtime opens and runs a model.
///
/// The presets come from measurements on two cores with the 12-layer, 384-wide model in int8 (34 MB) and in fp32 (133 MB),
/// ONNX Runtime 1.32, one input of 458 pieces:
/// - leaving out prepacking opens the model 8 to 10 ms sooner and takes 17 MB less, for about 4 ms more a run in int8 (fp32: 20 ms);
/// - without spinning one run takes as long, with a quarter less processor time, and a third less where the cores are shared
///   with other work; with it, runs in a row on idle cores take about 10 % less;
/// - memory patterns keep 24 MB more and gain nothing;
/// - without the arena the peak is 30 MB higher (fp32: twice as high or more), since each result is allocated anew;
/// - `.extended` and `.all` give the same scores for a BERT; `.basic` opens 8 ms sooner, but its int8 scores differ in the
///   third digit, and at fp32 it runs 10 % longer.
public struct SessionOptions: Sendable, Hashable {
    /// How far the model's graph is rewritten when it is opened: more takes longer to open and less to run.
    public enum GraphOptimization: Int32, Sendable, CaseIterable {
        /// The graph as it is in the file.
        case none = 0
        /// Constants folded, redundant nodes dropped.
        case basic = 1
        /// Operations of a transformer fused, too.
        case extended = 2
        /// The layout of tensors changed, too, which matters for convolutions only.
        case all = 99
    }

    /// How far the graph is rewritten.
    public var graphOptimization = GraphOptimization.extended
    /// Threads within one operation; 0 lets the runtime take one for each physical core.
    public var intraOpThreads = 0
    /// Threads across operations; they only matter for graphs with branches, which a BERT does not have.
    public var interOpThreads = 1
    /// Whether waiting threads spin: quicker between operations, at the price of busy cores while others could use them.
    public var allowsSpinning = true
    /// Whether memory of intermediate results is kept for the next run.
    public var usesMemoryArena = true
    /// Whether the memory of a run is planned from runs before it with the same shape.
    public var usesMemoryPattern = false
    /// Whether weights are laid out anew for the matrix kernels when the model is opened.
    public var usesPrepacking = true

    /// For many texts: the shortest time a run.
    public init() {}

    /// For many texts: the shortest time a run.
    public static let batch = SessionOptions()

    /// For a few texts: the shortest time from the start to the first result, and the least memory.
    public static let oneShot: SessionOptions = {
        var options = SessionOptions()
        options.allowsSpinning = false
        options.usesPrepacking = false
        return options
    }()

    /// For a model that stays open for whoever comes, as in a server: as quick as may be without costing anything while nobody does.
    public static let shared: SessionOptions = {
        var options = SessionOptions()
        options.allowsSpinning = false
        return options
    }()
}

import COnnxRuntime
import Synchronization

/// Ends runs of a model early, from any thread.
///
/// One may be given to several runs. Once cancelled it stays so: later runs with it do not start.
public final class RunCancellation: Sendable {
    private struct State {
        var isCancelled = false
        var running: [Int: RunOptions] = [:]
        var nextKey = 0
    }

    private let state = Mutex(State())

    /// Makes one that is not cancelled.
    public init() {}

    /// Whether `cancel` was called.
    public var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Ends all runs that have this cancellation, as soon as the operation of the model at hand is done.
    public func cancel() {
        state.withLock { state in
            state.isCancelled = true
            for options in state.running.values { options.terminate() }
        }
    }

    /// Calls the body with options that `cancel` reaches as long as the body runs.
    func withRunOptions<R>(_ library: OnnxRuntimeLibrary, _ body: (RunOptions) throws -> R) throws -> R {
        let options = try RunOptions(library)
        let key = try state.withLock { state in
            guard !state.isCancelled else { throw InferenceError.cancelled }
            state.nextKey += 1
            state.running[state.nextKey] = options
            return state.nextKey
        }
        defer { state.withLock { $0.running[key] = nil } }
        return try body(options)
    }
}

/// ONNX Runtime's options of one run, which carry the flag that ends it.
final class RunOptions: Sendable {
    private let library: OnnxRuntimeLibrary
    nonisolated(unsafe) let pointer: OpaquePointer

    init(_ library: OnnxRuntimeLibrary) throws(InferenceError) {
        var pointer: OpaquePointer?
        if let status = cort_create_run_options(library.api, &pointer) {
            throw .libraryUnusable(path: library.path, reason: OnnxRuntimeLibrary.message(of: status, library.api))
        }
        guard let pointer else { throw .libraryUnusable(path: library.path, reason: "it gave no run options") }
        self.library = library
        self.pointer = pointer
    }

    deinit { cort_release_run_options(library.api, pointer) }

    func terminate() {
        // It only sets a flag; a status here could not be acted on.
        cort_release_status(library.api, cort_set_terminate(library.api, pointer))
    }
}

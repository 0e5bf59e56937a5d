import COnnxRuntime
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An open model: word-piece ids in, a score for each label of each piece out.
///
/// It may be run from several threads at once; the runs share the session's threads.
public final class InferenceSession: Sendable {
    /// The model's file, or the archive that it was taken from.
    public let modelPath: String
    /// How many labels the model scores for each piece; `nil` where its file does not say, then the size of the output tells.
    public let labelCount: Int?

    private let library: OnnxRuntimeLibrary
    private let readsTokenTypes: Bool
    // ONNX Runtime's sessions and memory descriptions may be used from any thread.
    private nonisolated(unsafe) let session: OpaquePointer
    private nonisolated(unsafe) let memory: OpaquePointer
    /// The segment of every piece, which is always 0 here; grown to the largest batch seen.
    private let zeros = Mutex(ZeroedIDs(count: 0))

    /// Opens a model.
    ///
    /// - Throws: `InferenceError.modelMissing`, `.modelUnreadable` or `.modelUnsupported`.
    public convenience init(
        modelPath: String, library: OnnxRuntimeLibrary, options: SessionOptions = SessionOptions()
    ) throws(InferenceError) {
        var information = stat()
        guard stat(modelPath, &information) == 0, information.st_mode & S_IFMT == S_IFREG, information.st_size > 0 else {
            throw .modelMissing(path: modelPath)
        }
        try self.init(modelPath, library, options) { api, settings, session in
            cort_create_session(api, library.environment, modelPath, settings, &session)
        }
    }

    /// Opens a model that is at hand as the content of an ONNX file, which is not needed afterwards.
    ///
    /// - Parameter path: Where it was taken from, for messages.
    /// - Throws: `InferenceError.modelUnreadable` or `.modelUnsupported`.
    convenience init(
        model: [UInt8], from path: String, library: OnnxRuntimeLibrary, options: SessionOptions = SessionOptions()
    ) throws(InferenceError) {
        try self.init(path, library, options) { api, settings, session in
            model.withUnsafeBytes {
                cort_create_session_from_memory(api, library.environment, $0.baseAddress, $0.count, settings, &session)
            }
        }
    }

    private init(
        _ modelPath: String, _ library: OnnxRuntimeLibrary, _ options: SessionOptions,
        create: (_ api: OpaquePointer, _ settings: OpaquePointer, _ session: inout OpaquePointer?) -> OpaquePointer?
    ) throws(InferenceError) {
        let api = library.api
        func check(_ status: OpaquePointer?) throws(InferenceError) {
            guard let status else { return }
            throw .modelUnreadable(path: modelPath, reason: OnnxRuntimeLibrary.message(of: status, api))
        }

        var settings: OpaquePointer?
        try check(cort_create_session_options(api, &settings))
        defer { cort_release_session_options(api, settings) }
        guard let settings else { throw .libraryUnusable(path: library.path, reason: "it gave no session options") }
        try check(cort_set_graph_optimization(api, settings, options.graphOptimization.rawValue))
        try check(cort_set_intra_op_threads(api, settings, Int32(clamping: options.intraOpThreads)))
        try check(cort_set_inter_op_threads(api, settings, Int32(clamping: options.interOpThreads)))
        try check(cort_add_config_entry(api, settings, "session.intra_op.allow_spinning", options.allowsSpinning ? "1" : "0"))
        if !options.usesMemoryArena { try check(cort_disable_memory_arena(api, settings)) }
        if !options.usesMemoryPattern { try check(cort_disable_memory_pattern(api, settings)) }
        if !options.usesPrepacking { try check(cort_add_config_entry(api, settings, "session.disable_prepacking", "1")) }

        var memory: OpaquePointer?
        var session: OpaquePointer?
        do throws(InferenceError) {
            try check(cort_create_cpu_memory_info(api, &memory))
            try check(create(api, settings, &session))
            guard let session, let memory else { throw .libraryUnusable(path: library.path, reason: "it gave no session") }
            let signature = try ModelSignature(session: session, library: library)
            guard signature.isTokenClassifier else { throw .modelUnsupported(path: modelPath, found: signature.description) }
            self.modelPath = modelPath
            self.library = library
            self.session = session
            self.memory = memory
            labelCount = signature.labelCount
            readsTokenTypes = signature.readsTokenTypes
        } catch {
            cort_release_session(api, session)
            cort_release_memory_info(api, memory)
            throw error
        }
    }

    deinit {
        cort_release_session(library.api, session)
        cort_release_memory_info(library.api, memory)
    }

    /// Scores a batch, which is read where it lies, without a copy.
    ///
    /// - Parameters:
    ///   - inputIDs: The ids of the pieces, `length` for each of the `batchSize` rows.
    ///   - attentionMask: 1 for each piece to be read, 0 for padding, in the same places.
    ///   - batchSize: How many rows there are.
    ///   - length: How many pieces a row has, padding counted.
    ///   - cancellation: What can end the run early.
    ///   - body: Gets the scores (logits) as [batchSize, length, labels], row after row; they are gone when it returns.
    /// - Throws: `InferenceError.wrongInputSize`, `.runFailed`, `.cancelled`, and what the body throws.
    public func run<R>(
        inputIDs: UnsafeBufferPointer<Int64>, attentionMask: UnsafeBufferPointer<Int64>, batchSize: Int, length: Int,
        cancellation: RunCancellation? = nil, _ body: (UnsafeBufferPointer<Float>) throws -> R
    ) throws -> R {
        let count = batchSize * length
        for input in [inputIDs, attentionMask] where input.count != count {
            throw InferenceError.wrongInputSize(expected: count, got: input.count)
        }
        guard let ids = inputIDs.baseAddress, let mask = attentionMask.baseAddress, count > 0 else {
            return try body(UnsafeBufferPointer(start: nil, count: 0))
        }
        let zeros = readsTokenTypes ? self.zeros(count) : nil
        var data: [UnsafePointer<Int64>] = [ids, mask]
        if let zeros { data.append(UnsafePointer(zeros.pointer)) }
        // The zeros must not go before the run has ended.
        return try withExtendedLifetime(zeros) {
            guard let cancellation else { return try run(data, batchSize: batchSize, length: length, options: nil, body) }
            return try cancellation.withRunOptions(library) { options in
                do {
                    return try run(data, batchSize: batchSize, length: length, options: options, body)
                } catch InferenceError.runFailed where cancellation.isCancelled {
                    throw InferenceError.cancelled
                }
            }
        }
    }

    /// Scores a batch given as arrays; see the method above.
    public func run<R>(
        inputIDs: [Int64], attentionMask: [Int64], batchSize: Int, length: Int, cancellation: RunCancellation? = nil,
        _ body: (UnsafeBufferPointer<Float>) throws -> R
    ) throws -> R {
        try inputIDs.withUnsafeBufferPointer { ids in
            try attentionMask.withUnsafeBufferPointer { mask in
                try run(inputIDs: ids, attentionMask: mask, batchSize: batchSize, length: length, cancellation: cancellation, body)
            }
        }
    }

    private func run<R>(
        _ data: [UnsafePointer<Int64>], batchSize: Int, length: Int, options: RunOptions?, _ body: (UnsafeBufferPointer<Float>) throws -> R
    ) throws -> R {
        let api = library.api
        let shape = [Int64(batchSize), Int64(length)]
        var inputs: [OpaquePointer?] = []
        defer { for input in inputs { cort_release_value(api, input) } }
        for pointer in data {
            var value: OpaquePointer?
            let bytes = batchSize * length * MemoryLayout<Int64>.stride
            try check(cort_create_tensor(api, memory, pointer, bytes, shape, 2, Int32(CORT_ELEMENT_INT64), &value))
            inputs.append(value)
        }
        var output: OpaquePointer?
        defer { cort_release_value(api, output) }
        try Self.withNames { inputNames, outputNames in
            try check(cort_run(api, session, options?.pointer, inputNames, inputs, inputs.count, outputNames, 1, &output))
        }
        guard let output else { throw InferenceError.runFailed(path: modelPath, reason: "no output came") }
        return try body(scores(of: output, batchSize: batchSize, length: length))
    }

    /// The scores of an output, after a look at its shape.
    private func scores(of output: OpaquePointer, batchSize: Int, length: Int) throws(InferenceError) -> UnsafeBufferPointer<Float> {
        let api = library.api
        var info: OpaquePointer?
        try check(cort_tensor_info(api, output, &info))
        defer { cort_release_tensor_info(api, info) }
        guard let info else { throw .runFailed(path: modelPath, reason: "the output has no shape") }
        var rank = 0
        try check(cort_dimension_count(api, info, &rank))
        var shape = [Int64](repeating: 0, count: rank)
        try check(cort_dimensions(api, info, &shape, rank))
        guard rank == 3, shape[0] == Int64(batchSize), shape[1] == Int64(length) else {
            throw .runFailed(path: modelPath, reason: "the output has the shape \(shape), not [\(batchSize), \(length), labels]")
        }
        var data: UnsafeMutableRawPointer?
        try check(cort_tensor_data(api, output, &data))
        let count = batchSize * length * Int(shape[2])
        return UnsafeBufferPointer(start: UnsafePointer(data?.assumingMemoryBound(to: Float.self)), count: data == nil ? 0 : count)
    }

    /// The names of inputs and outputs as the C interface takes them.
    private static func withNames<R>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) throws -> R
    ) rethrows -> R {
        try "input_ids".withCString { ids in
            try "attention_mask".withCString { mask in
                try "token_type_ids".withCString { types in
                    try "logits".withCString { logits in try body([ids, mask, types], [logits]) }
                }
            }
        }
    }

    /// At least `count` zeros.
    private func zeros(_ count: Int) -> ZeroedIDs {
        zeros.withLock { zeros in
            if zeros.count < count { zeros = ZeroedIDs(count: count) }
            return zeros
        }
    }

    private func check(_ status: OpaquePointer?) throws(InferenceError) {
        guard let status else { return }
        throw .runFailed(path: modelPath, reason: OnnxRuntimeLibrary.message(of: status, library.api))
    }
}

/// Zeros that several runs may read at once.
private final class ZeroedIDs: Sendable {
    let count: Int
    nonisolated(unsafe) let pointer: UnsafeMutablePointer<Int64>

    init(count: Int) {
        self.count = count
        pointer = .allocate(capacity: count)
        pointer.initialize(repeating: 0, count: count)
    }

    deinit { pointer.deallocate() }
}

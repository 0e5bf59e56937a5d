import COnnxRuntime

/// The inputs and outputs of a model, as its file declares them.
struct ModelSignature: Sendable, Hashable {
    /// One input or output.
    struct Port: Sendable, Hashable {
        var name: String
        /// ONNX's number of the element type; 0 where it is no tensor.
        var elementType: Int32
        /// The dimensions; one that is only known at run time is negative.
        var shape: [Int64]
    }

    var inputs: [Port]
    var outputs: [Port]

    /// Whether it takes `token_type_ids` beside the two inputs that every BERT takes.
    var readsTokenTypes: Bool { inputs.contains { $0.name == "token_type_ids" } }

    /// How many labels the output has, where the file says so.
    var labelCount: Int? {
        guard let last = outputs.first(where: { $0.name == "logits" })?.shape.last, last > 0 else { return nil }
        return Int(last)
    }

    /// Whether it is a token classifier: int64 inputs of the names that BERT has, and float logits. Further outputs are not asked for.
    var isTokenClassifier: Bool {
        let names = Set(inputs.map(\.name))
        let required: Set<String> = ["input_ids", "attention_mask"]
        guard names.isSuperset(of: required), names.isSubset(of: required.union(["token_type_ids"])) else { return false }
        guard inputs.allSatisfy({ $0.elementType == Int32(CORT_ELEMENT_INT64) && $0.shape.count == 2 }) else { return false }
        return outputs.contains { $0.name == "logits" && $0.elementType == Int32(CORT_ELEMENT_FLOAT) && $0.shape.count == 3 }
    }
}

extension ModelSignature: CustomStringConvertible {
    /// Such as `inputs ids int32 [?, ?]; output scores float [?, 28]`.
    var description: String {
        func list(_ word: String, _ ports: [Port]) -> String {
            (ports.count == 1 ? word : word + "s") + " " + ports.map(\.description).joined(separator: ", ")
        }
        return list("input", inputs) + "; " + list("output", outputs)
    }
}

extension ModelSignature.Port: CustomStringConvertible {
    /// ONNX's names of the element types, by their numbers (`TensorProto.DataType`).
    private static let typeNames = [
        "no tensor", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double", "uint32",
        "uint64", "complex64", "complex128", "bfloat16",
    ]

    var description: String {
        let type = Int(elementType)
        let typeName = Self.typeNames.indices.contains(type) ? Self.typeNames[type] : "type \(type)"
        return "\(name) \(typeName) [\(shape.map { $0 < 0 ? "?" : String($0) }.joined(separator: ", "))]"
    }
}

extension ModelSignature {
    /// Reads the signature of an open session.
    init(session: OpaquePointer, library: OnnxRuntimeLibrary) throws(InferenceError) {
        let reader = SignatureReader(library: library, session: session)
        inputs = try reader.ports(cort_input_count, cort_input_name, cort_input_type)
        outputs = try reader.ports(cort_output_count, cort_output_name, cort_output_type)
    }
}

/// Reads names and types of a session's inputs and outputs, which ONNX Runtime gives by two sets of functions of one form.
private struct SignatureReader {
    var library: OnnxRuntimeLibrary
    var session: OpaquePointer

    typealias Count = (OpaquePointer, OpaquePointer, UnsafeMutablePointer<Int>) -> OpaquePointer?
    typealias Name = (
        OpaquePointer, OpaquePointer, Int, OpaquePointer, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    ) -> OpaquePointer?
    typealias PortType = (OpaquePointer, OpaquePointer, Int, UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?

    func ports(_ count: Count, _ name: Name, _ type: PortType) throws(InferenceError) -> [ModelSignature.Port] {
        var total = 0
        try check(count(library.api, session, &total))
        var ports: [ModelSignature.Port] = []
        for index in 0..<total {
            ports.append(try port(index, name, type))
        }
        return ports
    }

    private func port(_ index: Int, _ name: Name, _ type: PortType) throws(InferenceError) -> ModelSignature.Port {
        let api = library.api
        var info: OpaquePointer?
        try check(type(api, session, index, &info))
        defer { cort_release_type_info(api, info) }
        var port = ModelSignature.Port(name: try self.name(index, name), elementType: 0, shape: [])
        guard let info else { return port }

        var kind: Int32 = 0
        try check(cort_type_kind(api, info, &kind))
        var tensor: OpaquePointer?
        guard kind == Int32(CORT_TYPE_TENSOR) else { return port }
        try check(cort_tensor_info_of_type(api, info, &tensor))
        guard let tensor else { return port }
        try check(cort_element_type(api, tensor, &port.elementType))
        var rank = 0
        try check(cort_dimension_count(api, tensor, &rank))
        port.shape = [Int64](repeating: 0, count: rank)
        try check(cort_dimensions(api, tensor, &port.shape, rank))
        return port
    }

    private func name(_ index: Int, _ name: Name) throws(InferenceError) -> String {
        var allocator: OpaquePointer?
        try check(cort_default_allocator(library.api, &allocator))
        guard let allocator else { return "" }
        var text: UnsafeMutablePointer<CChar>?
        try check(name(library.api, session, index, allocator, &text))
        guard let text else { return "" }
        defer { cort_release_status(library.api, cort_free(library.api, allocator, text)) }
        return String(cString: text)
    }

    private func check(_ status: OpaquePointer?) throws(InferenceError) {
        guard let status else { return }
        throw .libraryUnusable(path: library.path, reason: OnnxRuntimeLibrary.message(of: status, library.api))
    }
}

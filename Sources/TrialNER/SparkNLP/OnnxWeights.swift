/// Tells how the weights of an ONNX model are stored from its beginning, where the nodes of the graph stand before all weights.
enum OnnxWeights {
    /// How many bytes are enough: the nodes of the first layer are among them, and those of all layers of a BERT take less.
    static let prefix = 1 << 20

    /// The operators of a model in int8, of which one is in every layer.
    private static let integerOperators = [
        "MatMulInteger", "DynamicQuantizeLinear", "QLinearMatMul", "DequantizeLinear", "DynamicQuantizeMatMul",
    ]

    static func precision(of beginning: [UInt8]) -> ModelFolder.Precision {
        integerOperators.contains { contains($0, in: beginning) } ? .int8 : .fp32
    }

    private static func contains(_ name: String, in bytes: [UInt8]) -> Bool {
        let name = Array(name.utf8)
        guard let first = name.first else { return true }
        var start = bytes.startIndex
        while let found = bytes[start...].firstIndex(of: first) {
            if bytes[found...].starts(with: name) { return true }
            start = found + 1
        }
        return false
    }
}

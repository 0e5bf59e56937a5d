/// Why output cannot be written.
public enum OutputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Whoever read the output has stopped reading, as `head` does.
    case readerLeft
    /// The system cannot write, with the system's reason.
    case failed(output: String, reason: String)

    /// The line for the user, without a full stop.
    public var description: String {
        switch self {
        case .readerLeft: "the reader of the output has left"
        case .failed(let output, let reason): "cannot write to \(output): \(reason)"
        }
    }
}

/// Where output goes.
public protocol ByteSink: Sendable {
    /// Writes all of the bytes, or throws.
    func write(_ bytes: [UInt8]) throws(OutputError)
}

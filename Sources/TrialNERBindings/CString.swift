#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A text for C that lives as long as this object.
final class CString: Sendable {
    /// The text, with a zero byte behind it.
    nonisolated(unsafe) let pointer: UnsafePointer<CChar>

    init(_ text: String) {
        pointer = UnsafePointer(Self.copy(of: text))
    }

    deinit { free(UnsafeMutablePointer(mutating: pointer)) }

    /// A copy of a text that the caller of C frees.
    static func copy(of text: String) -> UnsafeMutablePointer<CChar> {
        let utf8 = Array(text.utf8)
        let copy = allocate(CChar.self, count: utf8.count + 1)
        for (index, byte) in utf8.enumerated() { copy[index] = CChar(bitPattern: byte) }
        copy[utf8.count] = 0
        return copy
    }
}

/// Memory that the caller of C frees with `free`; a process without memory ends, as everywhere in Swift.
func allocate<Element: BitwiseCopyable>(_ type: Element.Type, count: Int) -> UnsafeMutablePointer<Element> {
    guard let memory = malloc(max(1, count * MemoryLayout<Element>.stride)) else { fatalError("there is no memory left") }
    return memory.bindMemory(to: type, capacity: count)
}

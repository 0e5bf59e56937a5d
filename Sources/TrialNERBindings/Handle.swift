/// Objects of Swift that callers of C hold by an opaque pointer.
enum Handle {
    /// A pointer that keeps the object alive until it is released.
    static func retained(_ object: some AnyObject) -> OpaquePointer {
        OpaquePointer(Unmanaged.passRetained(object).toOpaque())
    }

    /// The object of a pointer; `nil` for null.
    static func object<Object: AnyObject>(_ type: Object.Type, _ pointer: OpaquePointer?) -> Object? {
        pointer.map { Unmanaged<Object>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }

    /// Gives the object of a pointer up; null is fine.
    static func release<Object: AnyObject>(_ type: Object.Type, _ pointer: OpaquePointer?) {
        if let pointer { Unmanaged<Object>.fromOpaque(UnsafeRawPointer(pointer)).release() }
    }
}

import CMicroHTTPD

/// libmicrohttpd's handle of a connection. It is used by the thread of the connection, except for ``resume()``.
struct MicroHTTPDConnection: Sendable {
    nonisolated(unsafe) let pointer: OpaquePointer

    /// Leaves the connection alone until it is resumed.
    func suspend() { MHD_suspend_connection(pointer) }

    /// Goes on with a suspended connection; may be called from any thread.
    func resume() { MHD_resume_connection(pointer) }

    /// The fields of the header of the request at hand.
    func headers() -> HTTPHeaders {
        var headers = HTTPHeaders()
        withUnsafeMutablePointer(to: &headers) { pointer in
            cmhd_headers(
                self.pointer,
                { context, _, name, value in
                    guard let context, let name else { return cmhd_result(true) }
                    context.assumingMemoryBound(to: HTTPHeaders.self).pointee
                        .add(String(cString: name), value.map { String(cString: $0) } ?? "")
                    return cmhd_result(true)
                }, pointer)
        }
        return headers
    }

    /// Sends an answer; a streamed body is taken from `stream`.
    func send(_ response: HTTPResponse, stream: StreamBuffer?, closes: Bool) -> MHD_Result {
        let handle: OpaquePointer?
        switch response.body {
        case .bytes(let bytes):
            handle = bytes.withUnsafeBytes { cmhd_response_of_bytes($0.baseAddress, $0.count) }
        case .stream:
            guard let stream else { return cmhd_result(false) }
            handle = cmhd_response_of_stream(
                Self.streamPiece, Unmanaged.passRetained(stream).toOpaque(),
                { context, _, buffer, count in
                    guard let context, let buffer else { return cmhd_end_with_error }
                    let stream = Unmanaged<StreamBuffer>.fromOpaque(context).takeUnretainedValue()
                    return stream.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: count))
                },
                { context in
                    if let context { Unmanaged<StreamBuffer>.fromOpaque(context).release() }
                })
        }
        guard let handle else { return cmhd_result(false) }
        defer { MHD_destroy_response(handle) }
        for field in response.headers.fields { _ = MHD_add_response_header(handle, field.name, field.value) }
        if closes { _ = MHD_add_response_header(handle, "Connection", "close") }
        return MHD_queue_response(pointer, UInt32(response.status), handle)
    }

    /// How many bytes of a stream are sent together at the most.
    private static let streamPiece = 16 << 10
}

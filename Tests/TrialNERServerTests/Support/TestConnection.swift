import Dispatch
import Foundation

/// What came back.
struct TestAnswer: Sendable {
    var status: Int
    var headers: [String: String]
    var body: String
    /// Whether the end of the body was seen.
    var isWhole: Bool

    /// The body as JSON.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]) ?? [:] }
    /// What is found in each document.
    var documents: [[String: Any]] { json["documents"] as? [[String: Any]] ?? [] }
    /// The JSON pointer of a problem.
    var pointer: String? { (json["errors"] as? [[String: Any]])?.first?["pointer"] as? String }
    /// The lines as JSON.
    var lines: [[String: Any]] {
        body.split(separator: "\n").compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    }
}

/// A connection whose bytes the test says itself.
final class TestConnection: @unchecked Sendable {
    private let descriptor: Int32
    /// What came and was not taken yet.
    private var buffer: [UInt8] = []
    private let queue = DispatchQueue(label: "connection")

    struct Failure: Error {
        var what: String
    }

    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4) }
        var limit = timeval(tv_sec: 300, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard result == 0 else {
            Glibc.close(descriptor)
            throw Failure(what: "no connection: \(errno)")
        }
    }

    private var isClosed = false

    deinit { close() }

    func close() {
        if !isClosed { Glibc.close(descriptor) }
        isClosed = true
    }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure(what: "the connection does not take more: \(errno)") }
            sent += count
        }
    }

    func send(_ method: String, _ path: String, _ body: String? = nil, headers: [String: String] = [:]) throws {
        var fields = ["Host": "127.0.0.1"].merging(headers) { $1 }
        if let body {
            fields["Content-Length"] = String(body.utf8.count)
            fields["Content-Type"] = headers["Content-Type"] ?? "application/json"
        }
        let head = "\(method) \(path) HTTP/1.1\r\n" + fields.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
        try send(head + (body ?? ""))
    }

    /// The next bytes; none at the end. Waits on a thread of its own.
    private func receive() async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                var bytes = [UInt8](repeating: 0, count: 65536)
                let count = recv(descriptor, &bytes, bytes.count, 0)
                if count < 0, errno != ECONNRESET {
                    continuation.resume(throwing: Failure(what: "nothing came: \(errno)"))
                } else {
                    continuation.resume(returning: Array(bytes.prefix(max(0, count))))
                }
            }
        }
    }

    /// Everything until the connection is closed.
    func rest() async throws -> String {
        while case let bytes = try await receive(), !bytes.isEmpty { buffer += bytes }
        defer { buffer = [] }
        return String(decoding: buffer, as: UTF8.self)
    }

    /// The next answer.
    func answer() async throws -> TestAnswer {
        let end = Array("\r\n\r\n".utf8)
        while buffer.firstRange(of: end) == nil {
            let bytes = try await receive()
            if bytes.isEmpty { throw Failure(what: "closed before an answer") }
            buffer += bytes
        }
        let headEnd = buffer.firstRange(of: end)!
        let lines = String(decoding: buffer[..<headEnd.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        buffer.removeFirst(headEnd.upperBound)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let status = Int(lines[0].split(separator: " ")[1]) ?? 0
        if headers["transfer-encoding"] == "chunked" {
            let (body, isWhole) = try await chunks()
            return TestAnswer(status: status, headers: headers, body: body, isWhole: isWhole)
        }
        let length = Int(headers["content-length"] ?? "") ?? 0
        while buffer.count < length, case let bytes = try await receive(), !bytes.isEmpty { buffer += bytes }
        let body = String(decoding: buffer.prefix(length), as: UTF8.self)
        let isWhole = buffer.count >= length
        buffer.removeFirst(min(length, buffer.count))
        return TestAnswer(status: status, headers: headers, body: body, isWhole: isWhole)
    }

    private func chunks() async throws -> (String, isWhole: Bool) {
        var body: [UInt8] = []
        while true {
            while buffer.firstRange(of: [13, 10]) == nil {
                let bytes = try await receive()
                if bytes.isEmpty { return (String(decoding: body, as: UTF8.self), false) }
                buffer += bytes
            }
            let line = buffer.firstRange(of: [13, 10])!
            let size = Int(String(decoding: buffer[..<line.lowerBound], as: UTF8.self), radix: 16) ?? 0
            while buffer.count < line.upperBound + size + 2 {
                let bytes = try await receive()
                if bytes.isEmpty { return (String(decoding: body, as: UTF8.self), false) }
                buffer += bytes
            }
            body += buffer[line.upperBound..<(line.upperBound + size)]
            buffer.removeFirst(line.upperBound + size + 2)
            if size == 0 { return (String(decoding: body, as: UTF8.self), true) }
        }
    }
}

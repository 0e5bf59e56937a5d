/// What a request says before its body.
struct HTTPRequestHead: Sendable, Hashable {
    /// The method, such as `POST`.
    var method: String
    /// The path as it was sent, without the query.
    var path: String
    /// The header fields.
    var headers: HTTPHeaders
    /// What names the request in logs and answers.
    var id: String

    /// Makes a head; it is named by its `X-Request-Id` where that is a word of at most 100 plain characters, else by a new name.
    init(method: String, path: String, headers: HTTPHeaders) {
        self.method = method
        self.path = path
        self.headers = headers
        id = headers["X-Request-Id"].flatMap(Self.checkedID) ?? Self.newID()
    }

    /// The length that the body is said to have; `nil` where that is not said.
    var contentLength: Int? { headers["Content-Length"].flatMap { Int($0) } }

    private static func checkedID(_ id: String) -> String? {
        let isPlain = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
            default: "-_.:+/=".utf8.contains(byte)
            }
        }
        return isPlain && (1...100).contains(id.utf8.count) ? id : nil
    }

    private static func newID() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

/// A whole request.
struct HTTPRequest: Sendable {
    var head: HTTPRequestHead
    var body: [UInt8]
}

import TrialNERFormats

/// Why a request, or one document of it, was not answered (RFC 9457).
struct Problem: Error, Sendable, Hashable {
    var status: Int
    /// What is wrong and what to do, in one sentence without a full stop.
    var detail: String
    /// The part of the body that is wrong, as a JSON pointer (RFC 6901) such as `/documents/3/text`; `nil` where it is not a part.
    var pointer: String?
    /// Fields of the answer that go with it, such as `Retry-After`.
    var headers: [String: String] = [:]

    /// The media type.
    static let contentType = "application/problem+json"

    /// The answer that says so.
    var response: HTTPResponse {
        var json = JSONWriter()
        write(to: &json)
        json.endLine()
        var response = HTTPResponse(status: status, contentType: Self.contentType, json.bytes)
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { response.headers.add(name, value) }
        return response
    }

    /// Writes the problem as an object.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("type")
            json.string("about:blank")
            json.key("title")
            json.string(title)
            json.key("status")
            json.integer(status)
            json.key("detail")
            json.string(detail)
            guard let pointer else { return }
            json.key("errors")
            json.array { json in
                json.object { json in
                    json.key("pointer")
                    json.string("#" + pointer)
                    json.key("detail")
                    json.string(detail)
                }
            }
        }
    }

    /// The name of the status (RFC 9110, section 15).
    private var title: String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        default: "Internal Server Error"
        }
    }
}

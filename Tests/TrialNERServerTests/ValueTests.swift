import Testing

@testable import TrialNERServer

@Suite("Small parts")
struct ValueTests {
    @Test(
        "the media type that a client likes best is chosen, the first of equals",
        arguments: [
            (nil, "a/json"), ("", "a/json"), ("*/*", "a/json"), ("a/*", "a/json"), ("a/lines", "a/lines"),
            ("a/json;q=0.5, a/lines", "a/lines"), ("a/lines;q=0.1, */*;q=0.2", "a/json"), ("A/LINES ; Q=1", "a/lines"),
            ("text/html", nil), ("a/json;q=0, a/lines;q=0", nil), ("a/json;q=0, */*", "a/lines"),
        ] as [(String?, String?)])
    func accept(field: String?, best: String?) {
        #expect(AcceptedMedia(field).best(of: ["a/json", "a/lines"]) == best)
    }

    @Test("values of labels are escaped in metrics, and buckets add up")
    func metrics() {
        var text = MetricsText()
        text.sample("a", 1, [("b", "\"\\\n")])
        var histogram = Histogram(bounds: [1, 2])
        for value in [0.5, 1, 1.5, 9] { histogram.observe(value) }
        text.histogram("h", histogram)
        #expect(
            text.text == """
                a{b="\\"\\\\\\n"} 1
                h_bucket{le="1.0"} 2
                h_bucket{le="2.0"} 3
                h_bucket{le="+Inf"} 4
                h_sum 12
                h_count 4

                """)
    }

    @Test(
        "a request is named by its own id where that is a plain word",
        arguments: [("a-1", true), ("a b", false), ("a\"", false), ("", false)])
    func requestID(id: String, isKept: Bool) {
        let head = HTTPRequestHead(method: "GET", path: "/", headers: HTTPHeaders([("x-request-id", id)]))
        #expect((head.id == id) == isKept && !head.id.isEmpty)
    }
}

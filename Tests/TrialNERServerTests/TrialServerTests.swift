import Foundation
import Testing
import TrialNER
import TrialNERFormats

@testable import TrialNERServer

/// A text of many windows.
private func longText(windows: Int) -> String {
    String(repeating: "the median overall survival was 4.0 months, ", count: windows)
}

@Suite("The service")
struct TrialServerTests {
    @Test("a text gets the concepts that the recognizer finds, in each unit of offsets", arguments: ["scalars", "utf16", "utf8"])
    func singleText(unit: String) async throws {
        let recognizer = try TestModels.tiny()
        let text = DocumentText("😀 é june 2003: 12 months, 4.3 in july")
        let expected = try recognizer.recognize([text])[0].entities
        #expect(!expected.isEmpty)
        try await TestServer.with(recognizer) { server in
            let answer = try await server.annotate(#"{"text": "\#(text.string)", "offsets": "\#(unit)"}"#)
            #expect(answer.status == 200 && answer.json["offsets"] as? String == unit)
            let entities = try #require(answer.documents.first?["entities"] as? [[String: Any]])
            var converter = OffsetConverter(text, to: try #require(OffsetUnit(apiName: unit)))
            #expect(entities.map { $0["begin"] as? Int } == expected.map { converter.offset(ofUTF8: $0.span.lowerBound) })
            #expect(entities.map { $0["end"] as? Int } == expected.map { converter.offset(ofUTF8: $0.span.upperBound) })
            #expect(entities.map { $0["text"] as? String } == expected.map { $0.text(in: text) })
        }
    }

    @Test("a batch is answered in its order, and as a stream with the index of each document", arguments: [1, 8])
    func batch(batchSize: Int) async throws {
        let recognizer = try TestModels.tiny(batchSize: batchSize)
        let texts = (0..<60).map { $0.isMultiple(of: 7) ? longText(windows: 9) : "june 200\($0 % 10) and \($0) months" }
        let alone = try texts.map { try recognizer.recognize([DocumentText($0)])[0].entities.count }
        let list = texts.enumerated().map { #"{"id": "d\#($0)", "text": "\#($1)"}"# }.joined(separator: ",")
        try await TestServer.with(recognizer) { server in
            let answer = try await server.annotate("{\"documents\": [\(list)]}")
            #expect(answer.documents.map { $0["id"] as? String } == texts.indices.map { "d\($0)" })
            #expect(answer.documents.map { ($0["entities"] as? [Any])?.count } == alone)
            let stream = try await server.annotate("{\"documents\": [\(list)]}", headers: ["Accept": "application/x-ndjson"])
            #expect(stream.isWhole && stream.headers["content-type"] == "application/x-ndjson")
            let lines = stream.lines.sorted { ($0["index"] as? Int ?? 0) < ($1["index"] as? Int ?? 0) }
            #expect(lines.map { $0["index"] as? Int } == Array(texts.indices))
            #expect(lines.map { ($0["entities"] as? [Any])?.count } == alone)
        }
    }

    @Test("labels and the threshold choose concepts")
    func choice() async throws {
        try await TestServer.with(try TestModels.tiny()) { server in
            let text = "june 2003 4.3 12 months july weeks 24 %"
            let all = try await server.annotate(#"{"text": "\#(text)"}"#).documents[0]["entities"] as? [[String: Any]] ?? []
            let labels = Set(all.compactMap { $0["label"] as? String })
            let label = try #require(labels.sorted().first)
            let some = try await server.annotate(#"{"text": "\#(text)", "labels": ["\#(label)"]}"#).documents[0]["entities"] as? [[String: Any]]
            #expect(some?.count == all.filter { $0["label"] as? String == label }.count)
            let sure = try await server.annotate(#"{"text": "\#(text)", "threshold": 0.99999}"#).documents[0]["entities"] as? [Any]
            #expect(try #require(sure).count < all.count)
        }
    }

    @Test("a connection serves one request after the other")
    func keepAlive() async throws {
        try await TestServer.with(try TestModels.tiny()) { server in
            let connection = try server.connect()
            for _ in 0..<3 {
                try connection.send("GET", "/health/live")
                #expect(try await connection.answer().status == 200)
                try connection.send("POST", "/v1/annotate", #"{"text": "june"}"#)
                #expect(try await connection.answer().status == 200)
                try connection.send("POST", "/v1/annotate", "{")
                #expect(try await connection.answer().status == 400)
            }
        }
    }

    @Test("the page and its files come with a policy that lets nothing else in")
    func page() async throws {
        try await TestServer.with(try TestModels.tiny()) { server in
            for (path, file) in PageFiles.files {
                let answer = try await server.ask("GET", path)
                #expect(answer.status == 200 && answer.headers["content-type"] == file.contentType)
                #expect(answer.headers["content-security-policy"] == PageFiles.contentSecurityPolicy)
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(Array(answer.body.utf8) == file.bytes)
            }
        }
    }

    @Test("the log has a line a request, and no text")
    func accessLog() async throws {
        let server = try await TestServer(try TestModels.tiny())
        _ = try await server.annotate(#"{"text": "secret june"}"#, headers: ["X-Request-Id": "mine-1"])
        _ = try await server.ask("GET", "/secret")
        await server.server.stop()
        let lines = server.log.text.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(lines.count == 2 && !server.log.text.contains("secret"))
        #expect(lines.first?["id"] as? String == "mine-1" && lines.first?["status"] as? Int == 200)
        #expect(lines.first?["bytes_in"] as? Int == 23 && lines.last?["route"] as? String == "other")
    }
}

@Suite("Who may ask")
struct AccessTests {
    @Test("with a token only who knows it is answered, and told what is missing")
    func token() async throws {
        try await TestServer.with(try TestModels.tiny(), options: { $0.token = "open-sesame" }) { server in
            for wrong in [nil, "Bearer", "Bearer open-sesam", "Bearer open-sesame2", "Basic open-sesame", "open-sesame"] {
                let answer = try await server.annotate(#"{"text": "a"}"#, headers: wrong.map { ["Authorization": $0] } ?? [:])
                #expect(answer.status == 401 && answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true, "\(wrong ?? "none")")
            }
            #expect(try await server.annotate(#"{"text": "a"}"#, headers: ["Authorization": "bearer open-sesame"]).status == 200)
            #expect(try await server.ask("GET", "/metrics").status == 401)
            for path in ["/", "/health/live", "/health/ready", "/openapi.json"] {
                let status = try await server.ask("GET", path).status
                #expect(status == 200, "\(path)")
            }
        }
    }

    @Test("without a token other names of the machine are refused, as a page of another site would use")
    func hostNames() async throws {
        try await TestServer.with(try TestModels.tiny()) { server in
            for good in ["127.0.0.1", "localhost:8080", "LOCALHOST", "[::1]:80", "127.0.0.1:1"] {
                let status = try await server.ask("GET", "/health/live", headers: ["Host": good]).status
                #expect(status == 200, "\(good)")
            }
            for bad in ["example.org", "127.0.0.1.example.org", "localhost.example.org", "127.1", ""] {
                let status = try await server.ask("GET", "/health/live", headers: ["Host": bad]).status
                #expect(status == 403, "\(bad)")
            }
        }
    }

    @Test("pages of the origins named may ask, others not")
    func crossOrigin() async throws {
        try await TestServer.with(try TestModels.tiny(), options: { $0.allowedOrigins = ["https://a.example"] }) { server in
            let asked = ["Origin": "https://a.example", "Access-Control-Request-Method": "POST"]
            let preflight = try await server.ask("OPTIONS", "/v1/annotate", headers: asked)
            #expect(preflight.status == 204 && preflight.headers["access-control-allow-origin"] == "https://a.example")
            #expect(preflight.headers["access-control-allow-headers"]?.contains("Content-Type") == true)
            let answer = try await server.annotate(#"{"text": "a"}"#, headers: ["Origin": "https://a.example"])
            #expect(answer.headers["access-control-allow-origin"] == "https://a.example" && answer.headers["vary"] == "Origin")
            let other = try await server.annotate(#"{"text": "a"}"#, headers: ["Origin": "https://b.example"])
            #expect(other.status == 200 && other.headers["access-control-allow-origin"] == nil)
        }
    }

    @Test("a port that is in use is told")
    func portInUse() async throws {
        try await TestServer.with(try TestModels.tiny()) { server in
            let port = server.server.port
            let error = #expect(throws: ListeningError.self) { _ = try ListeningSocket(host: "127.0.0.1", port: port) }
            #expect(error?.description == "cannot listen on 127.0.0.1:\(port): the port is in use; give another with --port")
        }
    }
}

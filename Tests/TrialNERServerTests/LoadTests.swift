import Foundation
import Testing
import TrialNER
import TrialNERFormats

@testable import TrialNERServer

@Suite("The service under load", .serialized)
struct LoadTests {
    @Test("work that takes longer than it may is given up with status 504, and the service goes on")
    func timeLimit() async throws {
        try await TestServer.with(try TestModels.slow(), runs: 4, warmsUp: false, options: .test.setting(\.timeLimit, 0.3)) { server in
            let answer = try await server.annotate(#"{"text": "june"}"#)
            #expect(answer.status == 504 && answer.headers["content-type"] == "application/problem+json")
            let stream = try await server.annotate(#"{"texts": ["june", "july", ""]}"#, headers: ["Accept": "application/x-ndjson"])
            #expect(stream.status == 200 && stream.isWhole && stream.lines.count == 3)
            #expect(stream.lines.compactMap { ($0["error"] as? [String: Any])?["status"] as? Int } == [504, 504])
            #expect(try await server.becomes { server.service.recognizer.queue.load.runs <= 1 })
            #expect(try await server.ask("GET", "/health/live").status == 200)
            #expect(try await server.ask("GET", "/health/ready").status == 503)
        }
    }

    @Test("requests beyond the bound are told to come again, and others are answered once there is room")
    func tooMany() async throws {
        try await TestServer.with(
            try TestModels.slow(), warmsUp: false, options: .test.setting(\.maximumRequests, 2).setting(\.timeLimit, 1)
        ) { server in
            let first = try (0..<2).map { _ in try server.connect() }
            for connection in first { try connection.send("POST", "/v1/annotate", #"{"text": "june"}"#) }
            #expect(try await server.becomes { server.service.admission.current == 2 })
            let refused = try await server.annotate(#"{"text": "june"}"#)
            #expect(refused.status == 429 && Int(refused.headers["retry-after"] ?? "").map { $0 >= 1 } == true)
            for connection in first { #expect(try await connection.answer().status == 504) }
            #expect(server.service.admission.current == 0)
            #expect(try await server.annotate(#"{"text": ""}"#).status == 200)
        }
    }

    @Test("the work for a client that leaves is ended", arguments: ["application/json", "application/x-ndjson"])
    func clientLeaves(accept: String) async throws {
        try await TestServer.with(try TestModels.slow(), runs: 4, warmsUp: false) { server in
            let connection = try server.connect()
            try connection.send("POST", "/v1/annotate", #"{"texts": ["june", "july"]}"#, headers: ["Accept": accept])
            #expect(try await server.becomes { server.service.recognizer.queue.load.texts == 3 })
            connection.close()
            // What is left is the run that makes the service ready.
            #expect(try await server.becomes { server.service.recognizer.queue.load.texts == 1 && server.service.admission.current == 0 })
        }
    }

    @Test("bodies that are too long, or have too many texts, are refused with status 413")
    func tooLong() async throws {
        try await TestServer.with(try TestModels.tiny(), options: .test.setting(\.maximumBodyBytes, 1000).setting(\.maximumDocuments, 3)) {
            server in
            let text = String(repeating: "a", count: 2000)
            #expect(try await server.annotate("{\"text\": \"\(text)\"}").status == 413)
            #expect(try await server.annotate("{\"texts\": [\"\", \"\", \"\", \"\"]}").status == 413)
            #expect(try await server.annotate("{\"texts\": [\"\", \"\", \"\"]}").status == 200)
            let chunked = try server.connect()
            try chunked.send("POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
            try chunked.send("Transfer-Encoding: chunked\r\n\r\n7d0\r\n\(text)\r\n0\r\n\r\n")
            #expect(try await chunked.answer().status == 413)
            let asking = try server.connect()
            try asking.send("POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
            try asking.send("Content-Length: 100000000\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await asking.answer().status == 413)
        }
    }

    @Test("bodies are refused while too many others are held")
    func heldBodies() async throws {
        var settings = TransportSettings.patient
        settings.heldBodyBytes = 1000
        try await TestServer.with(try TestModels.tiny(), settings: settings) { server in
            let first = try server.connect()
            let text = String(repeating: "a", count: 800)
            try first.send("POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 812\r\n\r\n")
            try first.send("{\"text\": \"\(text)")
            try await Task.sleep(for: .milliseconds(200))
            #expect(try await server.annotate("{\"text\": \"\(text)\"}").status == 429)
            try first.send("\"}")
            #expect(try await first.answer().status == 200)
            #expect(try await server.annotate("{\"text\": \"\(text)\"}").status == 200)
        }
    }

    @Test("connections that say nothing, or half of something, are cut")
    func slowClients() async throws {
        var settings = TransportSettings.patient
        (settings.headSeconds, settings.idleSeconds, settings.bodySeconds) = (0.3, 0.3, 0.3)
        try await TestServer.with(try TestModels.tiny(), settings: settings) { server in
            let halves = [
                "", "GET /hea",
                "POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
            ]
            for half in halves {
                let connection = try server.connect()
                try connection.send(half)
                let rest = try await connection.rest()
                #expect(rest == "", "\(half)")
            }
            let idle = try server.connect()
            try idle.send("GET", "/health/live")
            #expect(try await idle.answer().status == 200)
            #expect(try await idle.rest() == "")
            #expect(try await server.becomes { server.service.connectionCount == 0 })
        }
    }

    @Test("a client that does not read its stream holds back its work, and is cut")
    func slowReader() async throws {
        var settings = TransportSettings.patient
        settings.answerSeconds = 1.5
        try await TestServer.with(try TestModels.tiny(), settings: settings) { server in
            let text = String(repeating: "june 2003 ", count: 200)
            let list = Array(repeating: "\"\(text)\"", count: 900).joined(separator: ",")
            let connection = try server.connect(receiveBuffer: 4096)
            try connection.send("POST", "/v1/annotate", "{\"texts\": [\(list)]}", headers: ["Accept": "application/x-ndjson"])
            #expect(try await server.becomes { server.service.admission.current == 1 })
            #expect(try await server.becomes { server.service.admission.current == 0 })
            let requests = try await server.ask("GET", "/metrics").body.split(separator: "\n")
            let found = try #require(requests.first { $0.hasPrefix("trialner_documents_total{result=\"found\"}") })
            #expect(Int(found.split(separator: " ")[1]).map { $0 < 900 } == true)
            #expect(requests.contains("trialner_http_incomplete_total 1"))
        }
    }

    @Test("what is in hand when the service is stopped is answered, and nothing new")
    func gracefulStop() async throws {
        let server = try await TestServer(try TestModels.tiny())
        let text = String(repeating: "june 2003 median 4.3 ", count: 4000)
        let connection = try server.connect()
        let kept = try server.connect()
        try kept.send("GET", "/health/live")
        _ = try await kept.answer()
        try connection.send("POST", "/v1/annotate", "{\"texts\": [\"\(text)\", \"\(text)\"]}")
        #expect(try await server.becomes { server.service.recognizer.queue.load.texts == 2 })
        let stop = Task { await server.server.stop() }
        #expect(try await server.becomes { server.service.isStopping })
        try kept.send("POST", "/v1/annotate", #"{"text": "june"}"#)
        #expect(try await kept.answer().status == 503)
        let late = try server.connect()
        try late.send("POST", "/v1/annotate", #"{"text": "june"}"#)
        #expect(try await late.answer().status == 503)
        let answer = try await connection.answer()
        #expect(answer.status == 200 && answer.isWhole && answer.documents.count == 2)
        await stop.value
        #expect(throws: TestConnection.Failure.self) { _ = try TestConnection(port: server.server.port) }
    }

    @Test("what is not done by the end of the grace is given up", arguments: ["application/json", "application/x-ndjson"])
    func graceEnds(accept: String) async throws {
        let server = try await TestServer(try TestModels.slow(), warmsUp: false, options: .test.setting(\.grace, 0.2))
        let connection = try server.connect()
        try connection.send("POST", "/v1/annotate", #"{"text": "june"}"#, headers: ["Accept": accept])
        #expect(try await server.becomes { server.service.admission.current == 1 })
        await server.server.stop()
        #expect(server.service.admission.current == 0)
    }
}

import CMicroHTTPD
import Synchronization

/// One request and its answer on a connection.
///
/// The thread of the connection brings the request and sends the answer; in between the connection is suspended, and a task works.
final class Exchange: Sendable {
    private struct State {
        var body: [UInt8] = []
        var received = 0
        /// How many bytes of the body are kept at the most; 0 where the answer is known already.
        var limit = 0
        var answer: HTTPResponse?
        var isStarted = false
        var task: Task<Void, Never>?
        var stream: StreamBuffer?
        var sent = 0
        var status: Int?
    }

    private let head: HTTPRequestHead
    private let connection: MicroHTTPDConnection
    private let client: ClientConnection
    private let transport: MicroHTTPDTransport
    private let begin = MonotonicClock.now()
    private let state = Mutex(State())

    init(_ head: HTTPRequestHead, _ connection: MicroHTTPDConnection, _ client: ClientConnection, _ transport: MicroHTTPDTransport) {
        self.head = head
        self.connection = connection
        self.client = client
        self.transport = transport
    }

    /// Looks at the head. A client that asks before it sends its body gets a refusal at once; another one may send it, so that it reads
    /// the refusal and not the end of the connection.
    func open() -> MHD_Result {
        client.enter(.receiving)
        let opening = transport.service.open(head)
        let refusal: HTTPResponse? = state.withLock { state in
            switch opening {
            case .answer(let response):
                state.answer = response
            case .readBody(let limit):
                state.limit = limit
                if let length = head.contentLength, length > limit {
                    state.answer = transport.service.refuse(head, wasTooLong: true)
                }
            }
            guard let answer = state.answer else { return nil }
            let asks = head.headers["Expect"]?.lowercased() == "100-continue"
            let isFar = (head.contentLength ?? 0) > transport.settings.droppedBodyBytes
            return asks || isFar ? answer : nil
        }
        return refusal.map { send($0, closes: true) } ?? cmhd_result(true)
    }

    /// Takes a piece of the body.
    func receive(_ bytes: UnsafeRawBufferPointer) -> MHD_Result {
        client.moved(bytes.count)
        return state.withLock { state in
            state.received += bytes.count
            if state.answer == nil, state.received > state.limit {
                refuse(&state, wasTooLong: true)
            } else if state.answer == nil, !transport.hold(bytes.count) {
                refuse(&state, wasTooLong: false)
            } else if state.answer == nil {
                state.body.append(contentsOf: bytes)
            }
            return state.received <= max(transport.settings.droppedBodyBytes, state.limit) ? cmhd_result(true) : cmhd_result(false)
        }
    }

    private func refuse(_ state: inout State, wasTooLong: Bool) {
        transport.release(state.body.count)
        state.body = []
        state.answer = transport.service.refuse(head, wasTooLong: wasTooLong)
    }

    /// Goes on with a request whose body is there: sends the answer, or starts the work.
    func proceed() -> MHD_Result {
        let (answer, request) = state.withLock { state -> (HTTPResponse?, HTTPRequest?) in
            if let answer = state.answer { return (answer, nil) }
            guard !state.isStarted else { return (nil, nil) }
            state.isStarted = true
            return (nil, HTTPRequest(head: head, body: state.body))
        }
        if let answer { return send(answer, closes: transport.isStopping) }
        // Suspended before the task begins, so that it cannot be resumed too early.
        connection.suspend()
        guard let request else { return cmhd_result(true) }
        let task = Task {
            let answer = await transport.service.respond(to: request)
            state.withLock { state in
                state.answer = answer
                state.task = nil
                transport.release(state.body.count)
                state.body = []
            }
            connection.resume()
        }
        state.withLock { state in
            if state.answer == nil { state.task = task }
        }
        client.enter(.working) { task.cancel() }
        return cmhd_result(true)
    }

    private func send(_ answer: HTTPResponse, closes: Bool) -> MHD_Result {
        client.enter(.answering)
        var stream: StreamBuffer?
        switch answer.body {
        case .bytes(let bytes):
            client.moved(bytes.count)
            state.withLock { $0.sent = bytes.count }
        case .stream(let write):
            let buffer = StreamBuffer(connection, client) { [weak self] count in self?.state.withLock { $0.sent += count } }
            stream = buffer
            let task = Task {
                do {
                    try await write(buffer)
                    buffer.end(isWhole: true)
                } catch {
                    buffer.end(isWhole: false)
                }
            }
            state.withLock { state in
                state.task = task
                state.stream = buffer
            }
        }
        state.withLock { $0.status = answer.status }
        return connection.send(answer, stream: stream, closes: closes)
    }

    /// Ends the exchange, whether it was answered or the client left; what is still at work is cancelled.
    func close(isComplete: Bool) {
        client.enter(.idle)
        let outcome = state.withLock { state in
            state.stream?.close()
            state.task?.cancel()
            transport.release(state.body.count)
            state.body = []
            return HTTPOutcome(
                status: state.status, bytesReceived: state.received, bytesSent: state.sent, seconds: MonotonicClock.now() - begin,
                isComplete: isComplete)
        }
        transport.service.ended(head, outcome)
    }
}

/// What a transport allows its clients.
struct TransportSettings: Sendable, Hashable {
    /// How many connections are kept at once.
    var connections = 1024
    /// How many threads read and write.
    var threads = 2
    /// The most bytes of a request line and header together.
    var headBytes = 32 << 10
    /// The most bytes of bodies that are held at once, of all requests together.
    var heldBodyBytes = 256 << 20
    /// The most bytes of a body that is read only to be dropped, so that the client can read the answer.
    var droppedBodyBytes = 64 << 20
    /// How long the head of the first request of a connection may take, in seconds.
    var headSeconds = 10.0
    /// How long a connection may wait between two requests, in seconds.
    var idleSeconds = 60.0
    /// How long a body may take, in seconds; every 64 KiB that have come give a second more.
    var bodySeconds = 20.0
    /// How long a client may take to read an answer, or a piece of a stream, in seconds; every 64 KiB give a second more.
    var answerSeconds = 30.0
}

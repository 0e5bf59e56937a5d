import TrialNER
import TrialNERFormats
import TrialNERServer

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// `trialner serve`: an HTTP service with a page.
enum Serve: Command {
    struct Arguments: Sendable, Hashable, EngineArguments {
        var engine = EngineSettings()
        var service = ServiceOptions()
        /// The file that the token is in.
        var tokenFile: String?
        /// Whether everybody may ask, also from other machines.
        var isOpen = false
        var maximumMegabytes = 8
        var timeLimit = 60
        var grace = 30
        var writesLog = true
    }

    static let defaults = Arguments()
    /// The variable of the environment that may hold the token.
    static let tokenVariable = "TRIALNER_TOKEN"

    static func run(_ arguments: Arguments, in context: CommandContext) throws -> ExitStatus {
        var options = arguments.service
        options.maximumBodyBytes = arguments.maximumMegabytes << 20
        options.timeLimit = Double(arguments.timeLimit)
        options.grace = Double(arguments.grace)
        options.token = try token(arguments)
        guard options.port <= 65535 else { throw UsageError(command: declaration.name, message: "--port must be from 0 to 65535") }
        for origin in options.allowedOrigins where !isOrigin(origin) {
            throw UsageError(
                command: declaration.name, message: "--cors-origin must be as https://example.org, not \(quoted(origin))")
        }
        guard options.isLocal || options.token != nil || arguments.isOpen else {
            throw UsageError(
                command: declaration.name,
                message: "without a token the service listens on this machine only (127.0.0.1), not on \(quoted(options.host)); "
                    + "set \(tokenVariable) or give --token-file, or let everybody ask with --without-token")
        }
        let log: (any ByteSink)? = arguments.writesLog ? DescriptorSink(descriptor: STDOUT_FILENO, name: "standard output") : nil
        var engine = arguments.engine
        engine.isShared = true
        let recognizer = try context.engine.trialRecognizer(engine)
        let server = try TrialServer(recognizer: recognizer, options: options, log: log)
        return serve(server, in: context)
    }

    /// Runs a server until somebody interrupts the program.
    private static func serve(_ server: TrialServer, in context: CommandContext) -> ExitStatus {
        let end = ServiceEnd()
        context.interruption.handle { end.stop() }
        Task {
            do {
                try await server.start()
                context.diagnostics.note("listening on \(server.address); stop with Ctrl-C")
            } catch {
                end.fail("\(error)")
            }
        }
        let failure = end.wait()
        if failure == nil { context.diagnostics.note("stopping: answering what is in hand") }
        let stopped = ServiceEnd()
        Task {
            await server.stop()
            stopped.stop()
        }
        _ = stopped.wait()
        if let failure { context.diagnostics.note(failure) }
        return failure == nil ? .success : .failure
    }

    // MARK: Options

    private static func token(_ arguments: Arguments) throws -> String? {
        if arguments.isOpen {
            guard arguments.tokenFile == nil else {
                throw UsageError(command: declaration.name, message: "--token-file and --without-token contradict each other")
            }
            return nil
        }
        let source = arguments.tokenFile ?? tokenVariable
        let token: String
        if let path = arguments.tokenFile {
            token = try firstLine(ofFileAt: path)
        } else {
            guard let value = getenv(tokenVariable).map({ String(cString: $0) }), !value.isEmpty else { return nil }
            token = value
        }
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw UsageError(
                command: declaration.name, message: "the token in \(quoted(source)) must be one line of printable ASCII without spaces")
        }
        return token
    }

    private static func firstLine(ofFileAt path: String) throws(InputError) -> String {
        do throws(InputProblem) {
            let file = try FileReader(path: path)
            var bytes: [UInt8] = []
            while bytes.count < longestToken, try file.read(into: &bytes, count: longestToken) > 0 {}
            let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            return String(decoding: line, as: UTF8.self)
        } catch {
            throw InputError(input: path, problem: error)
        }
    }

    /// How much of a token's file is read, in bytes.
    private static let longestToken = 4096

    /// Whether a text is a scheme and a host, with a port or without, and nothing behind.
    private static func isOrigin(_ text: String) -> Bool {
        for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
            let rest = text.dropFirst(scheme.count)
            return !rest.isEmpty && !rest.contains { "/?#@ ".contains($0) }
        }
        return false
    }
}

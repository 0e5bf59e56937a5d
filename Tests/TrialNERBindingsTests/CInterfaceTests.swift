import Foundation
import Testing
import TrialNER

@Suite("The interface for C")
struct CInterfaceTests {
    /// The checkout.
    static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let model = home.appending(path: "Tests/TrialNERTests/Fixtures/models/tiny").path

    @Test("gives a program in C what it gives in Swift, on several threads, and refuses wrong calls with a line")
    func client() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trialner-client-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let library = try #require(Self.library, "the shared library lies beside the tests")
        let program = folder.appending(path: "client").path
        let compiled = try run(
            "/usr/bin/env",
            [
                "cc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-I", Self.home.appending(path: "Sources/CTrialNER/include").path,
                Self.home.appending(path: "Tests/TrialNERBindingsTests/Client/client.c").path, library,
                "-Wl,-rpath,\(URL(filePath: library).deletingLastPathComponent().path)", "-pthread", "-o", program,
            ])
        try #require(compiled.status == 0, "\(compiled.error)")

        let texts: [[UInt8]] = [
            Array("In June 2003, 😀 the median overall survival was 4.0 months (p<0.001).".utf8), [], Array("Ünïcödé é 5 mg".utf8),
            [0x61, 0xFF],
        ]
        let answer = try run(program, [Self.model], input: Data(texts.joined(separator: [0x0A])))
        #expect(answer.status == 0, "\(answer.error)")
        let lines = answer.output.split(separator: "\n").map(String.init)

        let recognizer = try TrialRecognizer(model: TokenClassifierModel(folder: ModelFolder(path: Self.model)))
        var expected: [String] = []
        for (index, bytes) in texts.enumerated() {
            guard let text = DocumentText(validating: bytes) else {
                expected.append("\(index) error the text is not UTF-8")
                continue
            }
            var converter = OffsetConverter(text, to: .unicodeScalars)
            for entity in try recognizer.recognize([text])[0].entities {
                let (begin, end) = (
                    converter.offset(ofUTF8: entity.span.lowerBound), converter.offset(ofUTF8: entity.span.upperBound)
                )
                expected.append("\(index) \(begin) \(end) \(entity.text(in: text))")
            }
        }
        try #require(expected.count > 3, "the model finds something in these texts")
        #expect(lines.filter { $0.first?.isNumber == true } == expected)
        #expect(lines.first == "version \(TrialNERVersion.current)")
        #expect(lines.filter { $0.hasPrefix("refused") }.count == 9)
        #expect(lines.contains { $0.hasPrefix("refused 2 ") && $0.contains("/no/such/folder") })
        #expect(lines.contains { $0.hasPrefix("refused 4 ") && $0.contains("did you mean \"Tokenizer\"?") })
        #expect(lines.contains { $0.hasPrefix("columns ") && $0.contains(#""inputCols":["text"],"outputCols":["document","token"]"#) })
    }

    /// The shared library that the package builds with the tests.
    private static let library: String? = {
        var folder = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        for _ in 0..<6 {
            for name in ["libTrialNERBindings.so", "libTrialNERBindings.dylib"] {
                let file = folder.appending(path: name).path
                if FileManager.default.fileExists(atPath: file) { return file }
            }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }()

    private func run(_ program: String, _ arguments: [String], input: Data = Data()) throws -> (
        status: Int32, output: String, error: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let (given, output, error) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (given, output, error)
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: input)
        try given.fileHandleForWriting.close()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        let complained = try error.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: printed, as: UTF8.self), String(decoding: complained, as: UTF8.self))
    }
}

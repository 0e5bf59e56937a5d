import Testing
import TrialNERFormats

@testable import TrialNERCLI

@Suite("RowOutput")
struct RowOutputTests {
    @Test("a stopped output holds the whole rows that were taken, and takes no more")
    func stop() throws {
        let sink = MemorySink()
        let output = RowOutput(MemorySink())
        output.redirect(to: sink, partialPath: "out.partial")
        try output.write(Array("one\n".utf8))
        try output.write(Array("two\n".utf8))
        #expect(sink.text.isEmpty)
        let remainder = try #require(output.stopIfIdle())
        #expect(remainder.documentCount == 2 && remainder.partialPath == "out.partial")
        try output.write(Array("three\n".utf8))
        try output.flush()
        #expect(sink.text == "one\ntwo\n")
    }

    @Test("an output that is written to just now is not stopped in the middle of a row")
    func busy() throws {
        final class StoppingSink: ByteSink {
            let output = MemorySink()
            nonisolated(unsafe) var tryToStop: (() -> Bool)?
            nonisolated(unsafe) var wasStopped: Bool?

            func write(_ bytes: [UInt8]) throws(OutputError) {
                wasStopped = tryToStop?()
                try output.write(bytes)
            }
        }
        let sink = StoppingSink()
        let output = RowOutput(sink)
        try output.write(Array("row\n".utf8))
        sink.tryToStop = { output.stopIfIdle() != nil }
        try output.flush()
        #expect(sink.wasStopped == false && sink.output.text == "row\n")
    }
}

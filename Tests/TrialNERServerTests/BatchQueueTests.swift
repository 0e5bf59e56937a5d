import Foundation
import Synchronization
import Testing
import TrialNER

@testable import TrialNERServer

@Suite("Batches of several clients")
struct BatchQueueTests {
    /// Runs windows on the tiny model and notes which ran together, by the number of windows of their texts.
    private final class Runs: Sendable {
        let batches = Mutex<[[Int]]>([])
        /// How many texts have come.
        let arrived = Mutex(0)
        /// When each run began.
        let begins = Mutex<[Double]>([])
        /// How many texts must have come before the second run goes on.
        let awaited = Mutex(0)
        let classifier: TokenClassifier
        let recognizer: TrialRecognizer
        let milliseconds: Int

        init(batchSize: Int, milliseconds: Int = 0) throws {
            recognizer = try TestModels.tiny(batchSize: batchSize)
            classifier = recognizer.windowClassifier
            self.milliseconds = milliseconds
        }

        func queue() -> BatchQueue {
            BatchQueue(scheduler: classifier.scheduler, concurrentRuns: 1, metrics: BatchMetrics()) { [self] windows, cancellation in
                begins.withLock { $0.append(MonotonicClock.now()) }
                let count = batches.withLock { batches in
                    batches.append(windows.map(\.reading.windowCount))
                    return batches.count
                }
                while count == 2, arrived.withLock({ $0 }) < awaited.withLock({ $0 }) { usleep(1000) }
                usleep(UInt32(milliseconds * 1000))
                return try classifier.scores(of: windows, cancellation: cancellation)
            }
        }

        func reading(_ text: String) throws -> TokenClassifier.Reading { try recognizer.reading(of: DocumentText(text)).windows }
    }

    private static let long = String(repeating: "june 2003 median 4.3 ", count: 100)

    @Test("a short text overtakes the later windows of a long one")
    func overtaking() async throws {
        let runs = try Runs(batchSize: 1)
        runs.awaited.withLock { $0 = 1 }
        let queue = runs.queue()
        // Of so many windows that the last are due minutes after the first.
        let long = try runs.reading(String(repeating: "june 2003 median 4.3 ", count: 6000))
        async let slow = queue.scores(of: long)
        while runs.batches.withLock({ $0.count }) < 2 { try await Task.sleep(for: .milliseconds(1)) }
        let short = Task { try await queue.scores(of: try runs.reading("june")) }
        while queue.load.texts < 2 { try await Task.sleep(for: .milliseconds(1)) }
        runs.arrived.withLock { $0 = 1 }
        _ = try await (short.value, slow)
        let place = try #require(runs.batches.withLock { $0.firstIndex(of: [1]) })
        #expect(place < long.windowCount)
    }

    @Test("short texts that keep coming do not keep a long one waiting for ever")
    func noStarvation() async throws {
        let runs = try Runs(batchSize: 1, milliseconds: 2)
        let queue = runs.queue()
        let long = try runs.reading(String(repeating: "june 2003 median 4.3 ", count: 20))
        let slow = Task { try await queue.scores(of: long) }
        let stream = Task {
            var count = 0
            while !Task.isCancelled, count < 4000 {
                async let other = queue.scores(of: try runs.reading("june"))
                _ = try await queue.scores(of: try runs.reading("july"))
                _ = try await other
                count += 2
            }
            return count
        }
        let count = try await slow.value.count
        #expect(count == long.windowCount)
        stream.cancel()
        #expect((try? await stream.value).map { $0 < 4000 } ?? true)
    }

    @Test("texts of several clients run together, as many as the model takes")
    func sharing() async throws {
        let runs = try Runs(batchSize: 8, milliseconds: 5)
        let queue = runs.queue()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<64 {
                group.addTask {
                    let reading = try runs.reading(index.isMultiple(of: 8) ? Self.long : "june \(index)")
                    let count = try await queue.scores(of: reading).count
                    #expect(count == reading.windowCount)
                }
            }
            try await group.waitForAll()
        }
        let batches = runs.batches.withLock { $0 }
        #expect(batches.allSatisfy { $0.count <= 8 } && batches.contains { $0.count == 8 && Set($0).count == 1 })
    }

    @Test("a text alone does not wait for company longer than a few milliseconds")
    func patience() async throws {
        let runs = try Runs(batchSize: 8)
        let queue = runs.queue()
        let reading = try runs.reading("june")
        let begin = MonotonicClock.now()
        _ = try await queue.scores(of: reading)
        let waited = try #require(runs.begins.withLock { $0.first }) - begin
        #expect(waited < 1)
    }

    @Test("the scores are those of the recognizer, whatever runs together", arguments: [1, 8])
    func sameScores(batchSize: Int) async throws {
        let runs = try Runs(batchSize: batchSize)
        let queue = runs.queue()
        let texts = ["", "june", Self.long, "12 months 4.3 %"]
        let expected = try runs.recognizer.recognize(texts.map { DocumentText($0) }).map(\.entities)
        let found = try await withThrowingTaskGroup(of: (Int, [Entity]).self) { group in
            for (index, text) in texts.enumerated() {
                group.addTask {
                    let reading = try runs.recognizer.reading(of: DocumentText(text))
                    let scores = try await queue.scores(of: reading.windows)
                    return (index, runs.recognizer.document(of: reading, windowScores: scores).entities)
                }
            }
            return try await group.reduce(into: [Int: [Entity]]()) { $0[$1.0] = $1.1 }
        }
        for (index, entities) in expected.enumerated() {
            #expect(found[index]?.map(\.span) == entities.map(\.span) && found[index]?.map(\.label) == entities.map(\.label))
        }
    }

    @Test("a cancelled text is forgotten, and its neighbours are not")
    func cancellation() async throws {
        let runs = try Runs(batchSize: 1, milliseconds: 20)
        let queue = runs.queue()
        let long = try runs.reading(Self.long)
        let cancelled = Task { try await queue.scores(of: long) }
        async let neighbour = queue.scores(of: try runs.reading("june"))
        while runs.batches.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(1)) }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        #expect(try await neighbour.count == 1)
        #expect(runs.batches.withLock { $0.count } < long.windowCount)
        while queue.load.runs > 0 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(queue.load.texts == 0 && queue.load.pieces == 0)
    }

    @Test("a text cancelled before it comes is not read")
    func cancelledBefore() async throws {
        let runs = try Runs(batchSize: 1)
        let queue = runs.queue()
        let reading = try runs.reading("june")
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await queue.scores(of: reading)
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(runs.batches.withLock { $0.isEmpty } && queue.load.texts == 0)
    }

    @Test("a model that fails tells everybody whose text was in the run")
    func failure() async throws {
        struct Broken: Error {}
        let runs = try Runs(batchSize: 8)
        let queue = BatchQueue(scheduler: runs.classifier.scheduler, concurrentRuns: 1, metrics: BatchMetrics()) { _, _ in throw Broken() }
        for text in ["june", Self.long] {
            await #expect(throws: Broken.self) { try await queue.scores(of: try runs.reading(text)) }
        }
        #expect(queue.load.texts == 0 && queue.load.pieces == 0)
    }
}

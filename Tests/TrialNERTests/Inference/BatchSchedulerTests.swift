import Testing

@testable import TrialNER

@Suite("Batch scheduler")
struct BatchSchedulerTests {
    private func windows(_ lengths: [Int]) -> [BatchScheduler.Window] {
        lengths.enumerated().map { .init(sequence: $0.offset, pieces: 0..<$0.element) }
    }

    @Test("every window is in one batch, longest first, within the limits")
    func everyWindowOnce() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let lengths = (0..<Int.random(in: 0...40, using: &generator)).map { _ in Int.random(in: 0...190, using: &generator) }
            let scheduler = BatchScheduler(
                maximumWindows: Int.random(in: 1...9, using: &generator), maximumPieces: Int.random(in: 1...800, using: &generator))
            let (order, batches) = scheduler.batches(of: windows(lengths))
            #expect(order.sorted() == Array(lengths.indices))
            #expect(batches.flatMap(Array.init) == Array(order.indices))
            #expect(order.map { lengths[$0] } == lengths.sorted(by: >))
            for batch in batches {
                let longest = lengths[order[batch.lowerBound]]
                #expect(batch.count <= scheduler.maximumWindows)
                #expect(batch.count == 1 || batch.count * longest <= scheduler.maximumPieces)
            }
        }
    }

    @Test("windows of one length keep the order in which they came")
    func stableOrder() {
        let (order, batches) = BatchScheduler(maximumWindows: 2, maximumPieces: 100).batches(of: windows([5, 5, 5]))
        #expect(order == [0, 1, 2])
        #expect(batches == [0..<2, 2..<3])
    }
}

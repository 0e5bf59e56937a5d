import Testing

@testable import TrialNER

@Suite("Window planner")
struct WindowPlannerTests {
    @Test("a sequence that fits is one window, and an empty one none")
    func oneWindow() {
        let planner = WindowPlanner(maximumLength: 10, overlap: 4)
        #expect(planner.windows(ofPieces: 10) == [0..<10])
        #expect(planner.windows(ofPieces: 1) == [0..<1])
        #expect(planner.windows(ofPieces: 0) == [])
    }

    @Test(
        "windows of any plan cover every piece, fit the model, overlap as promised and are equally long",
        arguments: [(1, 0), (2, 1), (7, 3), (10, 4), (190, 16), (126, 63), (5, 100), (4, -1)])
    func windowsOfAnyPlan(maximumLength: Int, overlap: Int) {
        let planner = WindowPlanner(maximumLength: maximumLength, overlap: overlap)
        for count in 1...(4 * maximumLength + 3) {
            let windows = planner.windows(ofPieces: count)
            #expect(windows.first?.lowerBound == 0)
            #expect(windows.last?.upperBound == count)
            #expect(Set(windows.map(\.count)).count == 1)
            for window in windows { #expect(window.count <= maximumLength) }
            for (left, right) in zip(windows, windows.dropFirst()) {
                #expect(right.lowerBound > left.lowerBound)
                #expect(left.upperBound - right.lowerBound >= planner.overlap)
            }
            // As few as reach: one less could not cover the pieces.
            let fewer = windows.count - 1
            #expect(fewer == 0 || fewer * planner.maximumLength - (fewer - 1) * planner.overlap < count)
        }
    }

    @Test("each piece is read in the window where its distance to the nearer cut is greatest")
    func mostContext() {
        let planner = WindowPlanner(maximumLength: 20, overlap: 8)
        for count in [21, 40, 57, 100] {
            let windows = planner.windows(ofPieces: count)
            var last = 0
            for piece in 0..<count {
                func context(_ index: Int) -> Int {
                    guard windows[index].contains(piece) else { return -1 }
                    let left = index == 0 ? Int.max : piece - windows[index].lowerBound
                    let right = index == windows.count - 1 ? Int.max : windows[index].upperBound - 1 - piece
                    return min(left, right)
                }
                let chosen = planner.window(forPiece: piece, of: windows)
                #expect(context(chosen) == windows.indices.map(context).max())
                #expect(chosen >= last)
                #expect(planner.window(forPiece: piece, of: windows, startingAt: last) == chosen)
                last = chosen
            }
        }
    }

    @Test("a piece far from the ends of a long text has half the overlap as context on both sides")
    func contextOnBothSides() {
        let planner = WindowPlanner(maximumLength: 190, overlap: 16)
        let windows = planner.windows(ofPieces: 5_000)
        for piece in 8..<4_992 {
            let window = windows[planner.window(forPiece: piece, of: windows)]
            #expect(piece - window.lowerBound >= 7 && window.upperBound - piece >= 8)
        }
    }
}

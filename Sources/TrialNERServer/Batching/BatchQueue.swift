import Dispatch
import Synchronization
import TrialNER

/// Runs the windows of all clients' texts on one model: which next, and which together.
///
/// The first windows of a text, as many as an abstract has, are due when it came, and each further one ``windowSeconds`` later. What is due
/// first runs first: a short text overtakes the later windows of a long one, and nothing waits for ever, since whatever comes later is
/// due later. What runs with the most urgent window is chosen by ``BatchScheduler``, by length and up to its budget of pieces, from among the windows due next.
/// A batch that is not full waits for company up to ``patience``, but only where texts come that close together, and not where company is of
/// no use to the model (a budget of one window).
final class BatchQueue: Sendable {
    typealias Window = TokenClassifier.ReadingWindow
    typealias Run = @Sendable (_ windows: [Window], RunCancellation) throws -> [TagScores]

    /// How many windows of a text are due at once: about an abstract.
    static let firstWindows = 4
    /// How far apart further windows of one text are due, in seconds: about the time of one run.
    static let windowSeconds = 0.025
    /// How long a batch waits for company, in seconds.
    static let patience = 0.003

    private struct State {
        var jobs: [Int: Job] = [:]
        var nextJob = 0
        var runs: [Int: RunInHand] = [:]
        var nextRun = 0
        /// When the last text came, and the one before.
        var arrivals = (last: -Double.infinity, previous: -Double.infinity)
        var isStarted = false
        var isClosed = false
        /// Word pieces that wait.
        var waitingPieces = 0
        /// Seconds that one run takes a piece, averaged over the last runs.
        var secondsAPiece = 0.0001

        /// Whether texts come so close together that waiting for one more pays.
        var isCompanyLikely: Bool { arrivals.last - arrivals.previous < BatchQueue.patience }
    }

    /// A text whose windows are not all done.
    private struct Job {
        let reading: TokenClassifier.Reading
        let arrival: Double
        let continuation: CheckedContinuation<[TagScores], any Error>
        /// The windows that do not run yet, ascending.
        var waiting: [Int]
        var scores: [TagScores?]
        var remaining: Int

        init(_ reading: TokenClassifier.Reading, arrival: Double, _ continuation: CheckedContinuation<[TagScores], any Error>) {
            self.reading = reading
            self.arrival = arrival
            self.continuation = continuation
            waiting = Array(0..<reading.windowCount)
            scores = Array(repeating: nil, count: reading.windowCount)
            remaining = reading.windowCount
        }

        /// When a window is due.
        func due(_ window: Int) -> Double { arrival + Double(max(0, window - BatchQueue.firstWindows + 1)) * BatchQueue.windowSeconds }

        /// The pieces of the windows that wait.
        var waitingPieces: Int { waiting.reduce(0) { $0 + reading.length(ofWindow: $1) } }
    }

    /// A window of a job.
    private struct Member {
        var job: Int
        var window: Int
        var due: Double
    }

    /// Windows that run together.
    private struct RunInHand: Sendable {
        var members: [Member]
        var cancellation: RunCancellation
    }

    /// A batch with all that it takes to run it.
    private struct Batch {
        var id: Int
        var windows: [Window]
        var pieces: Int
        var cancellation: RunCancellation
    }

    private let state = Mutex(State())
    private let scheduler: BatchScheduler
    private let concurrentRuns: Int
    private let run: Run
    private let metrics: BatchMetrics
    private let wakeUp = DispatchSemaphore(value: 0)

    /// Makes a queue.
    ///
    /// - Parameters:
    ///   - scheduler: What may run together.
    ///   - concurrentRuns: How many batches run at once.
    ///   - metrics: What counts the runs.
    ///   - run: Runs windows together; called on threads of the queue's own, one for each of `concurrentRuns`.
    init(scheduler: BatchScheduler, concurrentRuns: Int, metrics: BatchMetrics, run: @escaping Run) {
        self.scheduler = scheduler
        self.concurrentRuns = max(1, concurrentRuns)
        self.metrics = metrics
        self.run = run
    }

    /// The scores of every window of a reading, in their order.
    ///
    /// - Throws: what the model throws, and `CancellationError` when the task is cancelled: windows that wait are then forgotten, and a
    ///   run of which nobody wants anything any more is ended.
    func scores(of reading: TokenClassifier.Reading) async throws -> [TagScores] {
        if reading.windowCount == 0 { return [] }
        startThreads()
        let id = state.withLock { state in
            state.nextJob += 1
            return state.nextJob
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    // Under the lock, so that a cancellation is either seen here or finds the job.
                    if Task.isCancelled || state.isClosed { return true }
                    let job = Job(reading, arrival: MonotonicClock.now(), continuation)
                    state.jobs[id] = job
                    state.waitingPieces += job.waitingPieces
                    state.arrivals = (job.arrival, state.arrivals.last)
                    return false
                }
                guard !isCancelled else { return continuation.resume(throwing: CancellationError()) }
                // One thread a window, so that a text that comes alone is read by all of them.
                for _ in 0..<min(concurrentRuns, reading.windowCount) { wakeUp.signal() }
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// How long a text that comes now has to wait about, in seconds.
    var expectedWait: Double {
        state.withLock { Double($0.waitingPieces) * $0.secondsAPiece / Double(concurrentRuns) }
    }

    /// What waits and what runs.
    var load: (texts: Int, pieces: Int, runs: Int) {
        state.withLock { ($0.jobs.count, $0.waitingPieces, $0.runs.count) }
    }

    private func cancel(_ id: Int) {
        let (job, cancellations) = state.withLock { state -> (Job?, [RunCancellation]) in
            guard let job = state.jobs.removeValue(forKey: id) else { return (nil, []) }
            state.waitingPieces -= job.waitingPieces
            // A run goes on where one of its windows is still wanted.
            let unwanted = state.runs.values.filter { run in
                run.members.contains { $0.job == id } && run.members.allSatisfy { state.jobs[$0.job] == nil }
            }
            return (job, unwanted.map(\.cancellation))
        }
        for cancellation in cancellations { cancellation.cancel() }
        job?.continuation.resume(throwing: CancellationError())
    }

    /// Gives up whatever waits or runs, and ends the threads.
    func close() {
        let (jobs, runs) = state.withLock { state in
            defer {
                state.jobs = [:]
                state.waitingPieces = 0
            }
            state.isClosed = true
            return (Array(state.jobs.values), Array(state.runs.values))
        }
        for run in runs { run.cancellation.cancel() }
        for job in jobs { job.continuation.resume(throwing: CancellationError()) }
        for _ in 0..<concurrentRuns { wakeUp.signal() }
    }

    // MARK: Running

    /// What a thread is to do next.
    private enum Step {
        case run(Batch)
        /// Look again in so many seconds, or when something comes.
        case wait(Double)
        /// Look again when something comes.
        case rest
        case end
    }

    /// Starts the threads at the first text.
    private func startThreads() {
        let isFirst = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted
        }
        guard isFirst else { return }
        for _ in 0..<concurrentRuns {
            let isStarted = WorkerThread.start { [self] in work() }
            precondition(isStarted, "the system gives no thread")
        }
    }

    private func work() {
        while true {
            switch nextStep() {
            case .run(let batch): finish(batch, Result { try measured(batch) })
            case .wait(let seconds): _ = wakeUp.wait(timeout: .now() + seconds)
            case .rest: wakeUp.wait()
            case .end: return
            }
        }
    }

    private func measured(_ batch: Batch) throws -> [TagScores] {
        let begin = MonotonicClock.now()
        let scores = try run(batch.windows, batch.cancellation)
        let seconds = MonotonicClock.now() - begin
        metrics.ran(windows: batch.windows.count, pieces: batch.pieces, seconds: seconds)
        state.withLock { state in
            state.secondsAPiece += (seconds / Double(max(1, batch.pieces)) - state.secondsAPiece) / 16
        }
        return scores
    }

    /// The batch to be run now, which counts as running from now on, or for how long it may wait for company.
    private func nextStep() -> Step {
        state.withLock { state in
            if state.isClosed { return .end }
            guard let members = chosen(state.jobs) else { return .rest }
            let now = MonotonicClock.now()
            let isFull = members.count == scheduler.maximumWindows
            let age = now - (members.map { state.jobs[$0.job]?.arrival ?? now }.min() ?? now)
            if !isFull, state.isCompanyLikely, age < Self.patience { return .wait(Self.patience - age) }
            var windows: [Window] = []
            var pieces = 0
            for member in members {
                guard let reading = state.jobs[member.job]?.reading else { continue }
                windows.append(Window(of: reading, at: member.window))
                pieces += reading.length(ofWindow: member.window)
                // In place: a long text has thousands of windows.
                if let index = state.jobs[member.job]?.waiting.firstIndex(of: member.window) {
                    state.jobs[member.job]?.waiting.remove(at: index)
                }
            }
            state.waitingPieces -= pieces
            state.nextRun += 1
            let cancellation = RunCancellation()
            state.runs[state.nextRun] = RunInHand(members: members, cancellation: cancellation)
            return .run(Batch(id: state.nextRun, windows: windows, pieces: pieces, cancellation: cancellation))
        }
    }

    /// The most urgent window and those that run with it; of each text in its own order.
    private func chosen(_ jobs: [Int: Job]) -> [Member]? {
        let isBefore: (Member, Member) -> Bool = { ($0.due, $0.job, $0.window) < ($1.due, $1.job, $1.window) }
        let first = jobs.lazy.compactMap { id, job in
            job.waiting.first.map { Member(job: id, window: $0, due: job.due($0)) }
        }
        guard let urgent = first.min(by: isBefore) else { return nil }
        guard scheduler.maximumWindows > 1 else { return [urgent] }

        var candidates: [Member] = []
        for (id, job) in jobs {
            for window in job.waiting.prefix(scheduler.maximumWindows) {
                candidates.append(Member(job: id, window: window, due: job.due(window)))
            }
        }
        candidates.sort(by: isBefore)
        candidates = Array(candidates.prefix(Self.candidateFactor * scheduler.maximumWindows))
        let windows = candidates.enumerated().map { index, member in
            BatchScheduler.Window(sequence: index, pieces: 0..<(jobs[member.job]?.reading.length(ofWindow: member.window) ?? 0))
        }
        let (order, batches) = scheduler.batches(of: windows)
        // The first candidate is the urgent one.
        guard let batch = batches.first(where: { order[$0].contains(0) }) else { return [urgent] }
        return order[batch].map { candidates[$0] }.sorted(by: isBefore)
    }

    /// From how many windows for each place in a batch its company is chosen: more gives less padding, and less attention to who is due.
    private static let candidateFactor = 4

    private func finish(_ batch: Batch, _ result: Result<[TagScores], any Error>) {
        let ended = state.withLock { state -> [(Job, Result<[TagScores], any Error>)] in
            guard let run = state.runs.removeValue(forKey: batch.id) else { return [] }
            var ended: [(Job, Result<[TagScores], any Error>)] = []
            for (index, member) in run.members.enumerated() {
                switch result {
                case .failure(let error):
                    guard let job = state.jobs.removeValue(forKey: member.job) else { continue }
                    state.waitingPieces -= job.waitingPieces
                    ended.append((job, .failure(error)))
                case .success(let scores):
                    state.jobs[member.job]?.scores[member.window] = scores[index]
                    state.jobs[member.job]?.remaining -= 1
                    guard state.jobs[member.job]?.remaining == 0, let job = state.jobs.removeValue(forKey: member.job) else { continue }
                    ended.append((job, .success(job.scores.compactMap(\.self))))
                }
            }
            return ended
        }
        for (job, result) in ended { job.continuation.resume(with: result) }
    }
}

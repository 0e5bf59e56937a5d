/// A trial at a glance: its arms with their counts, and each end point with its results. Every reference is the place of an entity among
/// those of the document.
public struct TrialSummary: Sendable, Hashable {
    /// An arm of the trial, or a group of patients that is compared.
    public struct Arm: Sendable, Hashable {
        /// The mention that names it: its first, with the abbreviation if it has one.
        public var name: Int
        /// Every mention of it.
        public var mentions: [Int]
        /// How many people are in it: the `Patient_Count`s said of it that are no results.
        public var counts: [Int]

        /// Makes an arm of its parts.
        public init(name: Int, mentions: [Int], counts: [Int]) {
            self.name = name
            self.mentions = mentions
            self.counts = counts
        }
    }

    /// An end point and what was found of it.
    public struct EndPoint: Sendable, Hashable {
        /// The mention that names it, its first; `nil` for results whose end point the text does not name.
        public var name: Int?
        /// Its results, in the order of the text.
        public var results: [TrialResult]

        /// Makes an end point of its parts.
        public init(name: Int?, results: [TrialResult]) {
            self.name = name
            self.results = results
        }
    }

    /// The arms that have results or counts, in the order of the text; all arms if none has.
    public var arms: [Arm]
    /// The counts of people that are said of no arm.
    public var counts: [Int]
    /// The end points with results, in the order of their first result.
    public var endPoints: [EndPoint]
    /// The results, in the order of the text.
    public var results: [TrialResult]

    /// Makes a summary of its parts.
    public init(arms: [Arm], counts: [Int], endPoints: [EndPoint], results: [TrialResult]) {
        self.arms = arms
        self.counts = counts
        self.endPoints = endPoints
        self.results = results
    }

    /// The arm that a mention names, by its place in ``arms``; `nil` if it is none of them.
    public func arm(of mention: Int) -> Int? { arms.firstIndex { $0.mentions.contains(mention) } }
}

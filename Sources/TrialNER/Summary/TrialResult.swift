/// A result of a trial with what belongs to it, each as the place of an entity among those of the document.
///
/// What belongs to what follows the rules that the corpus of TrialNER is marked by: a result is every `Value` and `Hazard_Ratio` that
/// reports an outcome and every `Patient_Count` of people who had one. Where a concept is named several times, the mention in the same
/// sentence counts, else the nearest before.
public struct TrialResult: Sendable, Hashable {
    /// The `Value`, `Hazard_Ratio` or `Patient_Count`.
    public var value: Int
    /// The `End_Point` or `ADE` that it is a result of; `nil` where the text names none.
    public var endPoint: Int?
    /// The `Trial_Group` or `Patient_Group` whose result it is, for a difference or ratio the first of the two; `nil` for all
    /// participants, and where it is not said.
    public var arm: Int?
    /// What the arm is compared with; `nil` unless it is a difference or ratio.
    public var comparator: Int?
    /// The `Confidence_Range`.
    public var interval: Int?
    /// The `P_Value`; one of a comparison belongs to each of the values compared.
    public var pValue: Int?
    /// The `Follow_Up` at which it was measured.
    public var time: Int?

    /// Makes a result of its parts.
    public init(
        value: Int, endPoint: Int? = nil, arm: Int? = nil, comparator: Int? = nil, interval: Int? = nil, pValue: Int? = nil,
        time: Int? = nil
    ) {
        self.value = value
        self.endPoint = endPoint
        self.arm = arm
        self.comparator = comparator
        self.interval = interval
        self.pValue = pValue
        self.time = time
    }
}

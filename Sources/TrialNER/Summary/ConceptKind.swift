/// The type of a concept as the linker needs it: what can be a result, an arm or an end point.
enum ConceptKind: String, Sendable, CaseIterable {
    case trialGroup = "Trial_Group"
    case patientGroup = "Patient_Group"
    case patientCount = "Patient_Count"
    case endPoint = "End_Point"
    case value = "Value"
    case hazardRatio = "Hazard_Ratio"
    case confidenceLevel = "Confidence_level"
    case confidenceInterval = "Confidence_Interval"
    case confidenceRange = "Confidence_Range"
    case pValue = "P_Value"
    case duration = "Duration"
    case followUp = "Follow_Up"
    case date = "DATE"
    case adverseEvent = "ADE"

    /// Whether results can be reported of it: an end point or an adverse event.
    var isEndPoint: Bool { self == .endPoint || self == .adverseEvent }

    /// Whether it can be what a result belongs to: an arm, or a group of patients.
    var isArm: Bool { self == .trialGroup || self == .patientGroup }

    /// Whether it can be a result.
    var isResult: Bool { self == .value || self == .hazardRatio || self == .patientCount }

    /// Whether it belongs to an interval: its level, its name or its bounds.
    var isInterval: Bool { self == .confidenceLevel || self == .confidenceInterval || self == .confidenceRange }
}

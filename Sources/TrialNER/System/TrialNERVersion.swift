/// The version of TrialNER.
public enum TrialNERVersion {
    /// As in `0.1.0` (semver.org).
    public static let current = "0.1.0"
}

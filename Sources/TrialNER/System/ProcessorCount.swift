import COnnxRuntime

/// How many threads can compute at once.
public enum ProcessorCount {
    /// The processors that this process may use: all of the machine, or those that whoever started it allows (`taskset`, a container's set).
    public static var available: Int { Int(cort_available_processors()) }
}

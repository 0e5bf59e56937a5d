import COnnxRuntime

/// The heap of the running program.
public enum ProcessHeap {
    /// Prepares the heap for opening models of a size in bytes; to be called once, first thing, by programs, never by libraries.
    ///
    /// With it a program opens an int8 model of 34 MB in about 55 ms in place of 90 (fp32, 133 MB: 70 in place of 165). What is
    /// freed then stays with the program, 20 MB at the peak of a run (fp32: 55 MB), unless `trim` is called in between. It
    /// reaches what the calling program's first thread allocates.
    public static func prepare(modelBytes: Int) {
        // Opening a model takes about twice its file (the file's messages and the weights made of them), running it 64 MB at most.
        cort_prepare_heap(2 * max(0, modelBytes) + (96 << 20))
    }

    /// Gives back what opening a model left free; to be called by programs that prepared the heap, once the model is open.
    public static func trim() { cort_trim_heap() }
}

import COnnxRuntime

/// The heap of the running program.
public enum ProcessHeap {
    /// Prepares the heap for opening models of a size in bytes; to be called once, first thing, by programs, never by libraries.
    ///
    /// With it a program opens an int8 model of 34 MB in about 55 ms in place of 90 (fp32, 133 MB: 83 in place of 190), for 11 to
    /// 20 MB more at the peak. Without it nothing else changes. It reaches what the calling program's first thread allocates.
    public static func prepare(modelBytes: Int) {
        // Opening a model takes about twice its file (the file's messages and the weights made of them), running it 64 MB at most.
        cort_prepare_heap(2 * max(0, modelBytes) + (96 << 20))
    }
}

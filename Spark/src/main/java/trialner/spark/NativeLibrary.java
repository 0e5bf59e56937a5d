package trialner.spark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The functions of {@code trialner.h} that stages need. Texts cross as UTF-8 bytes, since the JVM's own form of them is another. */
final class NativeLibrary {
    private NativeLibrary() {}

    /** Loads the library of this process; the class loader runs this once, at the first use. */
    static {
        Path home = NativeHome.folder();
        System.load(home.resolve(System.mapLibraryName("trialner_jni")).toString());
        open(bytes(home.resolve(System.mapLibraryName("trialner")).toString()));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static native void open(byte[] path);

    static native long make(byte[] description, byte[] opening);

    static native void free(long pipeline);

    static native byte[] description(long pipeline);

    static native byte[] columns(long pipeline);

    static native byte[] transform(long pipeline, byte[] table, int count);
}

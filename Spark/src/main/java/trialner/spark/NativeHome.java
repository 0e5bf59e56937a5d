package trialner.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;

/**
 * The folder with the native files: {@code libtrialner}, its JNI library, ONNX Runtime's library and {@code Models}.
 *
 * <p>It is the one that {@code spark.trialner.home}, the system property {@code trialner.home} or the environment variable {@code TRIALNER_HOME} names; else
 * the files that the jar carries, unpacked once a machine and user.
 */
final class NativeHome {
    private NativeHome() {}

    private static final String LIST = "native/files.txt";

    static Path folder() {
        String named = named();
        if (named != null) {
            Path folder = Path.of(named);
            if (!Files.isRegularFile(folder.resolve(System.mapLibraryName("trialner")))) {
                throw new TrialNERException(6, folder + " has no " + System.mapLibraryName("trialner") + "; name the folder that Spark/build.sh filled");
            }
            return folder.toAbsolutePath();
        }
        try {
            return unpacked();
        } catch (IOException error) {
            throw new UncheckedIOException("the native files of the jar could not be unpacked: " + error, error);
        }
    }

    private static String named() {
        SparkEnv env = SparkEnv.get();
        if (env != null && env.conf().contains("spark.trialner.home")) {
            return env.conf().get("spark.trialner.home");
        }
        String property = System.getProperty("trialner.home");
        return property != null ? property : System.getenv("TRIALNER_HOME");
    }

    /** The jar's files; the list has a line a file: its sum, its size, its name. */
    private static Path unpacked() throws IOException {
        List<String[]> files = new ArrayList<>();
        StringBuilder sums = new StringBuilder();
        try (InputStream stream = NativeHome.class.getResourceAsStream("/" + LIST)) {
            if (stream == null) {
                throw new TrialNERException(
                        6, "this jar carries no native files: take trialner-spark-all.jar, or set spark.trialner.home to the folder that has them");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                files.add(line.split(" ", 3));
                sums.append(line).append('\n');
            }
        }
        return UnpackedFolder.named(ContentHash.of(sums.toString().getBytes(StandardCharsets.UTF_8)), folder -> {
            for (String[] file : files) {
                Path target = folder.resolve(file[2]);
                Files.createDirectories(target.getParent());
                try (InputStream stream = NativeHome.class.getResourceAsStream("/native/" + file[2])) {
                    if (stream == null) {
                        throw new IOException("the jar lacks " + file[2] + ", which its list names");
                    }
                    Files.copy(stream, target);
                }
            }
        });
    }
}

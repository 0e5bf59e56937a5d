package trialner.spark;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of files that are made once a machine and user and used by every process: named by what is in them, there whole or not at all. */
final class UnpackedFolder {
    private UnpackedFolder() {}

    /** Writes the files into an empty folder. */
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    /** The folder of a hash, filled if it is not there. */
    static Path named(String hash, Filler filler) throws IOException {
        Path base = Path.of(System.getProperty("java.io.tmpdir"), "trialner-" + System.getProperty("user.name"));
        Files.createDirectories(base);
        // Somebody else's folder of that name could hold anything.
        if (!Files.getOwner(base).getName().equals(System.getProperty("user.name"))) {
            throw new IOException(base + " belongs to " + Files.getOwner(base).getName() + "; set java.io.tmpdir to a folder of your own");
        }
        Path folder = base.resolve(hash);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path partial = Files.createTempDirectory(base, "partial-");
        try {
            filler.fill(partial);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException error) {
            // Another process was quicker.
            if (!Files.isDirectory(folder)) {
                throw error;
            }
        } finally {
            remove(partial);
        }
        return folder;
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}

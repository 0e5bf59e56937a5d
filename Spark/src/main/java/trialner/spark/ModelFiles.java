package trialner.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import scala.reflect.ClassTag$;

/** The files of a model that a stage was given: they go with the stage to every executor, and into whatever folder it is saved in. */
final class ModelFiles {
    /** What stands in a description for the folder that the files have where the stage runs. */
    private static final String PLACEHOLDER = "trialner-model-folder";

    private final TreeMap<String, byte[]> files;
    private final String hash;
    private Place place;

    private ModelFiles(TreeMap<String, byte[]> files) {
        this.files = files;
        List<byte[]> parts = new ArrayList<>();
        files.forEach((name, bytes) -> {
            parts.add(NativeLibrary.bytes(name + " " + bytes.length + "\n"));
            parts.add(bytes);
        });
        hash = ContentHash.of(parts.toArray(new byte[0][]));
    }

    /** The files of a folder of this machine, without hidden ones. */
    static ModelFiles ofLocalFolder(Path folder) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(file).toString();
                if (!file.getFileName().toString().startsWith(".")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        } catch (IOException error) {
            throw new UncheckedIOException(folder + " could not be read: " + error, error);
        }
        return new ModelFiles(files);
    }

    /** The files of a folder of any file system that Hadoop knows, without hidden ones. */
    static ModelFiles ofFolder(String folder, SparkSession session) {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder);
        TreeMap<String, byte[]> files = new TreeMap<>();
        try {
            FileSystem system = path.getFileSystem(configuration(session));
            org.apache.hadoop.fs.Path base = system.getFileStatus(path).getPath();
            RemoteIterator<LocatedFileStatus> list = system.listFiles(path, true);
            while (list.hasNext()) {
                LocatedFileStatus status = list.next();
                String name = base.toUri().relativize(status.getPath().toUri()).getPath();
                if (status.getPath().getName().startsWith(".")) {
                    continue;
                }
                byte[] bytes = new byte[Math.toIntExact(status.getLen())];
                try (FSDataInputStream stream = system.open(status.getPath())) {
                    stream.readFully(bytes);
                }
                files.put(name, bytes);
            }
        } catch (IOException error) {
            throw new UncheckedIOException(folder + " could not be read: " + error, error);
        }
        return new ModelFiles(files);
    }

    /** Writes the files into a folder of any file system that Hadoop knows. */
    void write(String folder, SparkSession session) throws IOException {
        for (var file : files.entrySet()) {
            org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder, file.getKey());
            try (FSDataOutputStream stream = path.getFileSystem(configuration(session)).create(path, true)) {
                stream.write(file.getValue());
            }
        }
    }

    private static Configuration configuration(SparkSession session) {
        return session.sparkContext().hadoopConfiguration();
    }

    /** Whether these are the files of a stage that this package saved. */
    boolean isSavedByTrialNER() {
        for (var file : files.headMap("metadata/part-~").tailMap("metadata/part-").values()) {
            if (NativeLibrary.text(file).contains("\"class\":\"" + ModelFiles.class.getPackageName() + ".")) {
                return true;
            }
        }
        return false;
    }

    /** The files of a folder among these; none if there is no such folder. */
    Optional<ModelFiles> under(String folder) {
        TreeMap<String, byte[]> found = new TreeMap<>();
        files.forEach((name, bytes) -> {
            if (name.startsWith(folder + "/")) {
                found.put(name.substring(folder.length() + 1), bytes);
            }
        });
        return found.isEmpty() ? Optional.empty() : Optional.of(new ModelFiles(found));
    }

    /** The place of the files on this machine alone, where nothing is sent. */
    Place localPlace() {
        return new Place(hash, null);
    }

    /** A description for {@link #localPlace()} with the folder of this machine. */
    String localDescription(String description) {
        return localPlace().with(description, folder(hash, files));
    }

    private static Path folder(String hash, TreeMap<String, byte[]> files) {
        try {
            return UnpackedFolder.named("model-" + hash, folder -> {
                for (var file : files.entrySet()) {
                    Path target = folder.resolve(file.getKey());
                    Files.createDirectories(target.getParent());
                    Files.write(target, file.getValue());
                }
            });
        } catch (IOException error) {
            throw new UncheckedIOException("the files of the model could not be written: " + error, error);
        }
    }

    /** Sends the files to the executors, once. */
    synchronized Place place(SparkSession session) {
        if (place == null) {
            Broadcast<TreeMap<String, byte[]>> sent = session.sparkContext().broadcast(files, ClassTag$.MODULE$.apply(TreeMap.class));
            place = new Place(hash, sent);
        }
        return place;
    }

    /** Where the files are on whatever machine asks: they are written there at the first use. */
    static final class Place implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String hash;
        private final Broadcast<TreeMap<String, byte[]>> files;

        private Place(String hash, Broadcast<TreeMap<String, byte[]>> files) {
            this.hash = hash;
            this.files = files;
        }

        /** Of a stage without files. */
        static Place none() {
            return new Place(null, null);
        }

        /** What stands in a description for the folder. */
        String placeholder() {
            return PLACEHOLDER + "/" + hash;
        }

        /** The description with the folder of this machine. */
        String resolve(String description) {
            if (hash == null || !description.contains(placeholder())) {
                return description;
            }
            return with(description, folder(hash, files.value()));
        }

        private String with(String description, Path folder) {
            return description.replace("\"" + placeholder() + "\"", NativePipeline.json(folder.toString()));
        }
    }
}

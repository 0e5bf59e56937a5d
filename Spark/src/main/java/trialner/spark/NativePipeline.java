package trialner.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stages that are ready in the core. Each is made once a process and shared by all its tasks, however many they are. */
final class NativePipeline {
    /** What was made in this process, by its description and how it was opened; a model stays open for the next task. */
    private static final Map<String, NativePipeline> MADE = new ConcurrentHashMap<>();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long handle;
    private final JsonNode columns;

    private NativePipeline(long handle) {
        this.handle = handle;
        columns = parsed(NativeLibrary.text(NativeLibrary.columns(handle)));
    }

    /** The stages of a description. */
    static NativePipeline of(String description, int threads) {
        String opening = "{\"threads\": " + threads + "}";
        return MADE.computeIfAbsent(
                opening + description,
                key -> new NativePipeline(NativeLibrary.make(NativeLibrary.bytes(description), NativeLibrary.bytes(opening))));
    }

    /** How many are made in this process. */
    static int count() {
        return MADE.size();
    }

    /** Makes stages, gives what they are described as, and forgets them; throws what is wrong with the description. */
    static JsonNode described(String description) {
        long handle = NativeLibrary.make(NativeLibrary.bytes(description), null);
        try {
            return parsed(NativeLibrary.text(NativeLibrary.description(handle)));
        } finally {
            NativeLibrary.free(handle);
        }
    }

    List<String> inputColumns() {
        return texts("inputCols");
    }

    List<String> outputColumns() {
        return texts("outputCols");
    }

    List<String> labels() {
        return texts("labels");
    }

    TableDecoder transform(TableEncoder table) {
        return new TableDecoder(NativeLibrary.transform(handle, table.bytes(), table.count()));
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        columns.path(name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}

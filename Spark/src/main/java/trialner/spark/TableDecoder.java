package trialner.spark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the bytes of a table row by row; {@code trialner.h} has their form. */
final class TableDecoder {
    private final byte[] bytes;
    private int position = 4;
    private final List<String> names = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private int rowsLeft;

    TableDecoder(byte[] bytes) {
        this.bytes = bytes;
        int count = readInt();
        for (int index = 0; index < count; index++) {
            columns.add(readText());
        }
        rowsLeft = readInt();
    }

    List<String> columns() {
        return columns;
    }

    boolean hasNext() {
        return rowsLeft > 0;
    }

    /** Begins the next row, whose cells are read next; gives the number of the row of the table given that it came from. */
    int beginRow() {
        rowsLeft--;
        return readInt();
    }

    /** A cell: null, a {@code String}, {@code String[]}, {@code String[][]} (pairs) or {@code Annotation[]}. */
    Object readCell() {
        int kind = bytes[position++];
        switch (kind) {
            case 1:
                return readText();
            case 2: {
                String[] texts = new String[readInt()];
                for (int index = 0; index < texts.length; index++) {
                    texts[index] = readText();
                }
                return texts;
            }
            case 3: {
                String[][] pairs = new String[readInt()][];
                for (int index = 0; index < pairs.length; index++) {
                    pairs[index] = new String[] {readText(), readText()};
                }
                return pairs;
            }
            case 4: {
                Annotation[] annotations = new Annotation[readInt()];
                for (int index = 0; index < annotations.length; index++) {
                    annotations[index] = readAnnotation();
                }
                return annotations;
            }
            default:
                return null;
        }
    }

    private Annotation readAnnotation() {
        String type = readName();
        int begin = readInt();
        int end = readInt();
        String result = readText();
        int count = readInt();
        Map<String, String> metadata = new LinkedHashMap<>(count * 4 / 3 + 1);
        for (int index = 0; index < count; index++) {
            String key = readName();
            metadata.put(key, readText());
        }
        return new Annotation(type, begin, end, result, metadata);
    }

    private String readName() {
        int number = readInt();
        if (number == names.size()) {
            names.add(readText());
        }
        return names.get(number);
    }

    private String readText() {
        int count = readInt();
        String text = new String(bytes, position, count, StandardCharsets.UTF_8);
        position += count;
        return text;
    }

    private int readInt() {
        int value =
                (bytes[position] & 0xFF)
                        | (bytes[position + 1] & 0xFF) << 8
                        | (bytes[position + 2] & 0xFF) << 16
                        | (bytes[position + 3] & 0xFF) << 24;
        position += 4;
        return value;
    }
}

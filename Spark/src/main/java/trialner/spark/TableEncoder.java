package trialner.spark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Writes rows as the bytes of a table; {@code trialner.h} has their form. */
final class TableEncoder {
    private byte[] bytes = new byte[1 << 16];
    private int count;
    private final Map<String, Integer> names = new HashMap<>();
    private final int rowCountPosition;
    private int rows;

    TableEncoder(List<String> columns) {
        for (byte each : NativeLibrary.bytes("TNT1")) {
            writeByte(each);
        }
        writeInt(columns.size());
        for (String column : columns) {
            writeText(column);
        }
        rowCountPosition = count;
        writeInt(0);
    }

    /** Begins a row, whose cells come next. */
    void beginRow() {
        writeInt(rows);
        rows++;
        setInt(rowCountPosition, rows);
    }

    int rows() {
        return rows;
    }

    byte[] bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    /**
     * Writes a cell as Spark gives it: null, a text, a list of texts, a map, or annotations. Gives how many characters of text there are.
     *
     * @param isTexts whether a list is one of texts, not of annotations, which an empty one does not show
     */
    int writeCell(Object cell, boolean isTexts) {
        if (cell == null) {
            writeByte(0);
            return 0;
        }
        if (cell instanceof String text) {
            writeByte(1);
            writeText(text);
            return text.length();
        }
        if (cell instanceof Map<?, ?> pairs) {
            writeByte(3);
            writeInt(pairs.size());
            for (Map.Entry<?, ?> pair : pairs.entrySet()) {
                writeText(String.valueOf(pair.getKey()));
                writeText(pair.getValue() == null ? "" : pair.getValue().toString());
            }
            return 0;
        }
        if (cell instanceof List<?> list) {
            return isTexts ? writeTexts(list) : writeAnnotations(list);
        }
        // Ids are numbers as often as texts.
        return writeCell(cell.toString(), isTexts);
    }

    private int writeTexts(List<?> list) {
        int characters = 0;
        writeByte(2);
        writeInt(list.size());
        for (Object text : list) {
            String value = text == null ? "" : text.toString();
            writeText(value);
            characters += value.length();
        }
        return characters;
    }

    private int writeAnnotations(List<?> list) {
        int characters = 0;
        writeByte(4);
        writeInt(list.size());
        for (Object annotation : list) {
            characters += annotation instanceof Row row ? writeAnnotation(row) : writeAnnotation((Annotation) annotation);
        }
        return characters;
    }

    private int writeAnnotation(Row row) {
        String result = row.isNullAt(3) ? "" : row.getString(3);
        Map<String, String> metadata = row.isNullAt(4) ? Map.of() : row.getJavaMap(4);
        return writeAnnotation(row.isNullAt(0) ? "" : row.getString(0), row.getInt(1), row.getInt(2), result, metadata);
    }

    private int writeAnnotation(Annotation annotation) {
        return writeAnnotation(
                annotation.getAnnotatorType(), annotation.getBegin(), annotation.getEnd(), annotation.getResult(), annotation.getMetadata());
    }

    private int writeAnnotation(String type, int begin, int end, String result, Map<String, String> metadata) {
        writeName(type);
        writeInt(begin);
        writeInt(end);
        writeText(result);
        writeInt(metadata.size());
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            writeName(entry.getKey());
            writeText(entry.getValue() == null ? "" : entry.getValue());
        }
        return result.length();
    }

    private void writeName(String name) {
        Integer number = names.get(name);
        if (number != null) {
            writeInt(number);
            return;
        }
        writeInt(names.size());
        names.put(name, names.size());
        writeText(name);
    }

    private void writeText(String text) {
        int length = text.length();
        reserve(4 + 3 * length);
        int start = count + 4;
        int position = start;
        int index = 0;
        // Most texts are ASCII throughout.
        for (; index < length; index++) {
            char character = text.charAt(index);
            if (character >= 0x80) {
                break;
            }
            bytes[position++] = (byte) character;
        }
        if (index < length) {
            // A surrogate that stands alone becomes a question mark, which is as long in UTF-16.
            byte[] rest = text.substring(index).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(rest, 0, bytes, position, rest.length);
            position += rest.length;
        }
        setInt(count, position - start);
        count = position;
    }

    private void writeByte(int value) {
        reserve(1);
        bytes[count++] = (byte) value;
    }

    private void writeInt(int value) {
        reserve(4);
        setInt(count, value);
        count += 4;
    }

    private void setInt(int position, int value) {
        bytes[position] = (byte) value;
        bytes[position + 1] = (byte) (value >> 8);
        bytes[position + 2] = (byte) (value >> 16);
        bytes[position + 3] = (byte) (value >> 24);
    }

    private void reserve(int more) {
        if (bytes.length - count < more) {
            long wanted = Math.max(2L * bytes.length, (long) count + more);
            if (wanted > Integer.MAX_VALUE - 16) {
                throw new TrialNERException(6, "the rows of one batch take more than 2 GB; split the longest texts");
            }
            bytes = Arrays.copyOf(bytes, (int) wanted);
        }
    }
}

package trialner.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One row of an annotation column, with the fields of Spark NLP's {@code Annotation}.
 *
 * <p>Offsets are UTF-16 code units into the text of the document, {@code end} inclusive. {@code embeddings} is always empty.
 */
public final class Annotation implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The type of an annotation in a column. */
    public static final StructType DATA_TYPE =
            new StructType(
                    new StructField[] {
                        new StructField("annotatorType", DataTypes.StringType, true, Metadata.empty()),
                        new StructField("begin", DataTypes.IntegerType, false, Metadata.empty()),
                        new StructField("end", DataTypes.IntegerType, false, Metadata.empty()),
                        new StructField("result", DataTypes.StringType, true, Metadata.empty()),
                        new StructField(
                                "metadata", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true), true, Metadata.empty()),
                        new StructField("embeddings", DataTypes.createArrayType(DataTypes.FloatType, false), true, Metadata.empty()),
                    });

    /** The type of a column of annotations. */
    public static final ArrayType COLUMN_TYPE = DataTypes.createArrayType(DATA_TYPE, true);

    private static final Float[] NO_EMBEDDINGS = {};

    private final String annotatorType;
    private final int begin;
    private final int end;
    private final String result;
    private final Map<String, String> metadata;

    /** Makes an annotation of its parts. */
    public Annotation(String annotatorType, int begin, int end, String result, Map<String, String> metadata) {
        this.annotatorType = annotatorType;
        this.begin = begin;
        this.end = end;
        this.result = result;
        this.metadata = metadata;
    }

    /** What kind of annotation this is: {@code document}, {@code token}, {@code named_entity} or {@code chunk}. */
    public String getAnnotatorType() {
        return annotatorType;
    }

    /** The first UTF-16 code unit. */
    public int getBegin() {
        return begin;
    }

    /** The last UTF-16 code unit. */
    public int getEnd() {
        return end;
    }

    /** The text, or the tag of a named entity. */
    public String getResult() {
        return result;
    }

    /** What else the annotator has to say, by name. */
    public Map<String, String> getMetadata() {
        return metadata;
    }

    // The names that Scala users of Spark NLP know.

    /** As {@link #getAnnotatorType()}. */
    public String annotatorType() {
        return annotatorType;
    }

    /** As {@link #getBegin()}. */
    public int begin() {
        return begin;
    }

    /** As {@link #getEnd()}. */
    public int end() {
        return end;
    }

    /** As {@link #getResult()}. */
    public String result() {
        return result;
    }

    /** As {@link #getMetadata()}. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The annotation as a column holds it. */
    Row toRow() {
        return RowFactory.create(annotatorType, begin, end, result, ScalaMaps.of(metadata), NO_EMBEDDINGS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Annotation that
                && annotatorType.equals(that.annotatorType)
                && begin == that.begin
                && end == that.end
                && result.equals(that.result)
                && metadata.equals(that.metadata);
    }

    @Override
    public int hashCode() {
        return Objects.hash(annotatorType, begin, end, result, metadata);
    }

    @Override
    public String toString() {
        return "Annotation(" + annotatorType + ", " + begin + ", " + end + ", " + result + ", " + metadata + ")";
    }
}

package trialner.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Makes documents of texts: the first stage of a pipeline. */
public final class DocumentAssembler extends AnnotatorStage {
    private static final long serialVersionUID = 1L;

    private final Param<String> inputCol = new Param<>(this, "inputCol", "the column of texts, or of lists of texts");
    private final Param<String> outputCol = new Param<>(this, "outputCol", "the column of documents");
    private final Param<String> idCol = new Param<>(this, "idCol", "a column that goes into the metadata as id");
    private final Param<String> metadataCol = new Param<>(this, "metadataCol", "a column of maps that go into the metadata");
    private final Param<String> cleanupMode =
            new Param<>(this, "cleanupMode", "how texts are cleaned: disabled, inplace, inplace_full, shrink, shrink_full, each, each_full or delete_full");

    /** Makes a stage that reads {@code text} and writes {@code document}. */
    public DocumentAssembler() {
        this(Identifiable.randomUID("DocumentAssembler"));
    }

    /** Makes a stage of a given id. */
    public DocumentAssembler(String uid) {
        super(uid);
        setDefault(inputCol, "text");
        setDefault(outputCol, "document");
        setDefault(cleanupMode, "disabled");
    }

    /** Reads a stage that was saved. */
    public static MLReader<DocumentAssembler> read() {
        return new DefaultParamsReader<>();
    }

    /** Loads a stage that was saved. */
    public static DocumentAssembler load(String path) {
        return read().load(path);
    }

    /** The column of texts. */
    public Param<String> inputCol() {
        return inputCol;
    }

    /** The column of documents. */
    public Param<String> outputCol() {
        return outputCol;
    }

    /** A column that goes into the metadata as id. */
    public Param<String> idCol() {
        return idCol;
    }

    /** A column of maps that go into the metadata. */
    public Param<String> metadataCol() {
        return metadataCol;
    }

    /** How texts are cleaned. */
    public Param<String> cleanupMode() {
        return cleanupMode;
    }

    /** Sets the column of texts. */
    public DocumentAssembler setInputCol(String name) {
        set(inputCol, name);
        return this;
    }

    /** Sets the column of documents. */
    public DocumentAssembler setOutputCol(String name) {
        set(outputCol, name);
        return this;
    }

    /** Sets a column that goes into the metadata as id. */
    public DocumentAssembler setIdCol(String name) {
        set(idCol, name);
        return this;
    }

    /** Sets a column of maps that go into the metadata. */
    public DocumentAssembler setMetadataCol(String name) {
        set(metadataCol, name);
        return this;
    }

    /** Sets how texts are cleaned. */
    public DocumentAssembler setCleanupMode(String mode) {
        set(cleanupMode, mode);
        return this;
    }

    /** Sets whose rules the stage follows, which makes no difference for this one. */
    public DocumentAssembler setCompatibility(String rules) {
        set(compatibility(), rules);
        return this;
    }

    /** The column of texts. */
    public String getInputCol() {
        return getOrDefault(inputCol);
    }

    /** The column of documents. */
    public String getOutputCol() {
        return getOrDefault(outputCol);
    }

    /** How texts are cleaned. */
    public String getCleanupMode() {
        return getOrDefault(cleanupMode);
    }

    @Override
    String className() {
        return "DocumentAssembler";
    }

    @Override
    String[] inputColumns() {
        List<String> columns = new ArrayList<>(List.of(getInputCol()));
        for (Param<String> column : List.of(idCol, metadataCol)) {
            if (isSet(column)) {
                columns.add(getOrDefault(column));
            }
        }
        return columns.toArray(new String[0]);
    }

    @Override
    List<String> inputTypes() {
        return List.of();
    }

    @Override
    List<StructField> outputFields(StructType schema) {
        if (Arrays.asList(schema.fieldNames()).contains(getInputCol())) {
            DataType type = schema.apply(getInputCol()).dataType();
            boolean isTexts = type instanceof StringType || type instanceof ArrayType array && array.elementType() instanceof StringType;
            if (!isTexts) {
                throw new IllegalArgumentException(
                        "DocumentAssembler reads texts or lists of texts from the column " + getInputCol() + ", which holds " + type.simpleString());
            }
        }
        return List.of(annotationField(getOutputCol(), "document"));
    }
}

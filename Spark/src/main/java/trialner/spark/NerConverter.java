package trialner.spark;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;

/** Makes chunks of tagged tokens. */
public final class NerConverter extends ColumnStage<NerConverter> {
    private static final long serialVersionUID = 1L;

    private final StringArrayParam whiteList = new StringArrayParam(this, "whiteList", "the types of chunks that are wanted");
    private final BooleanParam preservePosition = new BooleanParam(this, "preservePosition", "whether the text of a chunk is that of the document");
    private final BooleanParam nerHasNoSchema = new BooleanParam(this, "nerHasNoSchema", "whether the tags have no B- and I-");
    private final DoubleParam threshold = new DoubleParam(this, "threshold", "the least confidence of a chunk");

    /** Makes a stage with the default value of every parameter. */
    public NerConverter() {
        this(Identifiable.randomUID("NerConverter"));
    }

    /** Makes a stage of a given id. */
    public NerConverter(String uid) {
        super(uid, "ner_chunk", "document", "token", "ner");
        setDefault(preservePosition, true);
        setDefault(nerHasNoSchema, false);
        setDefault(threshold, 0.0);
    }

    /** Reads a stage that was saved. */
    public static MLReader<NerConverter> read() {
        return new DefaultParamsReader<>();
    }

    /** Loads a stage that was saved. */
    public static NerConverter load(String path) {
        return read().load(path);
    }

    /** The types of chunks that are wanted. */
    public StringArrayParam whiteList() {
        return whiteList;
    }

    /** Whether the text of a chunk is that of the document. */
    public BooleanParam preservePosition() {
        return preservePosition;
    }

    /** Whether the tags have no B- and I-. */
    public BooleanParam nerHasNoSchema() {
        return nerHasNoSchema;
    }

    /** The least confidence of a chunk. */
    public DoubleParam threshold() {
        return threshold;
    }

    /** Sets the types of chunks that are wanted. */
    public NerConverter setWhiteList(String[] value) {
        set(whiteList, value);
        return this;
    }

    /** Sets whether the text of a chunk is that of the document. */
    public NerConverter setPreservePosition(boolean value) {
        set(preservePosition, value);
        return this;
    }

    /** Sets whether the tags have no B- and I-. */
    public NerConverter setNerHasNoSchema(boolean value) {
        set(nerHasNoSchema, value);
        return this;
    }

    /** Sets the least confidence of a chunk. */
    public NerConverter setThreshold(double value) {
        set(threshold, value);
        return this;
    }

    /** The types of chunks that are wanted. */
    public String[] getWhiteList() {
        return getOrDefault(whiteList);
    }

    /** Whether the text of a chunk is that of the document. */
    public boolean getPreservePosition() {
        return (boolean) getOrDefault(preservePosition);
    }

    /** Whether the tags have no B- and I-. */
    public boolean getNerHasNoSchema() {
        return (boolean) getOrDefault(nerHasNoSchema);
    }

    /** The least confidence of a chunk. */
    public double getThreshold() {
        return (double) getOrDefault(threshold);
    }

    @Override
    String className() {
        return "NerConverter";
    }

    @Override
    List<String> inputTypes() {
        return List.of("document", "token", "named_entity");
    }

    @Override
    String outputType() {
        return "chunk";
    }
}

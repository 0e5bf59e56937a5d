package trialner.spark;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A stage that reads columns of annotations and adds one.
 *
 * @param <S> the stage itself, which setters give back
 */
public abstract class ColumnStage<S extends ColumnStage<S>> extends AnnotatorStage {
    private static final long serialVersionUID = 1L;

    private final StringArrayParam inputCols;
    private final Param<String> outputCol;
    private final BooleanParam lazyAnnotator;

    ColumnStage(String uid, String outputName, String... inputNames) {
        super(uid);
        inputCols = new StringArrayParam(this, "inputCols", "the columns of annotations that the stage reads");
        outputCol = new Param<>(this, "outputCol", "the column that the stage adds");
        lazyAnnotator = new BooleanParam(this, "lazyAnnotator", "of Spark NLP, without effect here");
        setDefault(inputCols, inputNames);
        setDefault(outputCol, outputName);
        setDefault(lazyAnnotator, false);
    }

    @SuppressWarnings("unchecked")
    final S self() {
        return (S) this;
    }

    /** The columns of annotations that the stage reads. */
    public StringArrayParam inputCols() {
        return inputCols;
    }

    /** The column that the stage adds. */
    public Param<String> outputCol() {
        return outputCol;
    }

    /** Of Spark NLP, without effect here. */
    public BooleanParam lazyAnnotator() {
        return lazyAnnotator;
    }

    /** Sets the columns that the stage reads. */
    public S setInputCols(String[] names) {
        set(inputCols, names);
        return self();
    }

    /** Sets the column that the stage reads. */
    public S setInputCols(String name) {
        return setInputCols(new String[] {name});
    }

    /** Sets the columns that the stage reads. */
    public S setInputCols(String first, String second) {
        return setInputCols(new String[] {first, second});
    }

    /** Sets the columns that the stage reads. */
    public S setInputCols(String first, String second, String third) {
        return setInputCols(new String[] {first, second, third});
    }

    /** Sets the column that the stage adds. */
    public S setOutputCol(String name) {
        set(outputCol, name);
        return self();
    }

    /** Of Spark NLP, without effect here. */
    public S setLazyAnnotator(boolean value) {
        set(lazyAnnotator, value);
        return self();
    }

    /** Sets whose rules the stage follows: {@code none} or {@code spark-nlp}. */
    public S setCompatibility(String rules) {
        set(compatibility(), rules);
        return self();
    }

    /** The columns that the stage reads. */
    public String[] getInputCols() {
        return getOrDefault(inputCols);
    }

    /** The column that the stage adds. */
    public String getOutputCol() {
        return getOrDefault(outputCol);
    }

    /** The type of the annotations in the column that the stage adds. */
    abstract String outputType();

    @Override
    boolean isOfCore(Param<?> param) {
        return super.isOfCore(param) && param != lazyAnnotator;
    }

    @Override
    String[] inputColumns() {
        return getInputCols();
    }

    @Override
    List<StructField> outputFields(StructType schema) {
        return List.of(annotationField(getOutputCol(), outputType()));
    }
}

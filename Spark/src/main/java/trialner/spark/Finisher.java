package trialner.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Turns columns of annotations into texts. */
public final class Finisher extends AnnotatorStage {
    private static final long serialVersionUID = 1L;

    private static final StructType PAIR =
            new StructType(
                    new StructField[] {
                        new StructField("_1", DataTypes.StringType, true, Metadata.empty()),
                        new StructField("_2", DataTypes.StringType, true, Metadata.empty()),
                    });

    private final StringArrayParam inputCols = new StringArrayParam(this, "inputCols", "the columns of annotations");
    private final StringArrayParam outputCols = new StringArrayParam(this, "outputCols", "the columns of texts, one for each input column");
    private final Param<String> valueSplitSymbol = new Param<>(this, "valueSplitSymbol", "what stands between the values of an annotation");
    private final Param<String> annotationSplitSymbol = new Param<>(this, "annotationSplitSymbol", "what stands between annotations in one text");
    private final BooleanParam cleanAnnotations = new BooleanParam(this, "cleanAnnotations", "whether the columns of annotations are removed");
    private final BooleanParam includeMetadata = new BooleanParam(this, "includeMetadata", "whether the metadata are written too");
    private final BooleanParam outputAsArray = new BooleanParam(this, "outputAsArray", "whether the result is a list, not one text");

    /** Makes a stage, which needs input columns. */
    public Finisher() {
        this(Identifiable.randomUID("Finisher"));
    }

    /** Makes a stage of a given id. */
    public Finisher(String uid) {
        super(uid);
        setDefault(inputCols, new String[0]);
        setDefault(valueSplitSymbol, "#");
        setDefault(annotationSplitSymbol, "@");
        setDefault(cleanAnnotations, true);
        setDefault(includeMetadata, false);
        setDefault(outputAsArray, true);
    }

    /** Reads a stage that was saved. */
    public static MLReader<Finisher> read() {
        return new DefaultParamsReader<>();
    }

    /** Loads a stage that was saved. */
    public static Finisher load(String path) {
        return read().load(path);
    }

    /** The columns of annotations. */
    public StringArrayParam inputCols() {
        return inputCols;
    }

    /** The columns of texts. */
    public StringArrayParam outputCols() {
        return outputCols;
    }

    /** What stands between the values of an annotation. */
    public Param<String> valueSplitSymbol() {
        return valueSplitSymbol;
    }

    /** What stands between annotations in one text. */
    public Param<String> annotationSplitSymbol() {
        return annotationSplitSymbol;
    }

    /** Whether the columns of annotations are removed. */
    public BooleanParam cleanAnnotations() {
        return cleanAnnotations;
    }

    /** Whether the metadata are written too. */
    public BooleanParam includeMetadata() {
        return includeMetadata;
    }

    /** Whether the result is a list, not one text. */
    public BooleanParam outputAsArray() {
        return outputAsArray;
    }

    /** Sets the columns of annotations. */
    public Finisher setInputCols(String[] names) {
        set(inputCols, names);
        return this;
    }

    /** Sets the column of annotations. */
    public Finisher setInputCols(String name) {
        return setInputCols(new String[] {name});
    }

    /** Sets the columns of annotations. */
    public Finisher setInputCols(String first, String second) {
        return setInputCols(new String[] {first, second});
    }

    /** Sets the columns of annotations. */
    public Finisher setInputCols(String first, String second, String third) {
        return setInputCols(new String[] {first, second, third});
    }

    /** Sets the columns of texts, one for each input column. */
    public Finisher setOutputCols(String[] names) {
        set(outputCols, names);
        return this;
    }

    /** Sets the column of texts. */
    public Finisher setOutputCols(String name) {
        return setOutputCols(new String[] {name});
    }

    /** Sets what stands between the values of an annotation. */
    public Finisher setValueSplitSymbol(String symbol) {
        set(valueSplitSymbol, symbol);
        return this;
    }

    /** Sets what stands between annotations in one text. */
    public Finisher setAnnotationSplitSymbol(String symbol) {
        set(annotationSplitSymbol, symbol);
        return this;
    }

    /** Sets whether the columns of annotations are removed. */
    public Finisher setCleanAnnotations(boolean value) {
        set(cleanAnnotations, value);
        return this;
    }

    /** Sets whether the metadata are written too. */
    public Finisher setIncludeMetadata(boolean value) {
        set(includeMetadata, value);
        return this;
    }

    /** Sets whether the result is a list, not one text. */
    public Finisher setOutputAsArray(boolean value) {
        set(outputAsArray, value);
        return this;
    }

    /** Sets whose rules the stage follows, which makes no difference for this one. */
    public Finisher setCompatibility(String rules) {
        set(compatibility(), rules);
        return this;
    }

    /** The columns of annotations. */
    public String[] getInputCols() {
        return getOrDefault(inputCols);
    }

    /** The columns of texts. */
    public String[] getOutputCols() {
        return isSet(outputCols) ? getOrDefault(outputCols) : Stream.of(getInputCols()).map(name -> "finished_" + name).toArray(String[]::new);
    }

    @Override
    String className() {
        return "Finisher";
    }

    @Override
    String[] inputColumns() {
        return getInputCols();
    }

    @Override
    List<String> inputTypes() {
        return List.of();
    }

    @Override
    List<StructField> outputFields(StructType schema) {
        boolean isArray = (boolean) getOrDefault(outputAsArray);
        DataType type = isArray ? DataTypes.createArrayType(DataTypes.StringType, true) : DataTypes.StringType;
        List<StructField> fields = new ArrayList<>();
        for (String name : getOutputCols()) {
            fields.add(new StructField(name, type, true, Metadata.empty()));
        }
        if (isArray && (boolean) getOrDefault(includeMetadata)) {
            for (String name : getOutputCols()) {
                fields.add(new StructField(name + "_metadata", DataTypes.createArrayType(PAIR, true), true, Metadata.empty()));
            }
        }
        return fields;
    }

    @Override
    boolean removes(StructField field) {
        if (!(boolean) getOrDefault(cleanAnnotations)) {
            return false;
        }
        boolean isAnnotations =
                field.dataType() instanceof ArrayType array
                        && array.elementType() instanceof StructType element
                        && List.of(element.fieldNames()).equals(List.of(Annotation.DATA_TYPE.fieldNames()));
        return isAnnotations || List.of(getInputCols()).contains(field.name());
    }
}

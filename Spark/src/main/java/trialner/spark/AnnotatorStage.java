package trialner.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A stage of TrialNER as a transformer of Spark ML: it says what its parameters are and which columns it reads and adds; what is done with a row, the core
 * does.
 */
public abstract class AnnotatorStage extends Transformer implements DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Param<String> compatibility;

    AnnotatorStage(String uid) {
        this.uid = uid;
        compatibility = new Param<>(this, "compatibility", "whose rules the stage follows: none (TrialNER's own) or spark-nlp");
        setDefault(compatibility, "none");
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Whose rules the stage follows: {@code none}, TrialNER's own, or {@code spark-nlp}, Spark NLP's row for row. */
    public Param<String> compatibility() {
        return compatibility;
    }

    /** Whose rules the stage follows. */
    public String getCompatibility() {
        return getOrDefault(compatibility);
    }

    /** The name of the class in {@code pipeline.json}. */
    abstract String className();

    /** The columns that the stage reads. */
    abstract String[] inputColumns();

    /** The columns that the stage adds. */
    abstract List<StructField> outputFields(StructType schema);

    /** The types that must be among those of the input columns; none for a stage that reads other columns. */
    abstract List<String> inputTypes();

    /** The parameters that mean something to the core alone; the others are Spark's. */
    boolean isOfCore(Param<?> param) {
        return param != compatibility;
    }

    /** What the core needs beside the parameters that are set: the model of a stage that has one. */
    void describe(Map<String, Object> description, ModelFiles.Place place) {}

    /** The files that the stage needs wherever it runs; null for none. */
    ModelFiles modelFiles() {
        return null;
    }

    /** Whether making the stage opens a model, which the driver need not. */
    boolean readsModel() {
        return false;
    }

    /** The columns of the table that the stage takes away. */
    boolean removes(StructField field) {
        return false;
    }

    /** The stage in the form of {@code pipeline.json}. */
    Map<String, Object> description(ModelFiles.Place place) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("class", className());
        for (Param<?> param : params()) {
            if (isOfCore(param) && isSet(param)) {
                description.put(param.name(), getOrDefault(param));
            }
        }
        describe(description, place);
        return description;
    }

    /** Stages that follow the rules of one system, in the form of {@code pipeline.json}. */
    static String json(String compatibility, List<Map<String, Object>> stages) {
        Map<String, Object> pipeline = new LinkedHashMap<>();
        pipeline.put("compatibility", compatibility);
        pipeline.put("stages", stages);
        return NativePipeline.json(pipeline);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        checkColumns(schema);
        List<StructField> fields = new ArrayList<>();
        for (int position : kept(schema)) {
            fields.add(schema.apply(position));
        }
        fields.addAll(outputFields(schema));
        return new StructType(fields.toArray(new StructField[0]));
    }

    /** The positions of the columns that stay: names can stand twice, as behind a join. */
    private int[] kept(StructType schema) {
        List<StructField> added = outputFields(schema);
        return IntStream.range(0, schema.length())
                .filter(position -> !removes(schema.apply(position)))
                .filter(position -> added.stream().noneMatch(each -> each.name().equals(schema.apply(position).name())))
                .toArray();
    }

    private void checkColumns(StructType schema) {
        List<String> found = new ArrayList<>();
        for (String column : inputColumns()) {
            if (List.of(schema.fieldNames()).contains(column)) {
                found.add(annotatorType(schema.apply(column)));
            } else if (inputTypes().isEmpty()) {
                throw new IllegalArgumentException(
                        className() + " reads the column " + column + ", which the table does not have; it has " + String.join(", ", schema.fieldNames()));
            }
        }
        if (!found.containsAll(inputTypes())) {
            throw new IllegalArgumentException(
                    "requirement failed: Wrong or missing inputCols annotators in " + uid + ". Current inputCols: "
                            + String.join(",", inputColumns()) + ". Make sure such annotators exist in your pipeline, with the right output names and that they"
                            + " have following annotator types: " + String.join(", ", inputTypes()));
        }
    }

    /** The type of the annotations in a column; empty for a column of something else. */
    static String annotatorType(StructField field) {
        return field.metadata().contains("annotatorType") ? field.metadata().getString("annotatorType") : "";
    }

    /** A column of annotations of a type. */
    static StructField annotationField(String name, String type) {
        Metadata metadata = new MetadataBuilder().putString("annotatorType", type).build();
        return new StructField(name, Annotation.COLUMN_TYPE, true, metadata);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = transformSchema(dataset.schema());
        ModelFiles files = modelFiles();
        ModelFiles.Place place = files == null ? ModelFiles.Place.none() : files.place(dataset.sparkSession());
        List<String> added = outputFields(dataset.schema()).stream().map(StructField::name).toList();
        String description = json(getCompatibility(), List.of(description(place)));
        if (!readsModel()) {
            // A pattern that cannot be used is told here, not by the first task.
            NativePipeline.described(description);
        }
        BatchedRows batches = new BatchedRows(List.of(inputColumns()), added, kept(dataset.schema()), dataset.schema(), description, place);
        // Rows that went through a function have lost what columns say of themselves; names that stand for one column alone bring it back.
        StructField[] fields = new StructField[schema.length()];
        Column[] columns = new Column[schema.length()];
        for (int index = 0; index < columns.length; index++) {
            StructField field = schema.apply(index);
            fields[index] = new StructField("c" + index, field.dataType(), field.nullable(), Metadata.empty());
            columns[index] = functions.col("c" + index).as(field.name(), field.metadata());
        }
        Dataset<Row> rows = dataset.toDF().mapPartitions(batches, Encoders.row(new StructType(fields)));
        return rows.select(columns);
    }

    @Override
    public AnnotatorStage copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}

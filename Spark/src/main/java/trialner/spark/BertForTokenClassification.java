package trialner.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;

/** Gives every token its tag with a BERT token classifier. */
public class BertForTokenClassification extends ColumnStage<BertForTokenClassification> {
    private static final long serialVersionUID = 1L;

    /** The folder of the model's files within that of a saved stage. */
    private static final String FOLDER = "model";

    private final Param<String> model = new Param<>(this, "model", "the name of the model that came with TrialNER; not set where the stage has files of its own");
    private final BooleanParam caseSensitive = new BooleanParam(this, "caseSensitive", "whether case and accents are kept");
    private final IntParam batchSize = new IntParam(this, "batchSize", "how many windows run together at the most");
    private final IntParam maxSentenceLength = new IntParam(this, "maxSentenceLength", "the most word pieces that the model reads at once");

    private transient ModelFiles files;

    /** Makes a stage that reads with the model that comes with TrialNER. */
    public BertForTokenClassification() {
        this(Identifiable.randomUID("BERT_FOR_TOKEN_CLASSIFICATION"));
    }

    /** Makes a stage of a given id. */
    public BertForTokenClassification(String uid) {
        super(uid, "ner", "document", "token");
    }

    /** The model that comes with TrialNER. */
    public static BertForTokenClassification pretrained() {
        return new BertForTokenClassification();
    }

    /** A model by its name. */
    public static BertForTokenClassification pretrained(String name) {
        return pretrained(name, "en", "clinical/models");
    }

    /** A model by its name. */
    public static BertForTokenClassification pretrained(String name, String language) {
        return pretrained(name, language, "clinical/models");
    }

    /** A model by its name, language and place: one that comes with TrialNER, or one that was brought to this machine. */
    public static BertForTokenClassification pretrained(String name, String language, String remote) {
        return new BertForTokenClassification().named(name, language, remote);
    }

    /** A model from a folder in the Hugging Face layout, of this machine or of any file system that Hadoop knows. */
    public static BertForTokenClassification loadSavedModel(String folder, SparkSession session) {
        return new BertForTokenClassification().withFiles(ModelFiles.ofFolder(folder, session));
    }

    /** A stage that was saved, by this class or by Spark NLP's of the same name. */
    public static BertForTokenClassification load(String path) {
        return read().load(path);
    }

    /** Reads a stage that was saved. */
    public static MLReader<BertForTokenClassification> read() {
        return new Reader<>(BertForTokenClassification::new);
    }

    /** Reads with the model of a name; its files go along where they do not lie beside the library. */
    final BertForTokenClassification named(String name, String language, String remote) {
        if (!language.equals("en") || !List.of("", "clinical/models").contains(remote)) {
            throw new IllegalArgumentException(
                    "models are found by name in English (en) from clinical/models, not " + language + " from " + remote
                            + "; give the folder of another to loadSavedModel");
        }
        set(model, name);
        var described = NativePipeline.described(json("none", List.of(Map.of("class", className(), "model", name))));
        Path folder = Path.of(described.path("stages").path(0).path("model").asText());
        if (!folder.startsWith(NativeHome.folder())) {
            withFiles(ModelFiles.ofLocalFolder(folder));
        }
        return this;
    }

    final BertForTokenClassification withFiles(ModelFiles files) {
        this.files = files;
        clear(model);
        return this;
    }

    /** The name of the model that came with TrialNER. */
    public Param<String> model() {
        return model;
    }

    /** Whether case and accents are kept. */
    public BooleanParam caseSensitive() {
        return caseSensitive;
    }

    /** How many windows run together at the most. */
    public IntParam batchSize() {
        return batchSize;
    }

    /** The most word pieces that the model reads at once. */
    public IntParam maxSentenceLength() {
        return maxSentenceLength;
    }

    /** Sets whether case and accents are kept. */
    public BertForTokenClassification setCaseSensitive(boolean value) {
        set(caseSensitive, value);
        return this;
    }

    /** Sets how many windows run together at the most. */
    public BertForTokenClassification setBatchSize(int value) {
        set(batchSize, value);
        return this;
    }

    /** Sets the most word pieces that the model reads at once. */
    public BertForTokenClassification setMaxSentenceLength(int value) {
        set(maxSentenceLength, value);
        return this;
    }

    /** The tags that the model gives. */
    public String[] getClasses() {
        String description = json("none", List.of(description(files == null ? ModelFiles.Place.none() : files.localPlace())));
        if (files != null) {
            description = files.localDescription(description);
        }
        return NativePipeline.of(description, 1).labels().toArray(new String[0]);
    }

    @Override
    String className() {
        return "BertForTokenClassification";
    }

    @Override
    List<String> inputTypes() {
        return List.of("document", "token");
    }

    @Override
    String outputType() {
        return "named_entity";
    }

    @Override
    boolean readsModel() {
        return true;
    }

    @Override
    ModelFiles modelFiles() {
        return files;
    }

    @Override
    void describe(Map<String, Object> description, ModelFiles.Place place) {
        if (files != null) {
            description.put("model", place.placeholder());
        }
    }

    @Override
    public BertForTokenClassification copy(ParamMap extra) {
        BertForTokenClassification copy = (BertForTokenClassification) super.copy(extra);
        copy.files = files;
        return copy;
    }

    /** Writes the parameters and, where the stage has files of its own, those. */
    @Override
    public MLWriter write() {
        return new Writer(this);
    }

    private static final class Writer extends MLWriter {
        private final BertForTokenClassification stage;

        Writer(BertForTokenClassification stage) {
            this.stage = stage;
        }

        @Override
        public void saveImpl(String path) {
            try {
                new DefaultParamsWriter(stage).save(path);
                if (stage.files != null) {
                    stage.files.write(new org.apache.hadoop.fs.Path(path, FOLDER).toString(), sparkSession());
                }
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
    }

    /** Reads what this class wrote, and what Spark NLP wrote, which the core knows. */
    static final class Reader<S extends BertForTokenClassification> extends MLReader<S> {
        private final Supplier<S> make;

        Reader(Supplier<S> make) {
            this.make = make;
        }

        @Override
        public S load(String path) {
            ModelFiles all = ModelFiles.ofFolder(path, sparkSession());
            if (!all.isSavedByTrialNER()) {
                S stage = make.get();
                stage.withFiles(all);
                return stage;
            }
            S stage = new DefaultParamsReader<S>().load(path);
            all.under(FOLDER).ifPresent(stage::withFiles);
            return stage;
        }
    }
}

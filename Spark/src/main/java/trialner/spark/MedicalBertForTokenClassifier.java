package trialner.spark;

import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;

/** The classifier under the name that Healthcare NLP has for it. */
public final class MedicalBertForTokenClassifier extends BertForTokenClassification {
    private static final long serialVersionUID = 1L;

    /** Makes a stage that reads with the model that comes with TrialNER. */
    public MedicalBertForTokenClassifier() {
        this(Identifiable.randomUID("MedicalBertForTokenClassifier"));
    }

    /** Makes a stage of a given id. */
    public MedicalBertForTokenClassifier(String uid) {
        super(uid);
    }

    /** The model that comes with TrialNER. */
    public static MedicalBertForTokenClassifier pretrained() {
        return new MedicalBertForTokenClassifier();
    }

    /** A model by its name. */
    public static MedicalBertForTokenClassifier pretrained(String name) {
        return pretrained(name, "en", "clinical/models");
    }

    /** A model by its name. */
    public static MedicalBertForTokenClassifier pretrained(String name, String language) {
        return pretrained(name, language, "clinical/models");
    }

    /** A model by its name, language and place: one that comes with TrialNER, or one that was brought to this machine. */
    public static MedicalBertForTokenClassifier pretrained(String name, String language, String remote) {
        return (MedicalBertForTokenClassifier) new MedicalBertForTokenClassifier().named(name, language, remote);
    }

    /** A model from a folder in the Hugging Face layout, of this machine or of any file system that Hadoop knows. */
    public static MedicalBertForTokenClassifier loadSavedModel(String folder, SparkSession session) {
        return (MedicalBertForTokenClassifier) new MedicalBertForTokenClassifier().withFiles(ModelFiles.ofFolder(folder, session));
    }

    /** A stage that was saved, by this class or by Spark NLP's. */
    public static MedicalBertForTokenClassifier load(String path) {
        return (MedicalBertForTokenClassifier) read().load(path);
    }

    /** Reads a stage that was saved. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static MLReader<BertForTokenClassification> read() {
        return (MLReader) new Reader<>(MedicalBertForTokenClassifier::new);
    }

    @Override
    String className() {
        return "MedicalBertForTokenClassifier";
    }
}

package trialner.spark;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;

/** Finds the sentences of documents. */
public final class SentenceDetector extends ColumnStage<SentenceDetector> {
    private static final long serialVersionUID = 1L;

    private final BooleanParam useAbbreviations = new BooleanParam(this, "useAbbreviations", "whether the dots of known abbreviations end no sentence");
    private final BooleanParam detectLists = new BooleanParam(this, "detectLists", "whether the items of a list begin sentences");
    private final StringArrayParam customBounds = new StringArrayParam(this, "customBounds", "patterns at which sentences are cut");
    private final BooleanParam useCustomBoundsOnly = new BooleanParam(this, "useCustomBoundsOnly", "whether sentences are cut at the custom bounds only");
    private final Param<String> customBoundsStrategy = new Param<>(this, "customBoundsStrategy", "what becomes of the text that a custom bound matches: none, prepend or append");
    private final BooleanParam explodeSentences = new BooleanParam(this, "explodeSentences", "whether each sentence gets a row of its own");
    private final IntParam splitLength = new IntParam(this, "splitLength", "the length at which sentences are cut between words");
    private final IntParam minLength = new IntParam(this, "minLength", "the least length of a sentence that is kept");
    private final IntParam maxLength = new IntParam(this, "maxLength", "the greatest length of a sentence that is kept");

    /** Makes a stage with the default value of every parameter. */
    public SentenceDetector() {
        this(Identifiable.randomUID("SentenceDetector"));
    }

    /** Makes a stage of a given id. */
    public SentenceDetector(String uid) {
        super(uid, "sentence", "document");
        setDefault(useAbbreviations, true);
        setDefault(detectLists, true);
        setDefault(customBounds, new String[0]);
        setDefault(useCustomBoundsOnly, false);
        setDefault(customBoundsStrategy, "none");
        setDefault(explodeSentences, false);
        setDefault(minLength, 0);
    }

    /** Reads a stage that was saved. */
    public static MLReader<SentenceDetector> read() {
        return new DefaultParamsReader<>();
    }

    /** Loads a stage that was saved. */
    public static SentenceDetector load(String path) {
        return read().load(path);
    }

    /** Whether the dots of known abbreviations end no sentence. */
    public BooleanParam useAbbreviations() {
        return useAbbreviations;
    }

    /** Whether the items of a list begin sentences. */
    public BooleanParam detectLists() {
        return detectLists;
    }

    /** Patterns at which sentences are cut. */
    public StringArrayParam customBounds() {
        return customBounds;
    }

    /** Whether sentences are cut at the custom bounds only. */
    public BooleanParam useCustomBoundsOnly() {
        return useCustomBoundsOnly;
    }

    /** What becomes of the text that a custom bound matches: none, prepend or append. */
    public Param<String> customBoundsStrategy() {
        return customBoundsStrategy;
    }

    /** Whether each sentence gets a row of its own. */
    public BooleanParam explodeSentences() {
        return explodeSentences;
    }

    /** The length at which sentences are cut between words. */
    public IntParam splitLength() {
        return splitLength;
    }

    /** The least length of a sentence that is kept. */
    public IntParam minLength() {
        return minLength;
    }

    /** The greatest length of a sentence that is kept. */
    public IntParam maxLength() {
        return maxLength;
    }

    /** Sets whether the dots of known abbreviations end no sentence. */
    public SentenceDetector setUseAbbreviations(boolean value) {
        set(useAbbreviations, value);
        return this;
    }

    /** Sets whether the items of a list begin sentences. */
    public SentenceDetector setDetectLists(boolean value) {
        set(detectLists, value);
        return this;
    }

    /** Sets patterns at which sentences are cut. */
    public SentenceDetector setCustomBounds(String[] value) {
        set(customBounds, value);
        return this;
    }

    /** Sets whether sentences are cut at the custom bounds only. */
    public SentenceDetector setUseCustomBoundsOnly(boolean value) {
        set(useCustomBoundsOnly, value);
        return this;
    }

    /** Sets what becomes of the text that a custom bound matches: none, prepend or append. */
    public SentenceDetector setCustomBoundsStrategy(String value) {
        set(customBoundsStrategy, value);
        return this;
    }

    /** Sets whether each sentence gets a row of its own. */
    public SentenceDetector setExplodeSentences(boolean value) {
        set(explodeSentences, value);
        return this;
    }

    /** Sets the length at which sentences are cut between words. */
    public SentenceDetector setSplitLength(int value) {
        set(splitLength, value);
        return this;
    }

    /** Sets the least length of a sentence that is kept. */
    public SentenceDetector setMinLength(int value) {
        set(minLength, value);
        return this;
    }

    /** Sets the greatest length of a sentence that is kept. */
    public SentenceDetector setMaxLength(int value) {
        set(maxLength, value);
        return this;
    }

    /** Whether the dots of known abbreviations end no sentence. */
    public boolean getUseAbbreviations() {
        return (boolean) getOrDefault(useAbbreviations);
    }

    /** Whether the items of a list begin sentences. */
    public boolean getDetectLists() {
        return (boolean) getOrDefault(detectLists);
    }

    /** Patterns at which sentences are cut. */
    public String[] getCustomBounds() {
        return getOrDefault(customBounds);
    }

    /** Whether sentences are cut at the custom bounds only. */
    public boolean getUseCustomBoundsOnly() {
        return (boolean) getOrDefault(useCustomBoundsOnly);
    }

    /** What becomes of the text that a custom bound matches: none, prepend or append. */
    public String getCustomBoundsStrategy() {
        return getOrDefault(customBoundsStrategy);
    }

    /** Whether each sentence gets a row of its own. */
    public boolean getExplodeSentences() {
        return (boolean) getOrDefault(explodeSentences);
    }

    /** The length at which sentences are cut between words. */
    public int getSplitLength() {
        return (int) getOrDefault(splitLength);
    }

    /** The least length of a sentence that is kept. */
    public int getMinLength() {
        return (int) getOrDefault(minLength);
    }

    /** The greatest length of a sentence that is kept. */
    public int getMaxLength() {
        return (int) getOrDefault(maxLength);
    }

    @Override
    String className() {
        return "SentenceDetector";
    }

    @Override
    List<String> inputTypes() {
        return List.of("document");
    }

    @Override
    String outputType() {
        return "document";
    }
}

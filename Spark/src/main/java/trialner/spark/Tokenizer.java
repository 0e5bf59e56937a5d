package trialner.spark;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;

/** Splits documents or sentences into tokens. */
public final class Tokenizer extends ColumnStage<Tokenizer> {
    private static final long serialVersionUID = 1L;

    private final Param<String> targetPattern = new Param<>(this, "targetPattern", "what can be a token");
    private final Param<String> prefixPattern = new Param<>(this, "prefixPattern", "what stands before a word");
    private final Param<String> suffixPattern = new Param<>(this, "suffixPattern", "what stands behind a word");
    private final StringArrayParam infixPatterns = new StringArrayParam(this, "infixPatterns", "what a word is, the first pattern that matches counts");
    private final Param<String> splitPattern = new Param<>(this, "splitPattern", "where tokens are cut in two");
    private final StringArrayParam splitChars = new StringArrayParam(this, "splitChars", "the characters at which tokens are cut in two");
    private final StringArrayParam contextChars = new StringArrayParam(this, "contextChars", "the characters that are cut off the ends of tokens");
    private final StringArrayParam exceptions = new StringArrayParam(this, "exceptions", "patterns of what stays one token");
    private final BooleanParam caseSensitiveExceptions = new BooleanParam(this, "caseSensitiveExceptions", "whether exceptions match in this case only");
    private final IntParam minLength = new IntParam(this, "minLength", "the shortest token that is kept");
    private final IntParam maxLength = new IntParam(this, "maxLength", "the longest token that is kept");

    /** Makes a stage with the default value of every parameter. */
    public Tokenizer() {
        this(Identifiable.randomUID("Tokenizer"));
    }

    /** Makes a stage of a given id. */
    public Tokenizer(String uid) {
        super(uid, "token", "document");
        setDefault(targetPattern, "\\S+");
        setDefault(caseSensitiveExceptions, true);
        setDefault(minLength, 0);
    }

    /** Reads a stage that was saved. */
    public static MLReader<Tokenizer> read() {
        return new DefaultParamsReader<>();
    }

    /** Loads a stage that was saved. */
    public static Tokenizer load(String path) {
        return read().load(path);
    }

    /** What can be a token. */
    public Param<String> targetPattern() {
        return targetPattern;
    }

    /** What stands before a word. */
    public Param<String> prefixPattern() {
        return prefixPattern;
    }

    /** What stands behind a word. */
    public Param<String> suffixPattern() {
        return suffixPattern;
    }

    /** What a word is, the first pattern that matches counts. */
    public StringArrayParam infixPatterns() {
        return infixPatterns;
    }

    /** Where tokens are cut in two. */
    public Param<String> splitPattern() {
        return splitPattern;
    }

    /** The characters at which tokens are cut in two. */
    public StringArrayParam splitChars() {
        return splitChars;
    }

    /** The characters that are cut off the ends of tokens. */
    public StringArrayParam contextChars() {
        return contextChars;
    }

    /** Patterns of what stays one token. */
    public StringArrayParam exceptions() {
        return exceptions;
    }

    /** Whether exceptions match in this case only. */
    public BooleanParam caseSensitiveExceptions() {
        return caseSensitiveExceptions;
    }

    /** The shortest token that is kept. */
    public IntParam minLength() {
        return minLength;
    }

    /** The longest token that is kept. */
    public IntParam maxLength() {
        return maxLength;
    }

    /** Sets what can be a token. */
    public Tokenizer setTargetPattern(String value) {
        set(targetPattern, value);
        return this;
    }

    /** Sets what stands before a word. */
    public Tokenizer setPrefixPattern(String value) {
        set(prefixPattern, value);
        return this;
    }

    /** Sets what stands behind a word. */
    public Tokenizer setSuffixPattern(String value) {
        set(suffixPattern, value);
        return this;
    }

    /** Sets what a word is, the first pattern that matches counts. */
    public Tokenizer setInfixPatterns(String[] value) {
        set(infixPatterns, value);
        return this;
    }

    /** Sets where tokens are cut in two. */
    public Tokenizer setSplitPattern(String value) {
        set(splitPattern, value);
        return this;
    }

    /** Sets the characters at which tokens are cut in two. */
    public Tokenizer setSplitChars(String[] value) {
        set(splitChars, value);
        return this;
    }

    /** Sets the characters that are cut off the ends of tokens. */
    public Tokenizer setContextChars(String[] value) {
        set(contextChars, value);
        return this;
    }

    /** Sets patterns of what stays one token. */
    public Tokenizer setExceptions(String[] value) {
        set(exceptions, value);
        return this;
    }

    /** Sets whether exceptions match in this case only. */
    public Tokenizer setCaseSensitiveExceptions(boolean value) {
        set(caseSensitiveExceptions, value);
        return this;
    }

    /** Sets the shortest token that is kept. */
    public Tokenizer setMinLength(int value) {
        set(minLength, value);
        return this;
    }

    /** Sets the longest token that is kept. */
    public Tokenizer setMaxLength(int value) {
        set(maxLength, value);
        return this;
    }

    /** What can be a token. */
    public String getTargetPattern() {
        return getOrDefault(targetPattern);
    }

    /** What stands before a word. */
    public String getPrefixPattern() {
        return getOrDefault(prefixPattern);
    }

    /** What stands behind a word. */
    public String getSuffixPattern() {
        return getOrDefault(suffixPattern);
    }

    /** What a word is, the first pattern that matches counts. */
    public String[] getInfixPatterns() {
        return getOrDefault(infixPatterns);
    }

    /** Where tokens are cut in two. */
    public String getSplitPattern() {
        return getOrDefault(splitPattern);
    }

    /** The characters at which tokens are cut in two. */
    public String[] getSplitChars() {
        return getOrDefault(splitChars);
    }

    /** The characters that are cut off the ends of tokens. */
    public String[] getContextChars() {
        return getOrDefault(contextChars);
    }

    /** Patterns of what stays one token. */
    public String[] getExceptions() {
        return getOrDefault(exceptions);
    }

    /** Whether exceptions match in this case only. */
    public boolean getCaseSensitiveExceptions() {
        return (boolean) getOrDefault(caseSensitiveExceptions);
    }

    /** The shortest token that is kept. */
    public int getMinLength() {
        return (int) getOrDefault(minLength);
    }

    /** The longest token that is kept. */
    public int getMaxLength() {
        return (int) getOrDefault(maxLength);
    }

    /** Adds a pattern of what stays one token. */
    public Tokenizer addException(String pattern) {
        return setExceptions(with(exceptions, pattern));
    }

    /** Adds a character at which tokens are cut in two. */
    public Tokenizer addSplitChars(String character) {
        return setSplitChars(with(splitChars, character));
    }

    /** Adds a character that is cut off the ends of tokens. */
    public Tokenizer addContextChars(String character) {
        return setContextChars(with(contextChars, character));
    }

    /** Adds a pattern before all others. */
    public Tokenizer addInfixPattern(String pattern) {
        String[] others = isDefined(infixPatterns) ? getInfixPatterns() : new String[0];
        return setInfixPatterns(Stream.concat(Stream.of(pattern), Stream.of(others)).toArray(String[]::new));
    }

    private String[] with(StringArrayParam param, String value) {
        String[] others = isDefined(param) ? getOrDefault(param) : new String[0];
        return Stream.concat(Stream.of(others), Stream.of(value)).toArray(String[]::new);
    }

    @Override
    String className() {
        return "Tokenizer";
    }

    @Override
    List<String> inputTypes() {
        return List.of("document");
    }

    @Override
    String outputType() {
        return "token";
    }
}

package trialner.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;

/**
 * A pipeline for texts at hand, without a table: Spark NLP's {@code LightPipeline}. Every stage must be one of TrialNER's. A {@link Finisher} among them
 * chooses which columns the answers have, and changes none.
 */
public final class LightPipeline {
    private final NativePipeline pipeline;
    private final String textColumn;
    private final List<String> columns;

    /** Makes a light pipeline of a fitted one. */
    public LightPipeline(PipelineModel model) {
        List<Map<String, Object>> stages = new ArrayList<>();
        LinkedHashSet<String> wanted = null;
        LinkedHashSet<String> rules = new LinkedHashSet<>();
        List<ModelFiles> models = new ArrayList<>();
        for (Transformer stage : model.stages()) {
            if (stage instanceof Finisher finisher) {
                LinkedHashSet<String> names = new LinkedHashSet<>(Arrays.asList(finisher.getInputCols()));
                if (wanted != null) {
                    names.retainAll(wanted);
                }
                wanted = names;
            } else if (stage instanceof AnnotatorStage annotator) {
                ModelFiles files = annotator.modelFiles();
                if (files != null) {
                    models.add(files);
                }
                stages.add(annotator.description(files == null ? ModelFiles.Place.none() : files.localPlace()));
                // It makes no difference to how documents are made.
                if (!(annotator instanceof DocumentAssembler)) {
                    rules.add(annotator.getCompatibility());
                }
            } else {
                throw new IllegalArgumentException("LightPipeline runs TrialNER's stages alone, and " + stage.uid() + " is another; use transform");
            }
        }
        if (rules.size() > 1) {
            throw new IllegalArgumentException(
                    "the stages follow different rules (" + String.join(", ", rules) + "); give all the same compatibility, or use transform");
        }
        String description = AnnotatorStage.json(rules.isEmpty() ? "none" : rules.iterator().next(), stages);
        for (ModelFiles files : models) {
            description = files.localDescription(description);
        }
        pipeline = NativePipeline.of(description, Runtime.getRuntime().availableProcessors());
        textColumn = pipeline.inputColumns().get(0);
        columns = new ArrayList<>(pipeline.outputColumns());
        if (wanted != null) {
            columns.retainAll(wanted);
        }
    }

    /** The results of the annotations of a text, by their column. */
    public Map<String, List<String>> annotate(String text) {
        return annotate(new String[] {text}).get(0);
    }

    /** The results of the annotations of texts, in their order. */
    public List<Map<String, List<String>>> annotate(String[] texts) {
        List<Map<String, List<String>>> answers = new ArrayList<>();
        for (Map<String, List<Annotation>> full : fullAnnotate(texts)) {
            Map<String, List<String>> answer = new LinkedHashMap<>();
            full.forEach((column, annotations) -> answer.put(column, annotations.stream().map(Annotation::getResult).toList()));
            answers.add(answer);
        }
        return answers;
    }

    /** The annotations of a text, by their column. */
    public Map<String, List<Annotation>> fullAnnotate(String text) {
        return fullAnnotate(new String[] {text}).get(0);
    }

    /** The annotations of texts, in their order. */
    public List<Map<String, List<Annotation>>> fullAnnotate(String[] texts) {
        TableEncoder table = new TableEncoder(List.of(textColumn));
        List<Map<String, List<Annotation>>> answers = new ArrayList<>();
        for (String text : texts) {
            table.beginRow();
            table.writeCell(text, true);
            answers.add(new LinkedHashMap<>());
        }
        TableDecoder answer = pipeline.transform(table);
        while (answer.hasNext()) {
            Map<String, List<Annotation>> columnsOfText = answers.get(answer.beginRow());
            for (String column : answer.columns()) {
                Object cell = answer.readCell();
                if (!columns.contains(column) || !(cell instanceof Annotation[] annotations)) {
                    continue;
                }
                List<Annotation> list = columnsOfText.computeIfAbsent(column, key -> new ArrayList<>());
                // Sentences with rows of their own bring their document in each.
                if (!list.equals(List.of(annotations))) {
                    list.addAll(List.of(annotations));
                }
            }
        }
        for (Map<String, List<Annotation>> columnsOfText : answers) {
            columns.forEach(column -> columnsOfText.computeIfAbsent(column, key -> new ArrayList<>()));
        }
        return answers;
    }

    /** What {@link #fullAnnotate(String[])} gives, as JSON, which crosses to Python in one piece. */
    public String fullAnnotateJson(String[] texts) {
        return NativePipeline.json(fullAnnotate(texts));
    }
}

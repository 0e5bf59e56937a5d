package trialner.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Applies a stage to the rows of a partition, some at a time: as many as have texts for a good batch of the model, so that memory stays flat. */
final class BatchedRows implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /** Rows are gathered until their texts have about so many word pieces, of four characters each. */
    private static final int PIECES = 16_384;

    private static final int CHARACTERS_A_PIECE = 4;
    /** Or until there are so many rows. */
    private static final int ROWS = 256;

    private final String[] inputs;
    private final int[] inputPositions;
    /** Which of the input columns are maps, and which lists. */
    private final DataType[] inputTypes;

    private final String[] outputs;
    /** For each column of the result, where it comes from: a column of the table given, or, below zero, one that the stage adds. */
    private final int[] sources;

    private final String description;
    private final ModelFiles.Place place;

    /**
     * @param inputs the columns that the stage reads
     * @param added the columns that the stage adds
     * @param kept the positions of the columns that stay, before those that are added
     */
    BatchedRows(List<String> inputs, List<String> added, int[] kept, StructType schema, String description, ModelFiles.Place place) {
        this.inputs = inputs.stream().filter(Arrays.asList(schema.fieldNames())::contains).toArray(String[]::new);
        inputPositions = Arrays.stream(this.inputs).mapToInt(schema::fieldIndex).toArray();
        inputTypes = Arrays.stream(inputPositions).mapToObj(position -> schema.apply(position).dataType()).toArray(DataType[]::new);
        this.description = description;
        this.place = place;
        outputs = added.toArray(new String[0]);
        sources = IntStream.concat(Arrays.stream(kept), IntStream.range(0, outputs.length).map(index -> -1 - index)).toArray();
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        TaskContext task = TaskContext.get();
        NativePipeline pipeline = NativePipeline.of(place.resolve(description), task == null ? 1 : task.cpus());
        return new Batches(rows, pipeline);
    }

    private final class Batches implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final NativePipeline pipeline;
        private List<Row> batch = List.of();
        private TableDecoder answer;
        private int[] answerPositions;

        Batches(Iterator<Row> rows, NativePipeline pipeline) {
            this.rows = rows;
            this.pipeline = pipeline;
        }

        @Override
        public boolean hasNext() {
            // A batch can have no rows to give, where sentences get rows of their own.
            while (answer == null || !answer.hasNext()) {
                if (!rows.hasNext()) {
                    return false;
                }
                read();
            }
            return true;
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Row given = batch.get(answer.beginRow());
            Object[] cells = new Object[answer.columns().size()];
            for (int index = 0; index < cells.length; index++) {
                cells[index] = SparkCell.of(answer.readCell());
            }
            Object[] values = new Object[sources.length];
            for (int index = 0; index < values.length; index++) {
                values[index] = sources[index] >= 0 ? given.get(sources[index]) : cells[answerPositions[-1 - sources[index]]];
            }
            return RowFactory.create(values);
        }

        private void read() {
            batch = new ArrayList<>();
            TableEncoder table = new TableEncoder(Arrays.asList(inputs));
            int characters = 0;
            while (rows.hasNext() && batch.size() < ROWS && characters < PIECES * CHARACTERS_A_PIECE) {
                Row row = rows.next();
                batch.add(row);
                table.beginRow();
                for (int index = 0; index < inputs.length; index++) {
                    int length = table.writeCell(cell(row, index), isTexts(inputTypes[index]));
                    // The first column has the texts; the others tell of the same.
                    characters += index == 0 ? length : 0;
                }
            }
            answer = pipeline.transform(table);
            answerPositions = Arrays.stream(outputs).mapToInt(answer.columns()::indexOf).toArray();
        }

        private static boolean isTexts(DataType type) {
            return !(type instanceof ArrayType array) || !(array.elementType() instanceof StructType);
        }

        private Object cell(Row row, int index) {
            int position = inputPositions[index];
            if (row.isNullAt(position)) {
                return null;
            }
            if (inputTypes[index] instanceof ArrayType) {
                return row.getList(position);
            }
            if (inputTypes[index] instanceof MapType) {
                Map<Object, Object> pairs = row.getJavaMap(position);
                return pairs;
            }
            return row.get(position);
        }
    }
}

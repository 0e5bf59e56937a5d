package trialner.spark;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Cells of the core as values of Spark's rows. */
final class SparkCell {
    private SparkCell() {}

    static Object of(Object cell) {
        if (cell instanceof Annotation[] annotations) {
            Row[] rows = new Row[annotations.length];
            for (int index = 0; index < rows.length; index++) {
                rows[index] = annotations[index].toRow();
            }
            return rows;
        }
        if (cell instanceof String[][] pairs) {
            Row[] rows = new Row[pairs.length];
            for (int index = 0; index < rows.length; index++) {
                rows[index] = RowFactory.create(pairs[index][0], pairs[index][1]);
            }
            return rows;
        }
        return cell;
    }
}

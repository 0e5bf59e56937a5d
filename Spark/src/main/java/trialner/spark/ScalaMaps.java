package trialner.spark;

import java.util.Map;
import scala.collection.JavaConverters;

/** Maps of Java as Spark's rows want them. The converter is the one of this name that Scala 2.12 and 2.13 both have. */
final class ScalaMaps {
    private ScalaMaps() {}

    @SuppressWarnings("deprecation")
    static <K, V> scala.collection.Map<K, V> of(Map<K, V> map) {
        return JavaConverters.mapAsScalaMap(map);
    }
}

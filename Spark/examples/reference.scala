// The example of the reference's page, in spark-shell --jars trialner-spark-all.jar -i reference.scala
import org.apache.spark.ml.Pipeline
import org.apache.spark.sql.functions._
import spark.implicits._
import trialner.spark._

val documentAssembler = new DocumentAssembler().setInputCol("text").setOutputCol("document")

val tokenizer = new Tokenizer().setInputCols(Array("document")).setOutputCol("token")

val tokenClassifier = MedicalBertForTokenClassifier
  .pretrained("bert_token_classifier_drug_development_trials_onnx", "en", "clinical/models")
  .setInputCols(Array("token", "document"))
  .setOutputCol("ner")
  .setCaseSensitive(true)

val nerConverter = new NerConverter().setInputCols("document", "token", "ner").setOutputCol("ner_chunk")

val pipeline = new Pipeline().setStages(Array(documentAssembler, tokenizer, tokenClassifier, nerConverter))

val text = "In June 2003, the median overall survival  with and without topotecan were 4.0 and 3.6 months, respectively. The best complete response  ( CR ) , partial response  ( PR ) , stable disease and progressive disease were observed in 23, 63, 55 and 33 patients, respectively, with  topotecan,  and 11, 61, 66 and 32 patients, respectively, without topotecan."
val data = Seq(text).toDS.toDF("text")

val result = pipeline.fit(data).transform(data)

result
  .select(explode(col("ner_chunk")).as("chunk"))
  .select(col("chunk.result").as("chunk"), col("chunk.metadata").getItem("entity").as("label"))
  .show(30, false)

System.exit(0)

"""The example of the reference's page, on TrialNER: only the imports are other ones."""

import pyspark.sql.functions as F
from pyspark.ml import Pipeline

import trialner.spark
from trialner.spark.annotator import *
from trialner.spark.base import *

spark = trialner.spark.start()

documentAssembler = DocumentAssembler().setInputCol("text").setOutputCol("document")

tokenizer = Tokenizer().setInputCols(["document"]).setOutputCol("token")

tokenClassifier = (
    MedicalBertForTokenClassifier.pretrained("bert_token_classifier_drug_development_trials_onnx", "en", "clinical/models")
    .setInputCols("token", "document")
    .setOutputCol("ner")
    .setCaseSensitive(True)
)

ner_converter = NerConverter().setInputCols(["document", "token", "ner"]).setOutputCol("ner_chunk")

pipeline = Pipeline(stages=[documentAssembler, tokenizer, tokenClassifier, ner_converter])

test_sentence = """In June 2003, the median overall survival  with and without topotecan were 4.0 and 3.6 months, respectively. The best complete response  ( CR ) , partial response  ( PR ) , stable disease and progressive disease were observed in 23, 63, 55 and 33 patients, respectively, with  topotecan,  and 11, 61, 66 and 32 patients, respectively, without topotecan."""  # noqa: E501

data = spark.createDataFrame([[test_sentence]]).toDF("text")

result = pipeline.fit(data).transform(data)

result.select(F.explode("ner_chunk").alias("chunk")).select(
    F.col("chunk.result").alias("chunk"), F.expr("chunk.metadata['entity']").alias("label")
).show(30, truncate=False)

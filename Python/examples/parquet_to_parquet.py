"""Abstracts from Parquet to Parquet, a row a chunk: parquet_to_parquet.py ABSTRACTS.parquet CHUNKS.parquet

The input has the columns `id` and `text`. Runs on every core of this machine; `spark-submit --jars trialner-spark-all.jar` brings it to
a cluster.
"""

import sys

from pyspark.ml import Pipeline
from pyspark.sql import functions

import trialner.spark
from trialner.spark.annotator import MedicalBertForTokenClassifier, NerConverter, Tokenizer
from trialner.spark.base import DocumentAssembler


def main(source: str, target: str) -> None:
    spark = trialner.spark.start(memory="2g")
    abstracts = spark.read.parquet(source).select("id", "text")
    stages = [DocumentAssembler(), Tokenizer(), MedicalBertForTokenClassifier.pretrained(), NerConverter()]
    annotated = Pipeline(stages=stages).fit(abstracts).transform(abstracts)
    chunks = annotated.select("id", functions.explode("ner_chunk").alias("chunk")).select(
        "id",
        functions.col("chunk.begin").alias("begin"),
        functions.col("chunk.end").alias("end"),
        functions.col("chunk.metadata")["entity"].alias("label"),
        functions.col("chunk.result").alias("text"),
        functions.col("chunk.metadata")["confidence"].cast("float").alias("confidence"),
    )
    chunks.write.mode("overwrite").parquet(target)
    print(f"{target}: {spark.read.parquet(target).count()} chunks")


if __name__ == "__main__":
    main(*sys.argv[1:])

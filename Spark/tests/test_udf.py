"""Entities without the JVM's stages: a function of pandas, and the command behind a pipe."""

from __future__ import annotations

import json
import os

import pytest
from samples import HOME, TEXTS
from pyspark.sql import functions as F

import trialner
import trialner.spark


@pytest.fixture(scope="module")
def expected():
    with trialner.load() as recognizer:
        return [[(each.begin, each.end, each.label, each.text) for each in document.entities] for document in recognizer.annotate(TEXTS)]


def test_a_function_of_pandas_gives_the_entities(spark, expected):
    data = spark.createDataFrame([(index, text) for index, text in enumerate([*TEXTS, None])], "id int, text string").repartition(2)
    result = data.select("id", trialner.spark.annotate_udf()("text").alias("entities"))
    assert result.schema["entities"].dataType.simpleString() == (
        "array<struct<begin:int,end:int,label:string,text:string,confidence:float>>"
    )
    rows = result.orderBy("id").collect()
    assert [[(each.begin, each.end, each.label, each.text) for each in row.entities] for row in rows[:-1]] == expected
    assert rows[-1].entities is None
    dates = data.select(F.explode(trialner.spark.annotate_udf(labels=["DATE"])("text")).alias("entity"))
    assert {row.entity.label for row in dates.collect()} == {"DATE"}


def test_the_command_stands_behind_a_pipe(spark, expected):
    lines = spark.sparkContext.parallelize([json.dumps({"id": index, "text": text}) for index, text in enumerate(TEXTS)], 2)
    piped = lines.pipe(f"{HOME}/trialner annotate --input-format jsonl --format jsonl -", env=dict(os.environ), checkCode=True).collect()
    documents = sorted(map(json.loads, piped), key=lambda document: document["id"])
    assert [[(each["begin"], each["end"], each["label"], each["text"]) for each in document["entities"]] for document in documents] == expected

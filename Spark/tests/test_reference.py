"""The rows that Spark NLP 5.5.3 itself gave, on a real Spark."""

from __future__ import annotations

import importlib.util
import json
import re

import pytest
from samples import HOME
from pyspark.ml import PipelineModel
from stages import model, plain

_spec = importlib.util.spec_from_file_location("check_spark_nlp", HOME / "Scripts" / "check-spark-nlp.py")
check_spark_nlp = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(check_spark_nlp)


@pytest.fixture(scope="module")
def reference(shared):
    return shared / "reference" / "sparknlp"


@pytest.fixture(scope="module")
def texts(spark, reference):
    rows = [(row["id"], row["text"]) for row in check_spark_nlp.read(reference / "texts.jsonl")]
    return spark.createDataFrame(rows, "id string, text string").repartition(4).cache()


def compare(result, rows):
    mine, theirs = {}, {}
    for row in result:
        mine.setdefault(row.id, []).append(row)
    for row in rows:
        theirs.setdefault(row["id"], []).append(row)
    differences = []
    for identifier, group in theirs.items():
        found = sorted(mine.get(identifier, []), key=lambda row: [each.begin for column in group[0] if column != "id" for each in row[column]])
        if len(found) != len(group):
            differences.append(f"{identifier}: {len(found)} rows instead of {len(group)}")
        for row, expected in zip(found, group):  # noqa: B905 - told above
            for column in expected:
                if column != "id":
                    differences += [f"{identifier} {column}: {text}" for text in check_spark_nlp.differences(plain(row[column]), expected[column])]
    return differences


@pytest.mark.parametrize("name", check_spark_nlp.SETTINGS)
def test_rows_are_equal(spark, reference, texts, name):
    rows = check_spark_nlp.read(reference / f"{name}.jsonl")
    descriptions = list(check_spark_nlp.stages(reference, **check_spark_nlp.SETTINGS[name]))
    columns = [column for column in rows[0] if column != "id"]
    result = model(descriptions, texts, spark, compatibility="spark-nlp").transform(texts).select("id", *columns).collect()
    assert compare(result, rows)[:5] == []


def test_a_pipeline_of_spark_nlps_opens_stage_by_stage(spark, reference, texts):
    # The whole folder names classes of Spark NLP, which are not on the path; its model is one that `load` knows.
    from trialner.spark.annotator import BertForTokenClassification

    folder = next((reference / "saved-pipeline" / "stages").glob("2_BERT*"))
    classifier = BertForTokenClassification.load(str(folder)).setInputCols("document", "token").setOutputCol("ner")
    classifier = classifier.setCompatibility("spark-nlp").setCaseSensitive(True).setMaxSentenceLength(128)
    descriptions = list(check_spark_nlp.stages(reference, upto="token"))
    tokens = model(descriptions, texts, spark, compatibility="spark-nlp").transform(texts)
    rows = [{"id": row["id"], "ner": row["ner"]} for row in check_spark_nlp.read(reference / "ner-document.jsonl")]
    assert compare(classifier.transform(tokens).select("id", "ner").collect(), rows)[:5] == []


def test_light_answers_are_equal(spark, reference, texts):
    from trialner.spark.base import LightPipeline

    light = LightPipeline(model(list(check_spark_nlp.stages(reference)), texts, spark, compatibility="spark-nlp"))
    known = {row.id: row.text for row in texts.collect()}
    rows = check_spark_nlp.read(reference / "light-pipeline.jsonl")
    answers = light.annotate([known[row["id"]] for row in rows])
    assert [row["annotate"] for row in rows] == answers


def test_finished_texts_are_equal(spark, reference, texts):
    pipeline = model(list(check_spark_nlp.stages(reference)), texts, spark, compatibility="spark-nlp")
    variants = {
        "array": {}, "string": {"outputAsArray": False}, "metadata": {"includeMetadata": True},
        "symbols": {"outputAsArray": False, "includeMetadata": True, "annotationSplitSymbol": " | ", "valueSplitSymbol": "~"}, "keep": {"cleanAnnotations": False},
    }  # fmt: skip
    from stages import stage

    for row in check_spark_nlp.read(reference / "finisher.jsonl"):
        inputs = [name.removeprefix("finished_") for name in row["columns"] if name.startswith("finished_") and not name.endswith("_metadata")]
        finisher = stage({"class": "Finisher", "inputCols": inputs, **variants[row["variant"]]})
        result = finisher.transform(pipeline.transform(texts.where(texts.id == row["row"]["id"])))
        assert set(result.columns) == set(row["columns"])
        mine = json.loads(json.dumps(result.first().asDict(recursive=True)))
        for column, expected in row["row"].items():
            if column.startswith("finished") and not column.endswith("metadata"):
                assert _rounded(mine[column]) == _rounded(expected), (row["variant"], column)


def _rounded(value):
    """Confidences to three places: their last digits depend on the processor."""
    return re.sub(r"0\.\d{4,}(E-\d+)?", lambda found: f"{float(found[0]):.3f}", json.dumps(value))

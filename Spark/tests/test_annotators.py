"""The stages on a real Spark: columns, saving, nulls, errors, sharing."""

from __future__ import annotations

import json

import pytest
from samples import HOME, REFERENCE, TEXTS
from pyspark.ml import Pipeline, PipelineModel
from pyspark.sql import functions as F
from stages import model, plain, stage, usual

from trialner.spark.annotator import MedicalBertForTokenClassifier, SentenceDetector, Tokenizer
from trialner.spark.base import DocumentAssembler, Finisher, LightPipeline

SCHEMA = (
    "array<struct<annotatorType:string,begin:int,end:int,result:string,metadata:map<string,string>,embeddings:array<float>>>"
)


@pytest.fixture(scope="module")
def data(spark):
    return spark.createDataFrame([(index, text) for index, text in enumerate([*TEXTS, None])], "id int, text string").repartition(3)


@pytest.fixture(scope="module")
def usual_model(spark, data):
    return model(usual(), data)


def test_columns_have_the_schema_of_spark_nlp(usual_model, data):
    result = usual_model.transform(data)
    types = {"document": "document", "token": "token", "ner": "named_entity", "ner_chunk": "chunk"}
    assert result.columns == ["id", "text", *types]
    for name, annotator_type in types.items():
        field = result.schema[name]
        assert field.dataType.simpleString() == SCHEMA
        assert field.metadata == {"annotatorType": annotator_type}
        element = field.dataType.elementType
        assert {each.name: each.nullable for each in element} == {
            "annotatorType": True, "begin": False, "end": False, "result": True, "metadata": True, "embeddings": True,
        }  # fmt: skip
        assert field.dataType.containsNull
        assert element["metadata"].dataType.valueContainsNull
        assert not element["embeddings"].dataType.containsNull
    # Columns and metadata survive what users do next.
    assert result.select("ner").where("true").schema["ner"].metadata == {"annotatorType": "named_entity"}


def test_metadata_have_the_keys_of_spark_nlp(usual_model, data):
    row = usual_model.transform(data).where("id = 0").first()
    assert row.document[0].metadata == {"sentence": "0"}
    assert row.token[0].metadata == {"sentence": "0"}
    tags = set(stage({"class": "MedicalBertForTokenClassifier"}).getClasses())
    assert set(row.ner[0].metadata) == {"sentence", "word", *tags}
    assert set(row.ner_chunk[0].metadata) == {"entity", "sentence", "chunk", "confidence"}
    assert row.ner_chunk[0].embeddings == []


def test_reads_the_reference_example(usual_model, data):
    chunks = usual_model.transform(data).where("id = 0").first().ner_chunk
    assert len(chunks) == 20
    assert (chunks[0].result, chunks[0].begin, chunks[0].end, chunks[0].metadata["entity"]) == ("June 2003", 3, 11, "DATE")


@pytest.mark.parametrize("unit", ["document", "sentence"])
@pytest.mark.parametrize("compatibility", ["none", "spark-nlp"])
def test_gives_what_the_command_line_gives(spark, data, command, tmp_path, unit, compatibility):
    descriptions = usual(unit)
    file = tmp_path / "pipeline.json"
    named = [{**each, "model": "trialner-base"} if "Bert" in each["class"] else each for each in descriptions]
    file.write_text(json.dumps({"compatibility": compatibility, "stages": named}))
    expected = command(TEXTS, "--pipeline", str(file), "--format", "annotations")
    rows = model(descriptions, data, compatibility=compatibility).transform(data).where("text is not null").orderBy("id").collect()
    for row, theirs in zip(rows, expected, strict=True):
        for column in (each["outputCol"] for each in descriptions):
            assert plain(row[column]) == theirs[column], column


def test_nulls_and_empty_texts_give_empty_columns(usual_model, data):
    rows = usual_model.transform(data).where(r"text is null or text rlike '^\\s*$'").collect()
    assert len(rows) == 3
    for row in rows:
        assert row.token == row.ner == row.ner_chunk == []


def test_other_columns_come_through_as_they_were(spark, usual_model):
    data = spark.createDataFrame(
        [("In June 2003", 1, [1.5, None], {"a": 2}, (3, "x"), None)],
        "text string, n long, list array<double>, pairs map<string,int>, nested struct<i:int,s:string>, `odd.name` string",
    )
    assert usual_model.transform(data).select(*[f"`{name}`" for name in data.columns]).collect() == data.collect()


def test_a_table_without_rows_stays_one(spark, usual_model):
    data = spark.createDataFrame([], "text string")
    result = usual_model.transform(data)
    assert result.count() == 0
    assert result.schema["ner_chunk"].metadata == {"annotatorType": "chunk"}


def test_a_column_is_written_anew(spark, data):
    once = stage({"class": "DocumentAssembler"}).transform(data)
    twice = stage({"class": "DocumentAssembler", "cleanupMode": "shrink"}).transform(once)
    assert twice.columns == ["id", "text", "document"]
    assert twice.where("id = 0").first().document[0].result != once.where("id = 0").first().document[0].result


def test_is_saved_and_loaded_as_a_pipeline(spark, data, tmp_path):
    stages = [*usual("sentence"), {"class": "Finisher", "inputCols": ["ner_chunk"], "cleanAnnotations": False}]
    stages[1] |= {"customBounds": [";"], "useAbbreviations": False, "minLength": 2}
    stages[4] |= {"whiteList": ["DATE", "Value"], "threshold": 0.25}
    saved = model(stages, data, compatibility="spark-nlp")
    saved.write().overwrite().save(str(tmp_path / "saved"))
    loaded = PipelineModel.load(str(tmp_path / "saved"))
    assert [type(each) for each in loaded.stages] == [type(each) for each in saved.stages]
    assert [each.uid for each in loaded.stages] == [each.uid for each in saved.stages]
    assert loaded.stages[4].getThreshold() == 0.25
    assert loaded.stages[1].getCustomBounds() == [";"]
    assert loaded.stages[2].getCompatibility() == "spark-nlp"
    assert loaded.transform(data).orderBy("id").collect() == saved.transform(data).orderBy("id").collect()
    # A pipeline that is not fitted is saved as one, too.
    Pipeline(stages=saved.stages).write().overwrite().save(str(tmp_path / "unfitted"))
    assert len(Pipeline.load(str(tmp_path / "unfitted")).getStages()) == 6


def test_a_model_of_the_users_goes_along_when_it_is_saved(spark, data, tmp_path):
    folder = HOME / "Tests" / "TrialNERTests" / "Fixtures" / "models" / "tiny"
    classifier = MedicalBertForTokenClassifier.loadSavedModel(str(folder), spark).setInputCols("document", "token")
    made = Pipeline(stages=[DocumentAssembler(), Tokenizer(), classifier]).fit(data)
    expected = made.transform(data).orderBy("id").collect()
    made.save(str(tmp_path / "saved"))
    moved = tmp_path / "moved"
    (tmp_path / "saved").rename(moved)
    assert PipelineModel.load(str(moved)).transform(data).orderBy("id").collect() == expected
    assert classifier.getClasses()[0] == "O"
    alone = tmp_path / "alone"
    classifier.write().overwrite().save(str(alone))
    assert MedicalBertForTokenClassifier.load(str(alone)).getClasses() == classifier.getClasses()


def test_sentences_get_rows_of_their_own(spark):
    data = spark.createDataFrame([(1, "One is here. Two are there."), (2, ""), (3, "Three.")], "id int, text string")
    documents = DocumentAssembler().transform(data)
    rows = SentenceDetector().setExplodeSentences(True).transform(documents).orderBy("id").collect()
    assert [(row.id, [each.result for each in row.sentence]) for row in rows] == [
        (1, ["One is here."]), (1, ["Two are there."]), (3, ["Three."]),
    ]  # fmt: skip


def test_the_finisher_gives_texts_and_takes_the_annotations_away(usual_model, data):
    result = usual_model.transform(data)
    finished = Finisher().setInputCols("ner_chunk").setIncludeMetadata(True).transform(result)
    assert finished.columns == ["id", "text", "finished_ner_chunk", "finished_ner_chunk_metadata"]
    assert finished.schema["finished_ner_chunk_metadata"].dataType.simpleString() == "array<struct<_1:string,_2:string>>"
    row = finished.where("id = 0").first()
    assert row.finished_ner_chunk[:2] == ["June 2003", "median"]
    assert ("entity", "DATE") in [tuple(pair) for pair in row.finished_ner_chunk_metadata]
    text = Finisher().setInputCols("ner_chunk").setOutputCols("chunks").setOutputAsArray(False).transform(result)
    assert text.where("id = 0").first().chunks.startswith("June 2003@median@")


def test_lists_ids_and_maps_go_into_documents(spark):
    data = spark.createDataFrame([(["a b", "c"], 7, {"k": "v"})], "text array<string>, id long, meta map<string,string>")
    document = DocumentAssembler().setIdCol("id").setMetadataCol("meta").transform(data).first().document
    assert [(each.result, each.metadata) for each in document] == [
        ("a b", {"k": "v", "id": "7", "sentence": "0"}), ("c", {"k": "v", "id": "7", "sentence": "1"}),
    ]  # fmt: skip


def test_the_light_pipeline_gives_what_transform_gives(usual_model, data):
    light = LightPipeline(usual_model)
    rows = usual_model.transform(data).where("text is not null").orderBy("id").collect()
    for row, answer in zip(rows, light.fullAnnotate(TEXTS), strict=True):
        for column, annotations in answer.items():
            assert plain(annotations) == plain(row[column])
    assert light.annotate(REFERENCE)["ner_chunk"][0] == "June 2003"
    assert list(light.annotate(TEXTS)[2]) == ["document", "token", "ner", "ner_chunk"]


def test_wrong_columns_and_parameters_are_told_before_anything_runs(spark, data):
    with pytest.raises(Exception, match="Wrong or missing inputCols annotators in Tokenizer_") as caught:
        Tokenizer().setInputCols("text").transform(data)
    assert "document" in str(caught.value)
    with pytest.raises(Exception, match="reads the column nothing"):
        DocumentAssembler().setInputCol("nothing").transform(data)
    with pytest.raises(Exception, match=r"the regular expression `\(` is not valid"):
        Tokenizer().setSplitPattern("(").transform(DocumentAssembler().transform(data))
    with pytest.raises(Exception, match="customBoundsStrategy"):
        SentenceDetector().setCustomBoundsStrategy("other").transform(DocumentAssembler().transform(data))


def test_a_row_that_fails_is_told_in_its_place(spark):
    # A pattern that tries every way to part a run of letters, of which one row has too many to try.
    data = spark.createDataFrame([(1, "ab cd"), (2, "a" * 60 + "!b"), (3, "ef")], "id int, text string").coalesce(1)
    tokenizer = Tokenizer().setSplitPattern(r"^(a|aa|a?)+$").setCompatibility("spark-nlp")
    documents = DocumentAssembler().transform(data)
    rows = {row.id: row.token for row in tokenizer.transform(documents).collect()}
    assert [each.result for each in rows[3]] == ["ef"]
    failures = [each.metadata["exception"] for each in rows[2] if "exception" in each.metadata]
    assert len(failures) == 1
    classified = stage({"class": "MedicalBertForTokenClassifier"}).transform(tokenizer.transform(documents))
    assert [each.metadata.get("exception") for each in classified.where("id = 2").first().ner] == failures


def test_a_model_is_opened_once_however_many_tasks_there_are(spark, usual_model):
    data = spark.createDataFrame([(text,) for text in TEXTS * 8], "text string")

    def chunks(partitions):
        result = usual_model.transform(data.repartition(partitions))
        return result.select(F.size("ner_chunk").alias("count")).groupBy().sum("count").first()[0]

    found = chunks(1)
    made = spark._jvm.trialner.spark.NativePipeline.count()
    assert found > 100
    assert [chunks(8), chunks(16)] == [found, found]
    assert spark._jvm.trialner.spark.NativePipeline.count() == made

"""Pipelines of annotators without Spark."""

from __future__ import annotations

import json

import pytest
from samples import REFERENCE, TEXTS

import trialner

STAGES = [
    {"class": "DocumentAssembler", "inputCol": "text", "outputCol": "document"},
    {"class": "SentenceDetector", "inputCols": ["document"], "outputCol": "sentence"},
    {"class": "Tokenizer", "inputCols": ["sentence"], "outputCol": "token"},
    {"class": "MedicalBertForTokenClassifier", "inputCols": ["sentence", "token"], "outputCol": "ner", "model": "trialner-base"},
    {"class": "NerConverter", "inputCols": ["sentence", "token", "ner"], "outputCol": "ner_chunk"},
]


@pytest.mark.parametrize("compatibility", ["none", "spark-nlp"])
def test_gives_what_the_command_line_gives(tmp_path, command, compatibility):
    file = tmp_path / "pipeline.json"
    file.write_text(json.dumps({"compatibility": compatibility, "stages": STAGES}))
    expected = command(TEXTS, "--format", "annotations", "--pipeline", str(file))
    with trialner.Pipeline(STAGES, compatibility=compatibility) as made, trialner.Pipeline.load(file) as loaded:
        assert made.columns == loaded.columns == ("document", "sentence", "token", "ner", "ner_chunk")
        for pipeline in (made, loaded):
            for answer, row in zip(pipeline.full_annotate(TEXTS), expected, strict=True):
                for column in pipeline.columns:
                    annotations = [[each.begin, each.end, each.result, each.metadata] for each in answer[column]]
                    assert annotations == row[column], column


def test_a_text_alone_gives_one_answer():
    with trialner.Pipeline(STAGES) as pipeline:
        assert pipeline.annotate(REFERENCE)["ner_chunk"][:2] == ["June 2003", "median"]
        assert pipeline.full_annotate([REFERENCE, None])[1]["ner_chunk"] == []
        assert pipeline.classes[:2] == ("O", "B-Trial_Group")
        assert pipeline.description["stages"][3]["model"].endswith("trialner-base")


def test_a_sentence_a_row_is_put_together_again():
    stages = [STAGES[0], {**STAGES[1], "explodeSentences": True}, STAGES[2]]
    with trialner.Pipeline(stages) as pipeline:
        answer = pipeline.annotate("One is here. Two are there.")
        assert answer["document"] == ["One is here. Two are there."]
        assert answer["sentence"] == ["One is here.", "Two are there."]
        assert answer["token"] == ["One", "is", "here", ".", "Two", "are", "there", "."]


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ([{"class": "Tokeniser"}], 'did you mean "Tokenizer"'),
        ([{"class": "Tokenizer", "splitChar": ["-"]}], 'did you mean "splitChars"'),
        ([{"class": "Tokenizer", "minLength": "x"}], "whole number"),
    ],
)
def test_a_wrong_stage_names_the_nearest_right_one(stages, words):
    with pytest.raises(trialner.PipelineError, match=words):
        trialner.Pipeline(stages)


def test_a_column_that_no_stage_makes_is_named():
    with (
        trialner.Pipeline([STAGES[0], {**STAGES[2], "inputCols": ["other"]}]) as pipeline,
        pytest.raises(trialner.TableError, match="other"),
    ):
        pipeline.annotate("x")

"""Pipelines of the annotators for the tests."""

from __future__ import annotations

from pyspark.ml import Pipeline

from trialner.spark.annotator import BertForTokenClassification, MedicalBertForTokenClassifier, NerConverter, SentenceDetector, Tokenizer
from trialner.spark.base import DocumentAssembler, Finisher

CLASSES = {
    each.__name__: each
    for each in (
        DocumentAssembler, SentenceDetector, Tokenizer, MedicalBertForTokenClassifier, BertForTokenClassification, NerConverter, Finisher,
    )
}  # fmt: skip


def stage(description, spark=None):
    """The stage of a description in the form of `pipeline.json`."""
    parameters = dict(description)
    made_class = CLASSES[parameters.pop("class")]
    folder = parameters.pop("model", None)
    made = made_class.loadSavedModel(folder, spark) if folder else made_class()
    for name, value in parameters.items():
        getattr(made, "set" + name[0].upper() + name[1:])(value)
    return made


def usual(unit="document"):
    """The stages of the reference."""
    return [
        {"class": "DocumentAssembler", "inputCol": "text", "outputCol": "document"},
        *([{"class": "SentenceDetector", "inputCols": ["document"], "outputCol": "sentence"}] if unit == "sentence" else []),
        {"class": "Tokenizer", "inputCols": [unit], "outputCol": "token"},
        {"class": "MedicalBertForTokenClassifier", "inputCols": [unit, "token"], "outputCol": "ner"},
        {"class": "NerConverter", "inputCols": [unit, "token", "ner"], "outputCol": "ner_chunk"},
    ]


def model(descriptions, data, spark=None, compatibility="none"):
    """A fitted pipeline of descriptions."""
    return Pipeline(stages=[stage(each, spark).setCompatibility(compatibility) for each in descriptions]).fit(data)


def plain(annotations):
    """Annotations as lists: begin, end, result, metadata."""
    return [[each.begin, each.end, each.result, each.metadata] for each in annotations]

"""TrialNER on Apache Spark: its annotators as stages of Spark ML, under the names that Spark NLP has for them.

>>> import trialner.spark
>>> from trialner.spark.base import *
>>> from trialner.spark.annotator import *
>>> spark = trialner.spark.start()
"""

from .annotator import BertForTokenClassification, MedicalBertForTokenClassifier, NerConverter, SentenceDetector, Tokenizer
from .base import DocumentAssembler, Finisher, LightPipeline
from .session import start
from .udf import annotate_udf

__all__ = [
    "BertForTokenClassification",
    "DocumentAssembler",
    "Finisher",
    "LightPipeline",
    "MedicalBertForTokenClassifier",
    "NerConverter",
    "SentenceDetector",
    "Tokenizer",
    "annotate_udf",
    "start",
]

"""TrialNER: marks the fourteen concepts of drug development trials in text.

>>> import trialner
>>> document = trialner.load().annotate("In June 2003, the median overall survival was 4.0 months.")
>>> [(entity.label, entity.text) for entity in document.entities]
[('DATE', 'June 2003'), ('Duration', 'median'), ('End_Point', 'overall survival'), ('Value', '4.0 months')]
"""

from ._version import __version__
from .document import Document, Entity
from .errors import ArgumentError, ModelError, PipelineError, RuntimeLibraryError, TableError, TrialNERError
from .pipeline import Annotation, Pipeline
from .recognizer import Recognizer, load

__all__ = [
    "Annotation",
    "ArgumentError",
    "Document",
    "Entity",
    "ModelError",
    "Pipeline",
    "PipelineError",
    "Recognizer",
    "RuntimeLibraryError",
    "TableError",
    "TrialNERError",
    "__version__",
    "load",
]

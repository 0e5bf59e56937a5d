"""The stages at the ends of a pipeline, as `sparknlp.base` has them."""

from __future__ import annotations

import json
from typing import Any, TypeVar, overload

from pyspark.ml import PipelineModel
from pyspark.ml.param import Param, Params, TypeConverters

from ..table import Annotation
from .stage import AnnotatorStage, jvm, list_of, strings

__all__ = ["DocumentAssembler", "Finisher", "LightPipeline"]

Self = TypeVar("Self", bound=AnnotatorStage)


class DocumentAssembler(AnnotatorStage):
    """Makes documents of texts: the first stage of a pipeline."""

    inputCol: Param[str] = Param(Params._dummy(), "inputCol", "the column of texts, or of lists of texts", TypeConverters.toString)
    outputCol: Param[str] = Param(Params._dummy(), "outputCol", "the column of documents", TypeConverters.toString)
    idCol: Param[str] = Param(Params._dummy(), "idCol", "a column that goes into the metadata as id", TypeConverters.toString)
    metadataCol: Param[str] = Param(Params._dummy(), "metadataCol", "a column of maps that go into the metadata", TypeConverters.toString)
    cleanupMode: Param[str] = Param(Params._dummy(), "cleanupMode", "how texts are cleaned", TypeConverters.toString)

    def setInputCol(self: Self, value: str) -> Self:
        """Sets the column of texts, or of lists of texts."""
        return self._set(inputCol=value)

    def getInputCol(self) -> str:
        """The column of texts, or of lists of texts."""
        return self._value("inputCol")

    def setOutputCol(self: Self, value: str) -> Self:
        """Sets the column of documents."""
        return self._set(outputCol=value)

    def getOutputCol(self) -> str:
        """The column of documents."""
        return self._value("outputCol")

    def setIdCol(self: Self, value: str) -> Self:
        """Sets a column that goes into the metadata as id."""
        return self._set(idCol=value)

    def getIdCol(self) -> str:
        """A column that goes into the metadata as id."""
        return self._value("idCol")

    def setMetadataCol(self: Self, value: str) -> Self:
        """Sets a column of maps that go into the metadata."""
        return self._set(metadataCol=value)

    def getMetadataCol(self) -> str:
        """A column of maps that go into the metadata."""
        return self._value("metadataCol")

    def setCleanupMode(self: Self, value: str) -> Self:
        """Sets how texts are cleaned."""
        return self._set(cleanupMode=value)

    def getCleanupMode(self) -> str:
        """How texts are cleaned."""
        return self._value("cleanupMode")


class Finisher(AnnotatorStage):
    """Turns columns of annotations into texts."""

    inputCols: Param[list[str]] = Param(Params._dummy(), "inputCols", "the columns of annotations", TypeConverters.toListString)
    outputCols: Param[list[str]] = Param(
        Params._dummy(), "outputCols", "the columns of texts, one for each input column", TypeConverters.toListString
    )
    valueSplitSymbol: Param[str] = Param(
        Params._dummy(), "valueSplitSymbol", "what stands between the values of an annotation", TypeConverters.toString
    )
    annotationSplitSymbol: Param[str] = Param(
        Params._dummy(), "annotationSplitSymbol", "what stands between annotations in one text", TypeConverters.toString
    )
    cleanAnnotations: Param[bool] = Param(
        Params._dummy(), "cleanAnnotations", "whether the columns of annotations are removed", TypeConverters.toBoolean
    )
    includeMetadata: Param[bool] = Param(
        Params._dummy(), "includeMetadata", "whether the metadata are written too", TypeConverters.toBoolean
    )
    outputAsArray: Param[bool] = Param(
        Params._dummy(), "outputAsArray", "whether the result is a list, not one text", TypeConverters.toBoolean
    )

    def setInputCols(self: Self, *value: Any) -> Self:
        """Sets the columns of annotations."""
        return self._set(inputCols=list_of(value))

    def getInputCols(self) -> list[str]:
        """The columns of annotations."""
        return self._value("inputCols")

    def setOutputCols(self: Self, *value: Any) -> Self:
        """Sets the columns of texts, one for each input column."""
        return self._set(outputCols=list_of(value))

    def getOutputCols(self) -> list[str]:
        """The columns of texts, one for each input column."""
        return self._value("outputCols")

    def setValueSplitSymbol(self: Self, value: str) -> Self:
        """Sets what stands between the values of an annotation."""
        return self._set(valueSplitSymbol=value)

    def getValueSplitSymbol(self) -> str:
        """What stands between the values of an annotation."""
        return self._value("valueSplitSymbol")

    def setAnnotationSplitSymbol(self: Self, value: str) -> Self:
        """Sets what stands between annotations in one text."""
        return self._set(annotationSplitSymbol=value)

    def getAnnotationSplitSymbol(self) -> str:
        """What stands between annotations in one text."""
        return self._value("annotationSplitSymbol")

    def setCleanAnnotations(self: Self, value: bool) -> Self:
        """Sets whether the columns of annotations are removed."""
        return self._set(cleanAnnotations=value)

    def getCleanAnnotations(self) -> bool:
        """Whether the columns of annotations are removed."""
        return self._value("cleanAnnotations")

    def setIncludeMetadata(self: Self, value: bool) -> Self:
        """Sets whether the metadata are written too."""
        return self._set(includeMetadata=value)

    def getIncludeMetadata(self) -> bool:
        """Whether the metadata are written too."""
        return self._value("includeMetadata")

    def setOutputAsArray(self: Self, value: bool) -> Self:
        """Sets whether the result is a list, not one text."""
        return self._set(outputAsArray=value)

    def getOutputAsArray(self) -> bool:
        """Whether the result is a list, not one text."""
        return self._value("outputAsArray")


class LightPipeline:
    """A pipeline for texts at hand, without a table.

    A `Finisher` among the stages chooses which columns the answers have, and changes none.
    """

    def __init__(self, pipelineModel: PipelineModel) -> None:
        self.pipeline_model = pipelineModel
        self._java_pipeline = jvm().LightPipeline(pipelineModel._to_java())

    @overload
    def annotate(self, target: str) -> dict[str, list[str]]: ...
    @overload
    def annotate(self, target: list[str]) -> list[dict[str, list[str]]]: ...

    def annotate(self, target: str | list[str]) -> Any:
        """The results of the annotations of a text, or of each of some, by their column."""
        answers = [
            {column: [each.result for each in annotations] for column, annotations in answer.items()} for answer in self._answers(target)
        ]
        return answers[0] if isinstance(target, str) else answers

    def fullAnnotate(self, target: str | list[str]) -> list[dict[str, list[Annotation]]]:
        """The annotations of a text, or of each of some, by their column."""
        return self._answers(target)

    def _answers(self, target: str | list[str]) -> list[dict[str, list[Annotation]]]:
        texts = [target] if isinstance(target, str) else list(target)
        return [
            {
                column: [
                    Annotation(each["annotatorType"], each["begin"], each["end"], each["result"], each["metadata"]) for each in annotations
                ]
                for column, annotations in answer.items()
            }
            for answer in json.loads(self._java_pipeline.fullAnnotateJson(strings(texts)))
        ]

"""What the wrappers of all stages share: the stage itself is on the JVM."""

from __future__ import annotations

from typing import Any, TypeVar

from pyspark import SparkContext
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable
from pyspark.ml.wrapper import JavaTransformer

Self = TypeVar("Self", bound="AnnotatorStage")


class AnnotatorStage(JavaTransformer, JavaMLReadable[Any], JavaMLWritable):
    """A stage of the JVM. Parameters and setters have the names of Spark NLP."""

    compatibility: Param[str] = Param(
        Params._dummy(), "compatibility", "whose rules the stage follows: none or spark-nlp", TypeConverters.toString
    )

    def __init__(self, java_stage: Any = None) -> None:
        super().__init__()
        if java_stage is None:
            java_stage = self._new_java_obj(_java_class(type(self)), self.uid)
        self._java_obj = java_stage
        self._resetUid(java_stage.uid())
        self._transfer_params_from_java()

    def setCompatibility(self: Self, value: str) -> Self:
        """Sets whose rules the stage follows: `none`, TrialNER's own, or `spark-nlp`, Spark NLP's row for row."""
        return self._set(compatibility=value)

    def getCompatibility(self) -> str:
        """Whose rules the stage follows."""
        return self._value("compatibility")

    def _value(self, name: str) -> Any:
        """The value of a parameter; one that is not set has the JVM's default."""
        return self.getOrDefault(name)

    def _known(self, name: str) -> list[str]:
        """The list that a parameter has so far: what was set, or the default."""
        return list(self.getOrDefault(name)) if self.isDefined(name) else []

    @classmethod
    def read(cls) -> JavaMLReader[Any]:
        """Reads a stage that was saved."""
        return _Reader(cls)


class _Reader(JavaMLReader[Any]):
    def load(self, path: str) -> Any:
        loaded = super().load(path)
        expected, found = _java_class(self._clazz), loaded._java_obj.getClass().getName()
        if found != expected:
            raise ValueError(f"{path} holds a stage of class {found}, not {expected}; load it as that")
        return loaded

    @classmethod
    def _java_loader_class(cls, clazz: Any) -> str:
        return _java_class(clazz)


class ColumnStage(AnnotatorStage):
    """A stage that reads columns of annotations and adds one."""

    inputCols: Param[list[str]] = Param(Params._dummy(), "inputCols", "the columns of annotations", TypeConverters.toListString)
    outputCol: Param[str] = Param(Params._dummy(), "outputCol", "the column that the stage adds", TypeConverters.toString)
    lazyAnnotator: Param[bool] = Param(Params._dummy(), "lazyAnnotator", "of Spark NLP, without effect here", TypeConverters.toBoolean)

    def setInputCols(self: Self, *value: Any) -> Self:
        """Sets the columns that the stage reads: as one list, or one after the other."""
        return self._set(inputCols=list_of(value))

    def setOutputCol(self: Self, value: str) -> Self:
        """Sets the column that the stage adds."""
        return self._set(outputCol=value)

    def setLazyAnnotator(self: Self, value: bool) -> Self:
        """Of Spark NLP, without effect here."""
        return self._set(lazyAnnotator=value)

    def getInputCols(self) -> list[str]:
        """The columns that the stage reads."""
        return self._value("inputCols")

    def getOutputCol(self) -> str:
        """The column that the stage adds."""
        return self._value("outputCol")


def _java_class(python_class: type) -> str:
    return f"trialner.spark.{python_class.__name__}"


def list_of(values: tuple[Any, ...]) -> list[str]:
    """A list that was given as one, or one after the other."""
    return list(values[0]) if len(values) == 1 and isinstance(values[0], (list, tuple)) else list(values)


def jvm() -> Any:
    """The package `trialner.spark` of the JVM of the running session."""
    context = SparkContext._active_spark_context
    if context is None:
        raise RuntimeError("there is no session of Spark; begin with trialner.spark.start()")
    return context._jvm.trialner.spark


def strings(values: list[str]) -> Any:
    """An array of strings of the JVM."""
    gateway = SparkContext._active_spark_context._gateway
    array = gateway.new_array(gateway.jvm.String, len(values))
    for index, value in enumerate(values):
        array[index] = value
    return array

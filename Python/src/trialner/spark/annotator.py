"""The stages in the middle of a pipeline, as `sparknlp.annotator` and `sparknlp_jsl.annotator` have them."""

from __future__ import annotations

from typing import Any, TypeVar

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.sql import SparkSession

from .stage import ColumnStage, jvm, list_of

__all__ = [
    "BertForTokenClassification",
    "MedicalBertForTokenClassifier",
    "NerConverter",
    "NerConverterInternal",
    "SentenceDetector",
    "Tokenizer",
]

Self = TypeVar("Self", bound=ColumnStage)
Classifier = TypeVar("Classifier", bound="BertForTokenClassification")


class SentenceDetector(ColumnStage):
    """Finds the sentences of documents."""

    useAbbreviations: Param[bool] = Param(
        Params._dummy(), "useAbbreviations", "whether the dots of known abbreviations end no sentence", TypeConverters.toBoolean
    )
    detectLists: Param[bool] = Param(
        Params._dummy(), "detectLists", "whether the items of a list begin sentences", TypeConverters.toBoolean
    )
    customBounds: Param[list[str]] = Param(
        Params._dummy(), "customBounds", "patterns at which sentences are cut", TypeConverters.toListString
    )
    useCustomBoundsOnly: Param[bool] = Param(
        Params._dummy(), "useCustomBoundsOnly", "whether sentences are cut at the custom bounds only", TypeConverters.toBoolean
    )
    customBoundsStrategy: Param[str] = Param(
        Params._dummy(),
        "customBoundsStrategy",
        "what becomes of the text that a custom bound matches: none, prepend or append",
        TypeConverters.toString,
    )
    explodeSentences: Param[bool] = Param(
        Params._dummy(), "explodeSentences", "whether each sentence gets a row of its own", TypeConverters.toBoolean
    )
    splitLength: Param[int] = Param(
        Params._dummy(), "splitLength", "the length at which sentences are cut between words", TypeConverters.toInt
    )
    minLength: Param[int] = Param(Params._dummy(), "minLength", "the least length of a sentence that is kept", TypeConverters.toInt)
    maxLength: Param[int] = Param(Params._dummy(), "maxLength", "the greatest length of a sentence that is kept", TypeConverters.toInt)

    def setUseAbbreviations(self: Self, value: bool) -> Self:
        """Sets whether the dots of known abbreviations end no sentence."""
        return self._set(useAbbreviations=value)

    def getUseAbbreviations(self) -> bool:
        """Whether the dots of known abbreviations end no sentence."""
        return self._value("useAbbreviations")

    def setDetectLists(self: Self, value: bool) -> Self:
        """Sets whether the items of a list begin sentences."""
        return self._set(detectLists=value)

    def getDetectLists(self) -> bool:
        """Whether the items of a list begin sentences."""
        return self._value("detectLists")

    def setCustomBounds(self: Self, *value: Any) -> Self:
        """Sets patterns at which sentences are cut."""
        return self._set(customBounds=list_of(value))

    def getCustomBounds(self) -> list[str]:
        """Patterns at which sentences are cut."""
        return self._value("customBounds")

    def setUseCustomBoundsOnly(self: Self, value: bool) -> Self:
        """Sets whether sentences are cut at the custom bounds only."""
        return self._set(useCustomBoundsOnly=value)

    def getUseCustomBoundsOnly(self) -> bool:
        """Whether sentences are cut at the custom bounds only."""
        return self._value("useCustomBoundsOnly")

    def setCustomBoundsStrategy(self: Self, value: str) -> Self:
        """Sets what becomes of the text that a custom bound matches: none, prepend or append."""
        return self._set(customBoundsStrategy=value)

    def getCustomBoundsStrategy(self) -> str:
        """What becomes of the text that a custom bound matches: none, prepend or append."""
        return self._value("customBoundsStrategy")

    def setExplodeSentences(self: Self, value: bool) -> Self:
        """Sets whether each sentence gets a row of its own."""
        return self._set(explodeSentences=value)

    def getExplodeSentences(self) -> bool:
        """Whether each sentence gets a row of its own."""
        return self._value("explodeSentences")

    def setSplitLength(self: Self, value: int) -> Self:
        """Sets the length at which sentences are cut between words."""
        return self._set(splitLength=value)

    def getSplitLength(self) -> int:
        """The length at which sentences are cut between words."""
        return self._value("splitLength")

    def setMinLength(self: Self, value: int) -> Self:
        """Sets the least length of a sentence that is kept."""
        return self._set(minLength=value)

    def getMinLength(self) -> int:
        """The least length of a sentence that is kept."""
        return self._value("minLength")

    def setMaxLength(self: Self, value: int) -> Self:
        """Sets the greatest length of a sentence that is kept."""
        return self._set(maxLength=value)

    def getMaxLength(self) -> int:
        """The greatest length of a sentence that is kept."""
        return self._value("maxLength")


class Tokenizer(ColumnStage):
    """Splits documents or sentences into tokens."""

    targetPattern: Param[str] = Param(Params._dummy(), "targetPattern", "what can be a token", TypeConverters.toString)
    prefixPattern: Param[str] = Param(Params._dummy(), "prefixPattern", "what stands before a word", TypeConverters.toString)
    suffixPattern: Param[str] = Param(Params._dummy(), "suffixPattern", "what stands behind a word", TypeConverters.toString)
    infixPatterns: Param[list[str]] = Param(
        Params._dummy(), "infixPatterns", "what a word is, the first pattern that matches counts", TypeConverters.toListString
    )
    splitPattern: Param[str] = Param(Params._dummy(), "splitPattern", "where tokens are cut in two", TypeConverters.toString)
    splitChars: Param[list[str]] = Param(
        Params._dummy(), "splitChars", "the characters at which tokens are cut in two", TypeConverters.toListString
    )
    contextChars: Param[list[str]] = Param(
        Params._dummy(), "contextChars", "the characters that are cut off the ends of tokens", TypeConverters.toListString
    )
    exceptions: Param[list[str]] = Param(Params._dummy(), "exceptions", "patterns of what stays one token", TypeConverters.toListString)
    caseSensitiveExceptions: Param[bool] = Param(
        Params._dummy(), "caseSensitiveExceptions", "whether exceptions match in this case only", TypeConverters.toBoolean
    )
    minLength: Param[int] = Param(Params._dummy(), "minLength", "the shortest token that is kept", TypeConverters.toInt)
    maxLength: Param[int] = Param(Params._dummy(), "maxLength", "the longest token that is kept", TypeConverters.toInt)

    def setTargetPattern(self: Self, value: str) -> Self:
        """Sets what can be a token."""
        return self._set(targetPattern=value)

    def getTargetPattern(self) -> str:
        """What can be a token."""
        return self._value("targetPattern")

    def setPrefixPattern(self: Self, value: str) -> Self:
        """Sets what stands before a word."""
        return self._set(prefixPattern=value)

    def getPrefixPattern(self) -> str:
        """What stands before a word."""
        return self._value("prefixPattern")

    def setSuffixPattern(self: Self, value: str) -> Self:
        """Sets what stands behind a word."""
        return self._set(suffixPattern=value)

    def getSuffixPattern(self) -> str:
        """What stands behind a word."""
        return self._value("suffixPattern")

    def setInfixPatterns(self: Self, *value: Any) -> Self:
        """Sets what a word is, the first pattern that matches counts."""
        return self._set(infixPatterns=list_of(value))

    def getInfixPatterns(self) -> list[str]:
        """What a word is, the first pattern that matches counts."""
        return self._value("infixPatterns")

    def setSplitPattern(self: Self, value: str) -> Self:
        """Sets where tokens are cut in two."""
        return self._set(splitPattern=value)

    def getSplitPattern(self) -> str:
        """Where tokens are cut in two."""
        return self._value("splitPattern")

    def setSplitChars(self: Self, *value: Any) -> Self:
        """Sets the characters at which tokens are cut in two."""
        return self._set(splitChars=list_of(value))

    def getSplitChars(self) -> list[str]:
        """The characters at which tokens are cut in two."""
        return self._value("splitChars")

    def setContextChars(self: Self, *value: Any) -> Self:
        """Sets the characters that are cut off the ends of tokens."""
        return self._set(contextChars=list_of(value))

    def getContextChars(self) -> list[str]:
        """The characters that are cut off the ends of tokens."""
        return self._value("contextChars")

    def setExceptions(self: Self, *value: Any) -> Self:
        """Sets patterns of what stays one token."""
        return self._set(exceptions=list_of(value))

    def getExceptions(self) -> list[str]:
        """Patterns of what stays one token."""
        return self._value("exceptions")

    def setCaseSensitiveExceptions(self: Self, value: bool) -> Self:
        """Sets whether exceptions match in this case only."""
        return self._set(caseSensitiveExceptions=value)

    def getCaseSensitiveExceptions(self) -> bool:
        """Whether exceptions match in this case only."""
        return self._value("caseSensitiveExceptions")

    def setMinLength(self: Self, value: int) -> Self:
        """Sets the shortest token that is kept."""
        return self._set(minLength=value)

    def getMinLength(self) -> int:
        """The shortest token that is kept."""
        return self._value("minLength")

    def setMaxLength(self: Self, value: int) -> Self:
        """Sets the longest token that is kept."""
        return self._set(maxLength=value)

    def getMaxLength(self) -> int:
        """The longest token that is kept."""
        return self._value("maxLength")

    def addException(self: Self, value: str) -> Self:
        """Adds a pattern of what stays one token."""
        return self._set(exceptions=[*self._known("exceptions"), value])

    def addSplitChars(self: Self, value: str) -> Self:
        """Adds a character at which tokens are cut in two."""
        return self._set(splitChars=[*self._known("splitChars"), value])

    def addContextChars(self: Self, value: str) -> Self:
        """Adds a character that is cut off the ends of tokens."""
        return self._set(contextChars=[*self._known("contextChars"), value])

    def addInfixPattern(self: Self, value: str) -> Self:
        """Adds a pattern before all others."""
        return self._set(infixPatterns=[value, *self._known("infixPatterns")])


class NerConverter(ColumnStage):
    """Makes chunks of tagged tokens."""

    whiteList: Param[list[str]] = Param(Params._dummy(), "whiteList", "the types of chunks that are wanted", TypeConverters.toListString)
    preservePosition: Param[bool] = Param(
        Params._dummy(), "preservePosition", "whether the text of a chunk is that of the document", TypeConverters.toBoolean
    )
    nerHasNoSchema: Param[bool] = Param(Params._dummy(), "nerHasNoSchema", "whether the tags have no B- and I-", TypeConverters.toBoolean)
    threshold: Param[float] = Param(Params._dummy(), "threshold", "the least confidence of a chunk", TypeConverters.toFloat)

    def setWhiteList(self: Self, *value: Any) -> Self:
        """Sets the types of chunks that are wanted."""
        return self._set(whiteList=list_of(value))

    def getWhiteList(self) -> list[str]:
        """The types of chunks that are wanted."""
        return self._value("whiteList")

    def setPreservePosition(self: Self, value: bool) -> Self:
        """Sets whether the text of a chunk is that of the document."""
        return self._set(preservePosition=value)

    def getPreservePosition(self) -> bool:
        """Whether the text of a chunk is that of the document."""
        return self._value("preservePosition")

    def setNerHasNoSchema(self: Self, value: bool) -> Self:
        """Sets whether the tags have no B- and I-."""
        return self._set(nerHasNoSchema=value)

    def getNerHasNoSchema(self) -> bool:
        """Whether the tags have no B- and I-."""
        return self._value("nerHasNoSchema")

    def setThreshold(self: Self, value: float) -> Self:
        """Sets the least confidence of a chunk."""
        return self._set(threshold=value)

    def getThreshold(self) -> float:
        """The least confidence of a chunk."""
        return self._value("threshold")


# The name that Healthcare NLP has for it.
NerConverterInternal = NerConverter


class BertForTokenClassification(ColumnStage):
    """Gives every token its tag with a BERT token classifier."""

    model: Param[str] = Param(Params._dummy(), "model", "the name of the model that came with TrialNER", TypeConverters.toString)
    caseSensitive: Param[bool] = Param(Params._dummy(), "caseSensitive", "whether case and accents are kept", TypeConverters.toBoolean)
    batchSize: Param[int] = Param(Params._dummy(), "batchSize", "how many windows run together at the most", TypeConverters.toInt)
    maxSentenceLength: Param[int] = Param(
        Params._dummy(), "maxSentenceLength", "the most word pieces that the model reads at once", TypeConverters.toInt
    )

    def setModel(self: Self, value: str) -> Self:
        """Sets the name of the model that came with TrialNER."""
        return self._set(model=value)

    def getModel(self) -> str:
        """The name of the model that came with TrialNER."""
        return self._value("model")

    def setCaseSensitive(self: Self, value: bool) -> Self:
        """Sets whether case and accents are kept."""
        return self._set(caseSensitive=value)

    def getCaseSensitive(self) -> bool:
        """Whether case and accents are kept."""
        return self._value("caseSensitive")

    def setBatchSize(self: Self, value: int) -> Self:
        """Sets how many windows run together at the most."""
        return self._set(batchSize=value)

    def getBatchSize(self) -> int:
        """How many windows run together at the most."""
        return self._value("batchSize")

    def setMaxSentenceLength(self: Self, value: int) -> Self:
        """Sets the most word pieces that the model reads at once."""
        return self._set(maxSentenceLength=value)

    def getMaxSentenceLength(self) -> int:
        """The most word pieces that the model reads at once."""
        return self._value("maxSentenceLength")

    @classmethod
    def pretrained(
        cls: type[Classifier],
        name: str = "bert_token_classifier_drug_development_trials_onnx",
        lang: str = "en",
        remote_loc: str | None = "clinical/models",
    ) -> Classifier:
        """A model by its name, language and place: one that comes with TrialNER, or one that was brought to this machine."""
        return cls(getattr(jvm(), cls.__name__).pretrained(name, lang, remote_loc or ""))

    @classmethod
    def loadSavedModel(cls: type[Classifier], folder: str, spark_session: SparkSession) -> Classifier:
        """A model from a folder in the Hugging Face layout, of this machine or of any file system that Hadoop knows."""
        return cls(getattr(jvm(), cls.__name__).loadSavedModel(folder, spark_session._jsparkSession))

    def getClasses(self) -> list[str]:
        """The tags that the model gives."""
        self._transfer_params_to_java()
        return list(self._java_obj.getClasses())


class MedicalBertForTokenClassifier(BertForTokenClassification):
    """The classifier under the name that Healthcare NLP has for it."""

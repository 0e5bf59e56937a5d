"""Pipelines of annotators, as Spark NLP has them, without Spark."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Iterable, Sequence
from os import PathLike, fspath
from typing import Any, Literal, cast, overload

from . import locations
from .errors import ArgumentError
from .handle import Handle
from .library import call, library
from .table import Annotation, Cell, rows, text_table
from .texts import utf8

__all__ = ["Annotation", "Pipeline"]

# Texts that cross together: what comes back has some kilobytes a token.
_BATCH = 32


class Pipeline(Handle):
    """Stages that are ready. It may be used from several threads at once.

    Args:
        stages: Each as in `pipeline.json`: `{"class": "Tokenizer", "inputCols": ["document"], "outputCol": "token", "splitChars": ["-"]}`.
        compatibility: Whose rules the stages follow: TrialNER's own, or Spark NLP's row for row.
        threads: How many threads compute one window together (default 1).
    """

    def __init__(
        self, stages: Sequence[dict[str, Any]], *, compatibility: Literal["none", "spark-nlp"] = "none", threads: int | None = None
    ) -> None:
        if not stages:
            raise ArgumentError("a pipeline needs a stage: give the stages as in pipeline.json")
        description = json.dumps({"compatibility": compatibility, "stages": list(stages)}).encode()
        pointer = ctypes.c_void_p()
        call(library().trialner_pipeline_make, description, None, _opening(threads), ctypes.byref(pointer))
        self._begin(pointer)

    @classmethod
    def load(cls, path: str | PathLike[str], *, threads: int | None = None) -> Pipeline:
        """Reads a saved pipeline: a `pipeline.json`, a folder that has one, or a folder that Spark NLP saved."""
        pointer = ctypes.c_void_p()
        call(library().trialner_pipeline_load, fspath(path).encode(), _opening(threads), ctypes.byref(pointer))
        pipeline = cls.__new__(cls)
        pipeline._begin(pointer)
        return pipeline

    def _begin(self, pointer: ctypes.c_void_p) -> None:
        super().__init__(pointer, "trialner_pipeline_free")
        self.description: dict[str, Any] = json.loads(library().trialner_pipeline_description(pointer))
        """The stages in the form of `pipeline.json`."""
        columns = json.loads(library().trialner_pipeline_columns(pointer))
        self.text_column: str = columns["inputCols"][0]
        """The column of texts that the first stage reads."""
        self.columns: tuple[str, ...] = tuple(columns["outputCols"])
        """The columns that the stages add."""
        self.classes: tuple[str, ...] = tuple(columns.get("labels", ()))
        """The tags of the model, where a stage has one."""

    @overload
    def full_annotate(self, texts: str) -> dict[str, list[Annotation]]: ...  # type: ignore[overload-overlap]
    @overload
    def full_annotate(self, texts: Iterable[str | None]) -> list[dict[str, list[Annotation]]]: ...

    def full_annotate(self, texts: str | Iterable[str | None]) -> dict[str, list[Annotation]] | list[dict[str, list[Annotation]]]:
        """The annotations of a text, or of each of some texts, by their column.

        A text that cannot be read has in each column one annotation whose metadata has the reason as `exception`.
        """
        if isinstance(texts, str):
            return self._annotations([texts])[0]
        given = list(texts)
        return [answer for start in range(0, len(given), _BATCH) for answer in self._annotations(given[start : start + _BATCH], start)]

    @overload
    def annotate(self, texts: str) -> dict[str, list[str]]: ...  # type: ignore[overload-overlap]
    @overload
    def annotate(self, texts: Iterable[str | None]) -> list[dict[str, list[str]]]: ...

    def annotate(self, texts: str | Iterable[str | None]) -> dict[str, list[str]] | list[dict[str, list[str]]]:
        """The results of the annotations of a text, or of each of some texts, by their column."""
        if isinstance(texts, str):
            return _results(self.full_annotate(texts))
        return [_results(answer) for answer in self.full_annotate(texts)]

    def _annotations(self, texts: Sequence[str | None], first: int = 0) -> list[dict[str, list[Annotation]]]:
        answers: list[dict[str, list[Annotation]]] = [{} for _ in texts]
        for origin, row in self._transform(texts, first):
            for column, cell in row.items():
                if isinstance(cell, list) and all(isinstance(each, Annotation) for each in cell):
                    annotations = cast("list[Annotation]", cell)
                    known = answers[origin].setdefault(column, [])
                    # Sentences with rows of their own bring their document in each.
                    if known != annotations:
                        known += annotations
        # A row can go away, as one without sentences does where these have rows of their own.
        return [{column: answer.get(column, []) for column in self.columns} for answer in answers]

    def _transform(self, texts: Sequence[str | None], first: int) -> list[tuple[int, dict[str, Cell]]]:
        table = text_table(self.text_column, [None if text is None else utf8(text, first + index) for index, text in enumerate(texts)])
        result, count = ctypes.c_void_p(), ctypes.c_size_t()
        opened = self._use()
        call(library().trialner_pipeline_transform, opened.pointer, table, len(table), ctypes.byref(result), ctypes.byref(count))
        try:
            return list(rows(ctypes.string_at(result, count.value)))
        finally:
            library().trialner_free(result)


def _results(answer: dict[str, list[Annotation]]) -> dict[str, list[str]]:
    return {column: [annotation.result for annotation in annotations] for column, annotations in answer.items()}


def _opening(threads: int | None) -> bytes:
    opening = {"runtime": locations.runtime(), "threads": threads}
    return json.dumps({name: value for name, value in opening.items() if value is not None}).encode()

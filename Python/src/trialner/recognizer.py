"""Finding the concepts of texts: the short way in."""

from __future__ import annotations

import ctypes
import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from typing import Any, Literal, overload

from . import locations
from .document import Document, Entity
from .handle import Handle
from .library import Documents, Text, call, library
from .texts import utf8

_ENTITY = struct.Struct("<qqqqif")
# Texts that cross together, and their characters: enough for good batches, few enough that Ctrl-C is heard soon.
_BATCH = 32
_CHARACTERS = 65_536


def load(
    model: str | PathLike[str] | None = None,
    *,
    precision: Literal["fp32", "int8"] | None = None,
    labels: Sequence[str] | None = None,
    threshold: float = 0.0,
    sentences: bool = False,
    viterbi: bool = True,
    case_sensitive: bool | None = None,
    max_sentence_length: int | None = None,
    batch_size: int | None = None,
    threads: int | None = None,
    jobs: int | None = None,
    compatibility: Literal["none", "spark-nlp"] = "none",
) -> Recognizer:
    """Opens a model.

    Args:
        model: A folder, or the name of a model that is installed; by default the one that comes with the package.
        precision: Which of the model's files; by default the one that is there, int8 where there are both.
        labels: The labels that are wanted; by default all.
        threshold: The least confidence of an entity, from 0 to 1.
        sentences: Whether each sentence is read by itself; otherwise a document is read as one text.
        viterbi: Whether tags are the best valid sequence, else the best of each token alone.
        case_sensitive: Whether case and accents are kept; by default what the model says.
        max_sentence_length: The most word pieces that are read at once.
        batch_size: The most windows that run together.
        threads: How many threads compute one window together (default 1).
        jobs: How many windows are computed side by side; by default one a core, or 1 where `threads` is given.
        compatibility: Whose rules are followed: TrialNER's own, or Spark NLP's row for row.

    Raises:
        TrialNERError: By its kind, with what to do.
    """
    options: dict[str, Any] = {
        "model": None if model is None else str(model),
        "runtime": locations.runtime(),
        "precision": precision,
        "labels": None if labels is None else list(labels),
        "threshold": threshold,
        "sentences": sentences,
        "viterbi": viterbi,
        "caseSensitive": case_sensitive,
        "maxSentenceLength": max_sentence_length,
        "batchSize": batch_size,
        "threads": threads,
        "jobs": jobs,
        "compatibility": compatibility,
    }
    return Recognizer({name: value for name, value in options.items() if value is not None})


class Recognizer(Handle):
    """An open model. It may be used from several threads at once; `load` makes it."""

    def __init__(self, options: dict[str, Any]) -> None:
        pointer = ctypes.c_void_p()
        call(library().trialner_recognizer_open, json.dumps(options).encode(), ctypes.byref(pointer))
        super().__init__(pointer, "trialner_recognizer_close")
        description = json.loads(library().trialner_recognizer_description(pointer))
        self.model: str = description["model"]
        """The name of the model."""
        self.version: str | None = description.get("version")
        """Its version."""
        self.path: str = description["path"]
        """The folder that it was opened from."""
        self.precision: str = description["precision"]
        """How its weights are stored: `fp32` or `int8`."""
        self.labels: tuple[str, ...] = tuple(description["labels"])
        """The types of its entities."""

    def __repr__(self) -> str:
        return f"Recognizer(model={self.model!r}, version={self.version!r}, precision={self.precision!r})"

    @overload
    def annotate(self, texts: str) -> Document: ...  # type: ignore[overload-overlap]
    @overload
    def annotate(self, texts: Iterable[str]) -> list[Document]: ...

    def annotate(self, texts: str | Iterable[str]) -> Document | list[Document]:
        """The concepts of a text, or of each of some texts, in their order.

        A text that cannot be read has its reason in `Document.error` and keeps no other from being read.
        """
        if isinstance(texts, str):
            return self._annotate([texts])[0]
        given = list(texts)
        # Before any work is done that could be lost.
        for index, text in enumerate(given):
            utf8(text, index)
        return list(self.stream(given))

    def stream(self, texts: Iterable[str], batch_size: int = _BATCH) -> Iterator[Document]:
        """The documents of texts without end, one after the other, with no more than `batch_size` of them in memory.

        Texts that were taken before `texts` raises an error are given first.
        """
        if isinstance(texts, str):
            raise TypeError("a text alone is read by `annotate`; give `stream` an iterable of texts")
        if batch_size < 1:
            raise ValueError(f"a batch of {batch_size} texts holds nothing; give 1 or more")
        iterator = iter(texts)
        first = 0
        failure: Exception | None = None
        while failure is None:
            batch: list[str] = []
            characters = 0
            try:
                while len(batch) < batch_size and characters < _CHARACTERS:
                    text = next(iterator)
                    utf8(text, first + len(batch))
                    batch.append(text)
                    characters += len(text)
            except StopIteration:
                failure = StopIteration()
            except Exception as error:
                failure = error
            if batch:
                yield from self._annotate(batch, first)
            first += len(batch)
        if not isinstance(failure, StopIteration):
            raise failure

    def _annotate(self, texts: Sequence[str], first: int = 0) -> list[Document]:
        given = [utf8(text, first + index) for index, text in enumerate(texts)]
        array = (Text * len(given))(*[Text(text, len(text)) for text in given])
        documents = ctypes.POINTER(Documents)()
        opened = self._use()
        call(library().trialner_recognizer_annotate, opened.pointer, array, len(given), ctypes.byref(documents))
        try:
            return self._documents(texts, documents.contents)
        finally:
            library().trialner_documents_free(documents)

    def _documents(self, texts: Sequence[str], documents: Documents) -> list[Document]:
        firsts = documents.first_entity[: len(texts) + 1]
        memory = ctypes.string_at(documents.entities, firsts[-1] * _ENTITY.size)
        entities = [(begin, end, self.labels[label], confidence) for begin, end, _, _, label, confidence in _ENTITY.iter_unpack(memory)]
        found = []
        for index, text in enumerate(texts):
            error = documents.errors[index]
            concepts = tuple(
                Entity(begin, end, label, text[begin:end], confidence)
                for begin, end, label, confidence in entities[firsts[index] : firsts[index + 1]]
            )
            found.append(Document(text, concepts, None if error is None else error.decode()))
        return found

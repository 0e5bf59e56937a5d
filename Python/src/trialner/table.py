"""Tables of annotations as the bytes that the library reads and writes; `trialner.h` has their form."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Union

_INTEGER = struct.Struct("<I")
_PLACE = struct.Struct("<ii")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One row of an annotation column, with the fields of Spark NLP's.

    Offsets are UTF-16 code units into the text of the document, `end` inclusive, as on the JVM.
    """

    annotator_type: str
    """`document`, `token`, `named_entity` or `chunk`."""
    begin: int
    """The first UTF-16 code unit."""
    end: int
    """The last UTF-16 code unit."""
    result: str
    """The text, or the tag of a named entity."""
    metadata: dict[str, str] = field(default_factory=dict)
    """What else the annotator has to say, by name."""


Cell = Union[None, str, "list[str]", "list[tuple[str, str]]", "list[Annotation]"]


def text_table(column: str, texts: Sequence[bytes | None]) -> bytes:
    """The bytes of a table of one column of texts."""
    parts = [b"TNT1", _INTEGER.pack(1), _text(column.encode()), _INTEGER.pack(len(texts))]
    for index, text in enumerate(texts):
        parts.append(_INTEGER.pack(index))
        parts.append(b"\0" if text is None else b"\1" + _text(text))
    return b"".join(parts)


def _text(text: bytes) -> bytes:
    return _INTEGER.pack(len(text)) + text


def rows(table: bytes) -> Iterator[tuple[int, dict[str, Cell]]]:
    """The rows of a table: the number of the row that each came from, and its cells by their column."""
    reader = _Reader(table)
    columns = [reader.text() for _ in range(reader.integer())]
    for _ in range(reader.integer()):
        yield reader.integer(), {column: reader.cell() for column in columns}


class _Reader:
    def __init__(self, table: bytes) -> None:
        self._table = table
        self._position = 4
        self._names: list[str] = []

    def integer(self) -> int:
        value: int = _INTEGER.unpack_from(self._table, self._position)[0]
        self._position += 4
        return value

    def text(self) -> str:
        count = self.integer()
        self._position += count
        return self._table[self._position - count : self._position].decode()

    def cell(self) -> Cell:
        kind = self._table[self._position]
        self._position += 1
        if kind == 1:
            return self.text()
        if kind == 2:
            return [self.text() for _ in range(self.integer())]
        if kind == 3:
            return [(self.text(), self.text()) for _ in range(self.integer())]
        if kind == 4:
            return [self._annotation() for _ in range(self.integer())]
        return None

    def _name(self) -> str:
        number = self.integer()
        if number == len(self._names):
            self._names.append(self.text())
        return self._names[number]

    def _annotation(self) -> Annotation:
        kind = self._name()
        begin, end = _PLACE.unpack_from(self._table, self._position)
        self._position += 8
        result = self.text()
        return Annotation(kind, begin, end, result, {self._name(): self.text() for _ in range(self.integer())})

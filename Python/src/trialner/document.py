"""What is found in a text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entity:
    """A concept in a text: `text` is the document's `text[begin:end]`."""

    begin: int
    """The index of its first character."""
    end: int
    """The index of the first character behind it."""
    label: str
    """Its type, such as `End_Point`."""
    text: str
    """Its words."""
    confidence: float
    """How sure the model is, from 0 to 1: the mean probability of the tokens."""

    def to_dict(self) -> dict[str, Any]:
        """The entity as the command line writes it in JSONL."""
        confidence = round(self.confidence, 4)
        return {"begin": self.begin, "end": self.end, "label": self.label, "text": self.text, "confidence": confidence}


@dataclass(frozen=True, slots=True)
class Document:
    """A text and the concepts in it, in the order of the text."""

    text: str
    """The text that was read."""
    entities: tuple[Entity, ...]
    """The concepts, by where they begin."""
    error: str | None = None
    """Why the text could not be read; `None` where it was."""

    def to_dict(self) -> dict[str, Any]:
        """The document as the command line writes it in JSONL."""
        document: dict[str, Any] = {"text": self.text, "entities": [entity.to_dict() for entity in self.entities]}
        if self.error is not None:
            document["error"] = self.error
        return document

    def to_json(self) -> str:
        """The line of JSONL."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

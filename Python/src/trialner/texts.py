"""Texts as they are given to the library."""

from __future__ import annotations


def utf8(text: object, index: int | None = None) -> bytes:
    """The bytes of a text. A surrogate that stands alone, which UTF-8 has no form for, is read as U+FFFD, so that all offsets stay.

    Raises `TypeError` for what is no text, naming the item.
    """
    if not isinstance(text, str):
        place = "the text" if index is None else f"item {index}"
        raise TypeError(f"{place} is {type(text).__name__}, not str")
    try:
        return text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text).encode()

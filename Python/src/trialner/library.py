"""The functions of `trialner.h`, called by ctypes: while one runs, other threads of Python do too."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Sequence
from typing import Any

from . import locations
from .errors import TrialNERError, error_of

_INTERFACE_VERSION = 1


class Text(ctypes.Structure):
    """`trialner_text`."""

    _fields_ = [("bytes", ctypes.c_char_p), ("count", ctypes.c_size_t)]


class Documents(ctypes.Structure):
    """`trialner_documents`."""

    _fields_ = [
        ("count", ctypes.c_size_t),
        ("first_entity", ctypes.POINTER(ctypes.c_size_t)),
        ("entities", ctypes.c_void_p),
        ("errors", ctypes.POINTER(ctypes.c_char_p)),
    ]


@functools.cache
def library() -> ctypes.CDLL:
    """The shared library, loaded at the first use."""
    path = locations.library()
    try:
        loaded = ctypes.CDLL(str(path))
    except OSError as error:
        raise TrialNERError(f"{path} cannot be loaded: {error}") from error
    handle, text, message = ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)
    size, out = ctypes.c_size_t, ctypes.POINTER(ctypes.c_void_p)
    signatures: dict[str, tuple[Any, Sequence[Any]]] = {
        "trialner_interface_version": (ctypes.c_uint32, []),
        "trialner_version": (text, []),
        "trialner_free": (None, [ctypes.c_void_p]),
        "trialner_recognizer_open": (ctypes.c_int, [text, out, message]),
        "trialner_recognizer_close": (None, [handle]),
        "trialner_recognizer_description": (text, [handle]),
        "trialner_recognizer_annotate": (
            ctypes.c_int,
            [handle, ctypes.POINTER(Text), size, ctypes.POINTER(ctypes.POINTER(Documents)), message],
        ),
        "trialner_documents_free": (None, [ctypes.POINTER(Documents)]),
        "trialner_pipeline_make": (ctypes.c_int, [text, text, text, out, message]),
        "trialner_pipeline_load": (ctypes.c_int, [text, text, out, message]),
        "trialner_pipeline_free": (None, [handle]),
        "trialner_pipeline_description": (text, [handle]),
        "trialner_pipeline_columns": (text, [handle]),
        "trialner_pipeline_transform": (ctypes.c_int, [handle, text, size, out, ctypes.POINTER(size), message]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments
    if loaded.trialner_interface_version() != _INTERFACE_VERSION:
        raise TrialNERError(f"{path} is of another version than this package; take both from one build")
    return loaded


def call(function: Any, *arguments: Any) -> None:
    """Calls a function whose last argument is the place of its message, and raises what it says."""
    message = ctypes.c_void_p()
    status = function(*arguments, ctypes.byref(message))
    if status == 0:
        return
    text = ctypes.string_at(message.value).decode() if message.value else "there is no memory left"
    library().trialner_free(message)
    raise error_of(status, text)

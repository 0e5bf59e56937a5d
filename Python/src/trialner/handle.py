"""Something that the library keeps open until it is closed."""

from __future__ import annotations

import ctypes
import os
import weakref
from types import TracebackType
from typing import Any, NoReturn, TypeVar

from .library import library

Self = TypeVar("Self", bound="Handle")


class Opened:
    """A pointer of the library, given up when the last one who holds this object lets it go: so a call in hand ends before it."""

    __slots__ = ("__weakref__", "pointer", "process")

    def __init__(self, pointer: ctypes.c_void_p, release: str) -> None:
        self.pointer = pointer
        # A process that was forked has no threads of the model, and must not touch it.
        self.process = os.getpid()
        weakref.finalize(self, _release, getattr(library(), release), pointer, self.process)


class Handle:
    """Holds a pointer of the library until `close`, the end of a `with`, or until nobody uses the object any more.

    Calls that other threads still make then go on to their end.
    """

    def __init__(self, pointer: ctypes.c_void_p, release: str) -> None:
        self._opened: Opened | None = Opened(pointer, release)

    def close(self) -> None:
        """Gives up what is open; a second time does nothing."""
        self._opened = None

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __copy__(self: Self) -> Self:
        return self

    def __deepcopy__(self: Self, memo: Any) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} cannot be sent to another process; open one in each")

    def _use(self) -> Opened:
        """What is open, to be held for the time of a call."""
        opened = self._opened
        if opened is None:
            raise ValueError(f"the {type(self).__name__} is closed")
        if opened.process != os.getpid():
            raise RuntimeError(f"the {type(self).__name__} was opened before this process was forked; open one in each process")
        return opened


def _release(function: Any, pointer: ctypes.c_void_p, process: int) -> None:
    if process == os.getpid():
        function(pointer)

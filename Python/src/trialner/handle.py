"""Something that the library keeps open until it is closed."""

from __future__ import annotations

import ctypes
import os
import threading
import weakref
from types import TracebackType
from typing import Any, TypeVar

from .library import library

Self = TypeVar("Self", bound="Handle")


class Handle:
    """A pointer of the library that is given up once: by `close`, by the end of a `with`, or when nobody uses the object any more.

    A call that another thread still makes is waited for.
    """

    def __init__(self, pointer: ctypes.c_void_p, release: str) -> None:
        self._pointer: ctypes.c_void_p | None = pointer
        self._users = 0
        self._condition = threading.Condition()
        # A process that was forked has no threads of the model, and must not touch it.
        self._process = os.getpid()
        self._finalizer = weakref.finalize(self, _release, getattr(library(), release), pointer, self._process)

    def close(self) -> None:
        """Gives up what is open; a second time does nothing."""
        with self._condition:
            self._pointer = None
            self._condition.wait_for(lambda: self._users == 0)
        self._finalizer()

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _use(self) -> _Use:
        return _Use(self)


class _Use:
    """The pointer for the time of a call."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    def __enter__(self) -> ctypes.c_void_p:
        handle = self._handle
        with handle._condition:
            if handle._pointer is None:
                raise ValueError(f"the {type(handle).__name__} is closed")
            if handle._process != os.getpid():
                raise RuntimeError(f"the {type(handle).__name__} was opened before this process was forked; open one in each process")
            handle._users += 1
            return handle._pointer

    def __exit__(self, *_: Any) -> None:
        with self._handle._condition:
            self._handle._users -= 1
            self._handle._condition.notify_all()


def _release(function: Any, pointer: ctypes.c_void_p, process: int) -> None:
    if process == os.getpid():
        function(pointer)

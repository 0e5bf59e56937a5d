"""Where the shared library, the model and ONNX Runtime's library are."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from .errors import RuntimeLibraryError, TrialNERError

_PACKAGE = Path(__file__).resolve().parent
_SUFFIX = ".dylib" if sys.platform == "darwin" else ".so"


def native_folder() -> Path:
    """The folder with the shared library: the package's own, or that of the checkout that the package is part of."""
    for folder in (_PACKAGE / "native", _PACKAGE.parents[2] / ".build" / "bindings"):
        if (folder / f"libtrialner{_SUFFIX}").exists():
            return folder
    raise TrialNERError(
        "this installation has no shared library of TrialNER; install the wheel, or run Scripts/build-bindings.sh in the checkout"
    )


def library() -> Path:
    """The shared library; `TRIALNER_LIBRARY` names another."""
    named = os.environ.get("TRIALNER_LIBRARY")
    if named is None:
        return native_folder() / f"libtrialner{_SUFFIX}"
    if not Path(named).is_file():
        raise TrialNERError(f"TRIALNER_LIBRARY names {named}, which is no file")
    return Path(named)


def runtime() -> str | None:
    """ONNX Runtime's library in the package `onnxruntime`, which is not imported for it; `None` leaves the search to the core."""
    if os.environ.get("TRIALNER_ONNXRUNTIME"):
        return None
    spec = importlib.util.find_spec("onnxruntime")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "capi"
    found = sorted([*folder.glob("libonnxruntime.so*"), *folder.glob("libonnxruntime*.dylib")])
    found = [file for file in found if "providers" not in file.name]
    if not found:
        raise RuntimeLibraryError(f"the package onnxruntime has no library in {folder}; install it again, or set TRIALNER_ONNXRUNTIME")
    return str(found[-1])

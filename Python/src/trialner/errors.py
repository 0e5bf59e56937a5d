"""What can go wrong, by kind; each text says what is wrong and what to do."""

from __future__ import annotations


class TrialNERError(Exception):
    """Anything that TrialNER has to say."""


class ArgumentError(TrialNERError):
    """An option is not known or has a value that cannot be used."""


class ModelError(TrialNERError):
    """The model is not there, or its files do not fit together."""


class RuntimeLibraryError(TrialNERError):
    """ONNX Runtime is not there, cannot be used, or failed at a model."""


class PipelineError(TrialNERError):
    """A pipeline names a stage or a parameter that there is not, or one has a value that cannot be used."""


class TableError(TrialNERError):
    """A column is missing or holds something else."""


_KINDS: dict[int, type[TrialNERError]] = {1: ArgumentError, 2: ModelError, 3: RuntimeLibraryError, 4: PipelineError, 5: TableError}


def error_of(status: int, message: str) -> TrialNERError:
    """The error of a status of the library."""
    return _KINDS.get(status, TrialNERError)(message)

"""What the tests share: a model that is opened once, the command line, and texts."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from samples import HOME, run_command

import trialner


@pytest.fixture(scope="session")
def recognizer():
    with trialner.load() as opened:
        yield opened


@pytest.fixture(scope="session")
def command():
    """Runs the command `trialner` of the checkout and gives the lines of JSON that it prints for texts."""
    return run_command


@pytest.fixture(scope="session")
def corpus():
    """The development documents, which are not part of the checkout."""
    shared = Path(os.environ.get("TRIALNER_SHARED", HOME.parent / "shared"))
    path = shared / "corpus" / "dev.docs.jsonl"
    if not path.exists():
        pytest.skip("needs ../shared/corpus")
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf8").splitlines()]

"""What the tests share: a model that is opened once, the command line, and texts."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

import trialner

HOME = Path(__file__).resolve().parents[2]
REFERENCE = (
    "In June 2003, the median overall survival  with and without topotecan were 4.0 and 3.6 months, respectively. The best complete "
    "response  ( CR ) , partial response  ( PR ) , stable disease and progressive disease were observed in 23, 63, 55 and 33 patients, "
    "respectively, with  topotecan,  and 11, 61, 66 and 32 patients, respectively, without topotecan."
)
TEXTS = [
    REFERENCE,
    "",
    "Of 412 patients (≥ 65 years), 205 received naïve 𝒳-mab 5 mg 😀 and 207 placebo; HR 0.71 (95% CI, 0.55-0.92; p<0.001).",
    "Results\r\n\r\nMedian follow-up was 24.3 months; grade 3–4 neutropenia occurred in 12 % vs. 3 %.\u00a0Déjà vu: e\u0301 5 patients.",
    "   \n\t ",
    "no concept here",
]


@pytest.fixture(scope="session")
def recognizer():
    with trialner.load() as opened:
        yield opened


@pytest.fixture(scope="session")
def command():
    """Runs the command `trialner` of the checkout and gives the lines of JSON that it prints for texts."""

    def run(texts, *options):
        lines = "".join(json.dumps({"id": str(index), "text": text}) + "\n" for index, text in enumerate(texts))
        arguments = [str(HOME / "trialner"), "annotate", "--input-format", "jsonl", *options, "-"]
        done = subprocess.run(arguments, input=lines.encode(), capture_output=True, check=True)
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    return run


@pytest.fixture(scope="session")
def corpus():
    """The development documents, which are not part of the checkout."""
    shared = Path(os.environ.get("TRIALNER_SHARED", HOME.parent / "shared"))
    path = shared / "corpus" / "dev.docs.jsonl"
    if not path.exists():
        pytest.skip("needs ../shared/corpus")
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf8").splitlines()]

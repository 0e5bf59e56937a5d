"""Texts, and what the command line finds in them, for the tests here and on Spark."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

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


def run_command(texts, *options):
    """Runs the command `trialner` of the checkout and gives the lines of JSON that it prints for texts."""
    lines = "".join(json.dumps({"id": str(index), "text": text}) + "\n" for index, text in enumerate(texts))
    arguments = [str(HOME / "trialner"), "annotate", "--input-format", "jsonl", *options, "-"]
    done = subprocess.run(arguments, input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]

"""How well a model does, as `trialner evaluate` measures it."""

import json
import pathlib
import subprocess
import tempfile

from .corpus import join


def evaluate(corpus, names, model, trialner, precision="fp32", options=()):
    """The report of `trialner evaluate --format json` for each set."""
    reports = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            gold = pathlib.Path(folder) / f"{name}.jsonl"
            join(corpus, name, gold)
            command = [trialner, "evaluate", gold, "--model", model, "--precision", precision, "--format", "json", *options]
            reports[name] = json.loads(subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE).stdout)
    return reports

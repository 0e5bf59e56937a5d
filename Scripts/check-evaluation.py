#!/usr/bin/env python3
"""Compare `trialner evaluate` with seqeval and scikit-learn.

usage: Scripts/check-evaluation.py GOLD.jsonl [--program PROGRAM]

The gold entities are disturbed at random into predictions (moved edges, other types, missing and added entities). seqeval (strict IOB2) gives
the exact scores, scikit-learn those of tags; every number must be equal to the last digit. Needs: pip install seqeval scikit-learn
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from seqeval.metrics import classification_report as entity_report
from seqeval.scheme import IOB2
from sklearn.metrics import classification_report as tag_report


def tokens_of(program, documents, folder):
    path = folder / "texts.jsonl"
    path.write_text("".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in documents), encoding="utf8")
    run = subprocess.run([program, "tokenize", str(path)], capture_output=True, encoding="utf8", check=True)
    return [[(t["begin"], t["end"]) for t in json.loads(line)["tokens"]] for line in run.stdout.split("\n") if line]


def tags(tokens, entities):
    result = ["O"] * len(tokens)
    for first, last, label in entities:
        for index in range(first, last + 1):
            result[index] = ("B-" if index == first else "I-") + label
    return result


def aligned(tokens, entities):
    """Entities as ranges of tokens that do not overlap."""
    ranges, free = [], 0
    for begin, end, label in sorted(entities):
        inside = [i for i, (b, e) in enumerate(tokens) if b < end and begin < e]
        if inside and inside[0] >= free:
            ranges.append((inside[0], inside[-1], label))
            free = inside[-1] + 1
    return ranges


def disturbed(ranges, count, labels, rng):
    result, free = [], 0
    for first, last, label in ranges:
        chance = rng.random()
        if chance < 0.1:
            continue
        if chance < 0.2:
            label = rng.choice(labels)
        if chance > 0.8:
            last = min(count - 1, last + 1)
        if chance > 0.9:
            first = max(0, first - 1)
        if first >= free and last >= first:
            result.append((first, last, label))
            free = last + 1
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--program", default=str(Path(__file__).resolve().parent.parent / "trialner"))
    arguments = parser.parse_args()
    documents = [json.loads(line) for line in open(arguments.gold, encoding="utf8")]
    labels = sorted({entity[2] for d in documents for entity in d["entities"]})
    wrong = compared = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tokens = tokens_of(arguments.program, documents, folder)
        for seed in range(10):
            rng = random.Random(seed)
            gold = [aligned(t, d["entities"]) for t, d in zip(tokens, documents)]
            found = [disturbed(g, len(t), labels, rng) for g, t in zip(gold, tokens)]
            for kind, ranges in (("gold", gold), ("found", found)):
                with open(folder / f"{kind}.jsonl", "w", encoding="utf8") as file:
                    for d, t, r in zip(documents, tokens, ranges):
                        entities = [[t[a][0], t[b][1], label] for a, b, label in r]
                        file.write(json.dumps({"id": d["id"], "text": d["text"], "entities": entities}) + "\n")
            run = subprocess.run([arguments.program, "evaluate", str(folder / "gold.jsonl"), "--predictions", str(folder / "found.jsonl"),
                                  "--format", "json"], capture_output=True, encoding="utf8", check=True)
            ours = json.loads(run.stdout)
            y_true = [tags(t, r) for t, r in zip(tokens, gold)]
            y_pred = [tags(t, r) for t, r in zip(tokens, found)]
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                exact = entity_report(y_true, y_pred, mode="strict", scheme=IOB2, output_dict=True, zero_division=0)
                flat_true, flat_pred = sum(y_true, []), sum(y_pred, [])
                wanted = sorted((set(flat_true) | set(flat_pred)) - {"O"})
                tag = tag_report(flat_true, flat_pred, labels=wanted, output_dict=True, zero_division=0)
            accuracy = sum(a == b for a, b in zip(flat_true, flat_pred)) / len(flat_true)
            checks = [(ours["tagAccuracy"], accuracy, "accuracy")]
            for mine, theirs in ((ours["exact"], exact), (ours["tags"], tag)):
                for key, row in mine.items():
                    other = theirs[f"{key} avg" if key in ("micro", "macro", "weighted") else key]
                    for a, b in (("precision", "precision"), ("recall", "recall"), ("f1", "f1-score"), ("support", "support")):
                        checks.append((row[a], float(other[b]), f"{key} {a}"))
            for mine, theirs, what in checks:
                compared += 1
                if abs(mine - theirs) > 1e-12:
                    wrong += 1
                    print(f"seed {seed}, {what}: {mine} instead of {theirs}")
    print(f"{compared} numbers compared, {wrong} differ")
    sys.exit(1 if wrong else 0)


main()

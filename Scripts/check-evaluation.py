#!/usr/bin/env python3
"""Compare `trialner evaluate` with seqeval, scikit-learn and nervaluate.

usage: Scripts/check-evaluation.py GOLD.jsonl [--found FOUND.jsonl] [--program PROGRAM]

The gold entities are disturbed at random into predictions, in two ways: as ranges of tokens that do not overlap (moved edges, other types,
missing and added entities), and as any spans of characters, overlapping and with confidences. Of the first, seqeval (strict IOB2) gives the
exact scores and scikit-learn those of tags; of both, nervaluate gives the four schemes, over all entities and for each type, and a few lines
of Python the calibration. With --found these predictions of a model are compared too. Every number must be equal to the last digit.
Needs: pip install seqeval scikit-learn nervaluate==1.2.1 numpy
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy
from nervaluate.evaluator import Evaluator
from seqeval.metrics import classification_report as entity_report
from seqeval.scheme import IOB2
from sklearn.metrics import classification_report as tag_report


class Comparison:
    """Counts the numbers that are compared, and tells those that differ."""

    def __init__(self):
        self.compared = self.wrong = 0

    def check(self, mine, theirs, what):
        self.compared += 1
        if mine != theirs and not (mine is not None and theirs is not None and abs(mine - theirs) <= 1e-12):
            self.wrong += 1
            print(f"{what}: {mine} instead of {theirs}")


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
    """Ranges of tokens that do not overlap."""
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


def scattered(entities, length, labels, rng):
    """Spans of characters, anywhere, that may overlap."""
    result = []
    for begin, end, label in entities:
        for _ in range(rng.choice((0, 1, 1, 1, 1, 2))):
            if rng.random() < 0.2:
                label = rng.choice(labels)
            if rng.random() < 0.4:
                begin = max(0, begin + rng.randint(-9, 9))
                end = min(length, max(begin + 1, end + rng.randint(-9, 9)))
            if begin < end:
                result.append((begin, end, label))
    if length and rng.random() < 0.3:
        result.append((0, length, rng.choice(labels)))
    return result


def distinct(entities):
    return sorted({(begin, end, label) for begin, end, label in entities})


def write(path, documents, entities, confidences=None):
    with open(path, "w", encoding="utf8") as file:
        for number, (document, spans) in enumerate(zip(documents, entities)):
            rows = [{"begin": b, "end": e, "label": label} for b, e, label in spans]
            for place, row in enumerate(rows):
                if confidences and confidences[number][place] is not None:
                    row["confidence"] = confidences[number][place]
            file.write(json.dumps({"id": document["id"], "text": document["text"], "entities": rows}) + "\n")


def report(program, gold, found):
    run = subprocess.run([program, "evaluate", str(gold), "--predictions", str(found), "--format", "json"],
                         capture_output=True, encoding="utf8", check=True)
    return json.loads(run.stdout)


def check_tags(ours, y_true, y_pred, comparison, what):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exact = entity_report(y_true, y_pred, mode="strict", scheme=IOB2, output_dict=True, zero_division=0)
        flat_true, flat_pred = sum(y_true, []), sum(y_pred, [])
        used = set(flat_true) | set(flat_pred)
        tag = tag_report(flat_true, flat_pred, labels=sorted(used - {"O"}), output_dict=True, zero_division=0)
        every = tag_report(flat_true, flat_pred, labels=sorted(used), output_dict=True, zero_division=0)
    every["micro avg"] = dict.fromkeys(("precision", "recall", "f1-score"), every.get("accuracy")) | {"support": len(flat_true)}
    comparison.check(ours["tagAccuracy"], sum(a == b for a, b in zip(flat_true, flat_pred)) / len(flat_true), f"{what}, accuracy")
    for name, theirs in (("exact", exact), ("tags", tag), ("tagsWithO", every)):
        for key, row in ours[name].items():
            other = theirs[f"{key} avg" if key in ("micro", "macro", "weighted") else key]
            for a, b in (("precision", "precision"), ("recall", "recall"), ("f1", "f1-score"), ("support", "support")):
                comparison.check(row[a], float(other[b]), f"{what}, {name} {key} {a}")


def check_schemes(ours, gold, found, comparison, what):
    def entities(documents):
        # nervaluate takes the end of an entity as its last character.
        return [[{"label": label, "start": b, "end": e - 1} for b, e, label in distinct(spans)] for spans in documents]

    labels = sorted({label for spans in gold + found for _, _, label in spans})
    theirs = Evaluator(entities(gold), entities(found), tags=labels, loader="dict").evaluate()
    for scheme in ("strict", "exact", "partial", "ent_type"):
        rows = [("all", ours["schemes"][scheme]["all"], theirs["overall"][scheme])]
        rows += [(label, ours["schemes"][scheme]["types"].get(label), theirs["entities"][label][scheme]) for label in labels]
        for name, mine, other in rows:
            for key in ("correct", "incorrect", "partial", "missed", "spurious", "precision", "recall", "f1"):
                comparison.check(mine[key], getattr(other, key), f"{what}, {scheme} {name} {key}")


def check_calibration(ours, gold, found, confidences, comparison, what):
    right, stated, without = [], [], 0
    for true, spans, values in zip(gold, found, confidences):
        best = {}
        for span, value in zip(spans, values):
            best.setdefault(tuple(span), None)
            if value is not None:
                best[tuple(span)] = max(value, best[tuple(span)] or 0)
        for span, value in best.items():
            if value is None:
                without += 1
            else:
                right.append(span in {tuple(s) for s in true})
                stated.append(value)
    right, stated = numpy.array(right, bool), numpy.array(stated, numpy.float32)
    mine = ours["calibration"]
    comparison.check(mine["withoutConfidence"], without, f"{what}, without confidence")
    error = 0.0
    for place, row in enumerate(mine["bins"]):
        inside = numpy.minimum((stated * numpy.float32(10)).astype(int), 9) == place
        comparison.check(row["found"], int(inside.sum()), f"{what}, bin {place} found")
        comparison.check(row["right"], int(right[inside].sum()), f"{what}, bin {place} right")
        if inside.any():
            mean = float(stated[inside].astype(float).mean())
            comparison.check(row["meanConfidence"], mean, f"{what}, bin {place} confidence")
            error += inside.sum() / len(stated) * abs(float(right[inside].mean()) - mean)
    comparison.check(mine["expectedError"], float(error) if len(stated) else None, f"{what}, expected error")
    support = sum(len(set(map(tuple, true))) for true in gold)
    for row in mine["thresholds"]:
        taken = stated >= numpy.float32(row["threshold"])
        comparison.check(row["found"], int(taken.sum()), f"{what}, found at {row['threshold']}")
        comparison.check(row["precision"], float(right[taken].mean()) if taken.any() else 0.0, f"{what}, precision at {row['threshold']}")
        comparison.check(row["recall"], right[taken].sum() / support, f"{what}, recall at {row['threshold']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--found", type=Path, help="predictions of a model for the same documents, in the same order")
    parser.add_argument("--program", default=str(Path(__file__).resolve().parent.parent / "trialner"))
    arguments = parser.parse_args()
    documents = [json.loads(line) for line in open(arguments.gold, encoding="utf8")]
    true = [[tuple(entity[:3]) for entity in d["entities"]] for d in documents]
    labels = sorted({label for spans in true for _, _, label in spans})
    comparison = Comparison()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = folder / "gold.jsonl", folder / "found.jsonl"
        tokens = tokens_of(arguments.program, documents, folder)
        for seed in range(10):
            rng = random.Random(seed)
            gold = [aligned(t, spans) for t, spans in zip(tokens, true)]
            found = [disturbed(g, len(t), labels, rng) for g, t in zip(gold, tokens)]
            places = [[[(t[a][0], t[b][1], label) for a, b, label in r] for t, r in zip(tokens, ranges)] for ranges in (gold, found)]
            for path, spans in zip(paths, places):
                write(path, documents, spans)
            ours = report(arguments.program, *paths)
            y_true, y_pred = ([tags(t, r) for t, r in zip(tokens, ranges)] for ranges in (gold, found))
            check_tags(ours, y_true, y_pred, comparison, f"tokens, seed {seed}")
            check_schemes(ours, *places, comparison, f"tokens, seed {seed}")

            found = [scattered(spans, len(d["text"]), labels, rng) for spans, d in zip(true, documents)]
            confidences = [[rng.choice((None, round(rng.random(), 1), rng.random(), 1.0)) for _ in spans] for spans in found]
            write(paths[0], documents, true)
            write(paths[1], documents, found, confidences)
            ours = report(arguments.program, *paths)
            check_schemes(ours, true, found, comparison, f"characters, seed {seed}")
            check_calibration(ours, true, found, confidences, comparison, f"characters, seed {seed}")
        if arguments.found:
            rows = [json.loads(line)["entities"] for line in open(arguments.found, encoding="utf8")]
            found = [[(e["begin"], e["end"], e["label"]) for e in row] for row in rows]
            ours = report(arguments.program, arguments.gold, arguments.found)
            check_schemes(ours, true, found, comparison, "model")
            check_calibration(ours, true, found, [[e.get("confidence") for e in row] for row in rows], comparison, "model")
    print(f"{comparison.compared} numbers compared, {comparison.wrong} differ")
    sys.exit(1 if comparison.wrong else 0)


main()

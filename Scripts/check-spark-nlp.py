#!/usr/bin/env python3
"""Compare `trialner annotate --format annotations` with what Spark NLP 5.5.3 gave, row for row.

usage: Scripts/check-spark-nlp.py REFERENCE [--program PROGRAM]

REFERENCE is a folder with texts.jsonl, a model in model/, the same in a pipeline that Spark NLP saved in saved-pipeline/, and a .jsonl file a
setting ({"id", COLUMN: [[begin, end, result, metadata], ...]}).
Every setting is run as a saved pipeline (pipeline.json); saved-pipeline/ must give the rows of ner-document, and the model in it what
model/ gives. Positions, results and metadata must be equal to the letter; probabilities and confidences may
differ by 1e-4 (their last digits depend on the processor).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

TOLERANCE = 1e-4


def stages(reference, unit="document", assembler=None, detector=None, tokenizer=None, classifier=None, converter=None, upto="ner_chunk"):
    """The pipeline of the reference; a dictionary of parameters for each stage that is set otherwise."""
    yield {"class": "DocumentAssembler", "inputCol": "text", "outputCol": "document", **(assembler or {})}
    if upto == "document":
        return
    if unit == "sentence" or detector is not None:
        yield {"class": "SentenceDetector", "inputCols": ["document"], "outputCol": "sentence", **(detector or {})}
    if upto == "sentence":
        return
    yield {"class": "Tokenizer", "inputCols": [unit], "outputCol": "token", **(tokenizer or {})}
    if upto == "token":
        return
    yield {"class": "MedicalBertForTokenClassifier", "inputCols": [unit, "token"], "outputCol": "ner", "model": str(reference / "model"),
           "caseSensitive": True, "maxSentenceLength": 128, **(classifier or {})}
    yield {"class": "NerConverter", "inputCols": [unit, "token", "ner"], "outputCol": "ner_chunk", **(converter or {})}


DOCUMENT_MODES = ["shrink", "shrink_full", "inplace", "inplace_full", "each", "each_full", "delete_full"]

SETTINGS = {
    **{f"document-{mode}": dict(assembler={"cleanupMode": mode}, upto="document") for mode in DOCUMENT_MODES},
    "sentence-default": dict(detector={}, upto="sentence"),
    "sentence-custom-bounds": dict(detector={"customBounds": [";", "\\n\\n"]}, upto="sentence"),
    "sentence-custom-bounds-only": dict(detector={"customBounds": [";"], "useCustomBoundsOnly": True}, upto="sentence"),
    "sentence-custom-append": dict(detector={"customBounds": [";"], "customBoundsStrategy": "append"}, upto="sentence"),
    "sentence-custom-prepend": dict(detector={"customBounds": [";"], "customBoundsStrategy": "prepend"}, upto="sentence"),
    "sentence-no-abbreviations": dict(detector={"useAbbreviations": False}, upto="sentence"),
    "sentence-no-lists": dict(detector={"detectLists": False}, upto="sentence"),
    "sentence-split-length": dict(detector={"splitLength": 20}, upto="sentence"),
    "sentence-min-max-length": dict(detector={"minLength": 10, "maxLength": 80}, upto="sentence"),
    "sentence-explode": dict(detector={"explodeSentences": True}, upto="sentence"),
    "tokenizer-default": dict(upto="token"),
    "tokenizer-after-sentences": dict(unit="sentence", upto="token"),
    "tokenizer-context-chars": dict(tokenizer={"contextChars": ["(", ")", "-", "/"]}, upto="token"),
    "tokenizer-split-chars": dict(tokenizer={"splitChars": ["-", "/"]}, upto="token"),
    "tokenizer-split-pattern": dict(tokenizer={"splitPattern": "[-/<>=]"}, upto="token"),
    "tokenizer-exceptions": dict(tokenizer={"exceptions": ["confidence interval", "p<0.001", "e-mail", "New York"]}, upto="token"),
    "tokenizer-exceptions-ignore-case": dict(
        tokenizer={"exceptions": ["Confidence Interval", "new york"], "caseSensitiveExceptions": False}, upto="token"),
    "tokenizer-target-pattern": dict(tokenizer={"targetPattern": "\\w+|[^\\w\\s]"}, upto="token"),
    "tokenizer-min-max-length": dict(tokenizer={"minLength": 2, "maxLength": 12}, upto="token"),
    "tokenizer-prefix-suffix-infix": dict(
        tokenizer={"prefixPattern": r"\A([^\s\w\$\.]*)", "suffixPattern": r"([^\s\w]?)([^\s\w]*)\z",
                   "infixPatterns": [r"([\p{L}]+)(/)([\p{L}]+)", r"([\$#]?\d+(?:[^\s\d]{1}\d+)*)"]}, upto="token"),
    "ner-document": dict(),
    "ner-sentence": dict(unit="sentence"),
    "ner-uncased": dict(classifier={"caseSensitive": False}),
    "ner-max-length-24": dict(classifier={"maxSentenceLength": 24}),
    "ner-max-length-512": dict(classifier={"maxSentenceLength": 512}),
    "ner-white-list": dict(converter={"whiteList": ["DATE", "Value"]}),
    "ner-no-preserve-position": dict(converter={"preservePosition": False}),
}


def read(path):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file]


def is_close(mine, theirs):
    try:
        return abs(float(mine) - float(theirs)) <= TOLERANCE
    except ValueError:
        return False


def differences(mine, theirs):
    """What differs between the annotations of one column of one row."""
    if len(mine) != len(theirs):
        yield f"{len(mine)} annotations instead of {len(theirs)}"
    for a, b in zip(mine, theirs):
        if a[:3] != b[:3]:
            yield f"{a[:3]} instead of {b[:3]}"
        for key, value in b[3].items():
            number = key not in ("sentence", "word", "chunk", "entity")
            if a[3].get(key) != value and not (number and is_close(a[3].get(key, ""), value)):
                yield f"{key} = {a[3].get(key)!r} instead of {value!r} at {b[:3]}"
        # Long rows of the reference keep the winner's probability only.
        if extra := set(a[3]) - set(b[3]) - {key for key in a[3] if key == "O" or key[:2] in ("B-", "I-")}:
            yield f"more metadata: {sorted(extra)} at {b[:3]}"


def write_pipeline(reference, name, setting, folder):
    pipeline = folder / f"{name}.json"
    pipeline.write_text(json.dumps({"compatibility": "spark-nlp", "stages": list(stages(reference, **setting))}), encoding="utf8")
    return pipeline


def check(program, reference, name, pipeline, folder):
    rows = read(reference / f"{name}.jsonl")
    wanted = {row["id"] for row in rows}
    texts = folder / f"{name}.texts.jsonl"
    with open(texts, "w", encoding="utf8") as file:
        file.writelines(json.dumps(text, ensure_ascii=False) + "\n" for text in read(reference / "texts.jsonl") if text["id"] in wanted)
    run = subprocess.run([*program, "annotate", "--pipeline", str(pipeline), "--format", "annotations", str(texts)],
                         capture_output=True, encoding="utf8")
    mine = {}
    for line in run.stdout.split("\n"):
        if line:
            row = json.loads(line)
            mine.setdefault(row["id"], []).append(row)
    theirs = {}
    for row in rows:
        theirs.setdefault(row["id"], []).append(row)
    found = [f"exit status {run.returncode}: {run.stderr.strip()[:300]}"] if run.returncode else []
    for id, group in theirs.items():
        if len(mine.get(id, [])) != len(group):
            found.append(f"{id}: {len(mine.get(id, []))} rows instead of {len(group)}")
        for a, b in zip(mine.get(id, []), group):
            for column in b:
                if column != "id":
                    found += [f"{id} {column}: {text}" for text in differences(a.get(column, []), b[column])]
    return len(rows), found


def check_model(program, reference, saved):
    """Whether the token classifier of the saved pipeline finds what the same model in the layout of Hugging Face finds."""
    folder = next((saved / "stages").glob("*_BERT_FOR_TOKEN_CLASSIFICATION_*"))
    # What Spark NLP saves beside the model is how long a window is; the other folder says nothing of that.
    runs = [subprocess.run([*program, "annotate", "--model", str(model), "--max-sentence-length", "128", "--format", "jsonl",
                            str(reference / "texts.jsonl")], capture_output=True, encoding="utf8") for model in (folder, reference / "model")]
    rows = [[{key: value for key, value in json.loads(line).items() if key != "model"} for line in run.stdout.split("\n") if line]
            for run in runs]
    found = [f"exit status {run.returncode}: {run.stderr.strip()[:300]}" for run in runs if run.returncode]
    if len(rows[0]) != len(rows[1]):
        found.append(f"{len(rows[0])} rows instead of {len(rows[1])}")
    return len(rows[0]), found + [f"{b['id']}: other entities" for a, b in zip(*rows) if a != b]


def tell(name, count, found):
    print(f"{name}: {count} rows, " + (f"{len(found)} differences" if found else "all equal"))
    for text in found[:5]:
        print(f"  {text}")
    return bool(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--program", default=str(Path(__file__).resolve().parent.parent / "trialner"))
    arguments = parser.parse_args()
    reference = arguments.reference.resolve()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, setting in SETTINGS.items():
            if not (reference / f"{name}.jsonl").exists():
                print(f"{name}: not there, skipped")
                continue
            pipeline = write_pipeline(reference, name, setting, Path(folder))
            failed += tell(name, *check([arguments.program], reference, name, pipeline, Path(folder)))
        saved = reference / "saved-pipeline"
        if saved.exists():
            failed += tell("saved-pipeline", *check([arguments.program], reference, "ner-document", saved, Path(folder)))
            failed += tell("the model in saved-pipeline", *check_model([arguments.program], reference, saved))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

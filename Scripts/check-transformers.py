#!/usr/bin/env python3
"""Compare TrialNER with Hugging Face `transformers` on PyTorch, token by token.

usage: Scripts/check-transformers.py MODEL TEXTS.jsonl [--program PROGRAM] [--limit N]

MODEL is a folder with config.json, vocab.txt, tokenizer_config.json and model.safetensors (BertForTokenClassification); it is exported
to ONNX (fp32, opset 17) in a temporary folder. Checked for each text that the model reads in one window:
- the probabilities of every tag for the first piece of every token equal PyTorch's (greatest difference under 1e-4);
- without Viterbi the tag of every token is that of the word which `pipeline("token-classification", aggregation_strategy="first")`
  finds at its beginning.
Needs: pip install torch transformers onnx
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import torch
from transformers import AutoTokenizer, BertForTokenClassification, pipeline
from transformers.pipelines.token_classification import AggregationStrategy

TOLERANCE = 1e-4
WINDOW = 192


def export(model, source, target):
    example = torch.ones(1, 8, dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "length"} for name in [*names, "logits"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(model, (example, example, example), str(target / "model.onnx"), input_names=names, output_names=["logits"],
                          dynamic_axes=axes, opset_version=17, dynamo=False)
    for file in ("config.json", "vocab.txt", "tokenizer_config.json"):
        shutil.copy(source / file, target / file)


def annotate(program, folder, texts, *options):
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    run = subprocess.run([program, "annotate", "--model", str(folder), "--input-format", "jsonl", "--format", "annotations", *options, "-"],
                         input=lines, capture_output=True, encoding="utf8")
    if run.returncode:
        sys.exit(f"{program}: {run.stderr}")
    return [json.loads(line) for line in run.stdout.split("\n") if line]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--program", default=str(Path(__file__).resolve().parent.parent / "trialner"))
    parser.add_argument("--limit", type=int, default=200)
    arguments = parser.parse_args()

    tokenizer = AutoTokenizer.from_pretrained(arguments.model)
    model = BertForTokenClassification.from_pretrained(arguments.model, attn_implementation="eager").eval()
    labels = model.config.id2label
    tagger = pipeline("token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="first")

    texts = []
    for line in open(arguments.texts, encoding="utf8"):
        row = json.loads(line)
        # Offsets of annotations are UTF-16 units: texts whose characters are all one unit can be compared as they are.
        if len(tokenizer(row["text"])["input_ids"]) <= WINDOW and all(ord(c) < 0x10000 for c in row["text"]):
            texts.append({"id": row["id"], "text": row["text"]})
    texts = texts[: arguments.limit]

    with tempfile.TemporaryDirectory() as folder:
        export(model, arguments.model, Path(folder))
        rows = annotate(arguments.program, folder, texts, "--no-viterbi", "--batch-size", "1")

    worst, tokens, wrong, beside = 0.0, 0, 0, 0
    for text, row in zip(texts, rows):
        encoded = tokenizer(text["text"], return_tensors="pt", return_offsets_mapping=True)
        offsets = encoded.pop("offset_mapping")[0].tolist()
        with torch.no_grad():
            probabilities = model(**encoded).logits[0].softmax(-1)
        first = {begin: index for index, (begin, end) in reversed(list(enumerate(offsets))) if end > begin}
        words = tagger.aggregate_words(
            tagger.gather_pre_entities(text["text"], encoded["input_ids"][0].numpy(), probabilities.numpy(),
                                       torch.tensor(offsets).numpy(), special_mask(encoded, tokenizer),
                                       AggregationStrategy.FIRST), AggregationStrategy.FIRST)
        word_tags = {word["start"]: word["entity"] for word in words}
        for begin, _, tag, metadata in row["ner"]:
            tokens += 1
            if begin not in first:
                beside += 1
                continue
            theirs = probabilities[first[begin]]
            worst = max(worst, max(abs(float(metadata[labels[i]]) - float(p)) for i, p in enumerate(theirs)))
            if begin not in word_tags:
                beside += 1
            elif word_tags[begin] != tag:
                wrong += 1
    print(f"{len(texts)} texts, {tokens} tokens: greatest difference of a probability {worst:.2e}; "
          f"{wrong} tags differ; {beside} tokens begin where no word of the other does")
    sys.exit(1 if worst > TOLERANCE or wrong else 0)


def special_mask(encoded, tokenizer):
    """1 for [CLS], [SEP] and padding."""
    special = set(tokenizer.all_special_ids)
    return [1 if int(id) in special else 0 for id in encoded["input_ids"][0]]


main()

"""The annotated documents as the model sees them: word pieces and tags, cut by `trialner tokenize` itself."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

from .labels import tags_of

BATCHES = {
    "train": "train", "more": "more", "more2": "moreb", "more3": "more3", "more4": "more4", "rare": "rare",
    "registry": "registry", "registry2": "registry2", "dev": "dev", "dev-registry": "registry2", "dev-methods": "more4",
}  # fmt: skip
TRAINING_SETS = ("train", "more", "more2", "more3", "more4", "rare", "registry", "registry2")
DEVELOPMENT_SETS = ("dev", "dev-registry", "dev-methods")


@dataclass
class Document:
    """A document: its pieces' ids, and for each token its first piece and its tag; `sentence_starts` are tokens."""

    id: str
    kind: str
    pieces: list[int]
    token_pieces: list[int]
    tags: list[int]
    sentence_starts: list[int] = field(default_factory=list)


def join(corpus, name, output):
    """Writes the documents of a set with their entities as JSONL, by the corpus' own checker."""
    corpus = pathlib.Path(corpus)
    annotations = sorted((corpus / "annotations").glob(f"{BATCHES[name]}-*.ann"))
    command = [sys.executable, corpus / "check.py", "--jsonl", corpus / f"{name}.docs.jsonl", output, *annotations]
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)


def read_documents(corpus, names, model, trialner):
    """The documents of sets, cut into tokens and pieces by `trialner tokenize` with the vocabulary in the folder `model`."""
    documents = []
    with tempfile.TemporaryDirectory() as folder:
        # A folder without weights is no model yet; the file is looked for and not read.
        cutter = shutil.copytree(model, pathlib.Path(folder) / "cutter", ignore=shutil.ignore_patterns("*.pt", "*.safetensors", "*.onnx"))
        (cutter / "model.onnx").touch()
        for name in names:
            joined = pathlib.Path(folder) / f"{name}.jsonl"
            join(corpus, name, joined)
            command = [trialner, "tokenize", "--tokens", "--pieces", "--model", cutter, joined]
            cut = subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE, text=True, encoding="utf8").stdout
            with open(joined, encoding="utf8") as lines:
                for line, row in zip(lines, cut.splitlines(), strict=True):
                    documents.append(_document(json.loads(line), json.loads(row)))
    return documents


def _document(gold, cut):
    assert gold["id"] == cut["id"], (gold["id"], cut["id"])
    tokens = [(token["begin"], token["end"]) for token in cut["tokens"]]
    tags, lost = tags_of(tokens, gold["entities"])
    assert lost == 0, f"{gold['id']}: {lost} entities without a token"
    firsts = [-1] * len(tokens)
    for index, piece in enumerate(cut["pieces"]):
        if firsts[piece["token"]] < 0:
            firsts[piece["token"]] = index
    starts, sentences = [], [begin for begin, _ in gold["sentences"]]
    for index, (begin, _) in enumerate(tokens):
        if len(starts) < len(sentences) and begin >= sentences[len(starts)]:
            while len(starts) < len(sentences) and begin >= sentences[len(starts)]:
                starts.append(index)
    return Document(gold["id"], gold["kind"], [piece["id"] for piece in cut["pieces"]], firsts, tags, sorted(set(starts)))

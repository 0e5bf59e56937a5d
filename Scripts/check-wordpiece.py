#!/usr/bin/env python3
"""Compares TrialNER's word pieces with those of Hugging Face `tokenizers`, ids and offsets, on far over 100,000 strings.

    python3 -m venv .venv && .venv/bin/pip install tokenizers==0.23.3
    swift build -c release --product TokenizationBenchmark
    .venv/bin/python Scripts/check-wordpiece.py --uncased VOCAB --cased VOCAB [--corpus FOLDER]
    .venv/bin/python Scripts/check-wordpiece.py --speed TEXT --uncased VOCAB      # both, one thread each
    .venv/bin/python Scripts/check-wordpiece.py --write-fixture                   # makes the fixture of the Swift tests again

Needs Debian's unicode-data. Without --uncased and --cased only the vocabulary that the script makes of the characters of the
strings is used (in it every character is a piece, so that every offset shows). Exits 1 if anything differs.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

os.environ["RAYON_NUM_THREADS"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import tokenizers
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from wordpiece_strings import fixture_strings, hard_strings

ROOT = pathlib.Path(__file__).resolve().parent.parent
BENCHMARK = ROOT / ".build/release/TokenizationBenchmark"
FIXTURE = ROOT / "Tests/TrialNERTests/Fixtures/wordpiece"
VERSION = "0.23.3"
SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def reference(vocabulary, lower, strip, chinese):
    """BERT's tokenizer without added special tokens: a special token written in a text is ordinary text."""
    ids = {piece: index for index, piece in enumerate(vocabulary)}
    tokenizer = tokenizers.Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(clean_text=True, handle_chinese_chars=chinese, strip_accents=strip, lowercase=lower)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def read_vocabulary(path):
    return pathlib.Path(path).read_text(encoding="utf-8").rstrip("\n").split("\n")


def character_vocabulary(strings, seed=2, pairs=20_000, share=1.0):
    """A share of the characters of the normalised strings, as pieces and as the rest of a word, and some pairs of characters."""
    generator = random.Random(seed)
    characters, words = {}, {}
    for lower in (False, True):
        for strip in (False, True):
            normalizer = BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=strip, lowercase=lower)
            for string in strings:
                for word in normalizer.normalize_str(string).split():
                    characters.update(dict.fromkeys(word))
                    if 1 < len(word) < 30:
                        words[word] = None
    pieces = dict.fromkeys(SPECIAL_TOKENS)
    characters = [c for c in characters if not c.isspace() and generator.random() <= share]
    pieces.update(dict.fromkeys(characters))
    pieces.update(dict.fromkeys("##" + c for c in characters))
    words = list(words)
    for word in generator.sample(words, min(pairs, len(words))):
        start = generator.randrange(len(word) - 1)
        pieces[("##" if start else "") + word[start : start + 2]] = None
    return list(pieces)


def split_tokens(string, generator):
    """A string cut at spaces and at random places."""
    tokens = []
    for word in string.split(" "):
        while word:
            cut = generator.randint(1, 12)
            tokens.append(word[:cut])
            word = word[cut:]
    return tokens


def with_unknown_for_bare_tokens(encoding, tokens, unknown):
    """(ids, offsets, tokens) of an encoding, an unknown piece added for every token that has none, as TrialNER does."""
    pieces = list(zip(encoding.word_ids, encoding.ids, encoding.offsets))
    seen = set(encoding.word_ids)
    pieces += [(i, unknown, (0, len(token))) for i, token in enumerate(tokens) if i not in seen]
    pieces.sort(key=lambda piece: piece[0])
    return [p[1] for p in pieces], [list(p[2]) for p in pieces], [p[0] for p in pieces]


def ours(lines, vocabulary_path, options):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        command = [BENCHMARK, "--encode", *options, vocabulary_path, file.name]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def compare(name, strings, vocabulary, vocabulary_path, lower, strip=None, chinese=True):
    """How many of the strings differ, whole and as tokens."""
    options = ([] if lower else ["--cased"]) + ([] if chinese else ["--no-chinese"])
    options += [] if strip is None else ["--strip-accents" if strip else "--keep-accents"]
    tokenizer = reference(vocabulary, lower, strip, chinese)
    generator = random.Random(3)
    differences = 0

    def differs(string, expected, got):
        nonlocal differences
        differences += 1
        if differences <= 5:
            print(f"  {json.dumps(string)}\n    tokenizers {json.dumps(expected)}\n    TrialNER   {json.dumps(got)}")

    answers = ours([{"text": string} for string in strings], vocabulary_path, options)
    assert len(answers) == len(strings), "TrialNER answered fewer lines than it was given"
    for string, answer in zip(strings, answers):
        encoding = tokenizer.encode(string, add_special_tokens=False)
        expected = {"ids": encoding.ids, "offsets": [list(pair) for pair in encoding.offsets]}
        if expected != answer:
            differs(string, expected, answer)

    split = [tokens for string in strings if (tokens := split_tokens(string, generator))]
    answers = ours([{"tokens": tokens} for tokens in split], vocabulary_path, options)
    assert len(answers) == len(split), "TrialNER answered fewer lines than it was given"
    for tokens, answer in zip(split, answers):
        encoding = tokenizer.encode(tokens, is_pretokenized=True, add_special_tokens=False)
        ids, offsets, indices = with_unknown_for_bare_tokens(encoding, tokens, vocabulary.index("[UNK]"))
        expected = {"ids": ids, "offsets": offsets, "tokens": indices}
        if expected != answer:
            differs(tokens, expected, answer)
    print(f"{name}: {len(strings)} strings and {len(split)} lists of tokens, {differences} differences", flush=True)
    return differences


def check(arguments):
    strings = hard_strings(arguments.corpus)
    differences = 0
    if arguments.uncased:
        differences += compare("uncased", strings, read_vocabulary(arguments.uncased), arguments.uncased, lower=True)
    if arguments.cased:
        differences += compare("cased", strings, read_vocabulary(arguments.cased), arguments.cased, lower=False)
    vocabulary = character_vocabulary(strings)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", newline="\n") as file:
        file.write("\n".join(vocabulary) + "\n")
        file.flush()
        for lower in (True, False):
            for strip in (None, not lower):
                for chinese in (True, False):
                    name = f"characters, lowercase {lower}, strip_accents {strip}, chinese {chinese}"
                    differences += compare(name, strings, vocabulary, file.name, lower, strip, chinese)
    return differences


def write_fixture():
    """Strings, one vocabulary that lacks some of their characters, and what `tokenizers` makes of them in four settings."""
    strings = fixture_strings()
    vocabulary = character_vocabulary(strings, pairs=2_000, share=0.97)
    settings = {(lower, strip): reference(vocabulary, lower, strip, True) for lower in (True, False) for strip in (True, False)}
    FIXTURE.mkdir(parents=True, exist_ok=True)
    (FIXTURE / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8", newline="\n")
    with (FIXTURE / "strings.jsonl").open("w", newline="\n") as file:
        for string in strings:
            line = {"text": string}
            for (lower, strip), tokenizer in settings.items():
                encoding = tokenizer.encode(string, add_special_tokens=False)
                name = ("lower" if lower else "cased") + ("Stripped" if strip else "Accented")
                line[name] = {"ids": encoding.ids, "offsets": [offset for pair in encoding.offsets for offset in pair]}
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def speed(arguments):
    lines = pathlib.Path(arguments.speed).read_text().splitlines()
    size = sum(len(line.encode()) for line in lines)
    tokenizer = reference(read_vocabulary(arguments.uncased), True, None, True)
    for name, encode in (
        ("encode", lambda: [tokenizer.encode(line, add_special_tokens=False) for line in lines]),
        ("encode_batch", lambda: tokenizer.encode_batch(lines, add_special_tokens=False)),
        ("encode_batch_fast (no offsets)", lambda: tokenizer.encode_batch_fast(lines, add_special_tokens=False)),
    ):
        best = float("inf")
        for _ in range(5):
            start = time.perf_counter()
            encode()
            best = min(best, time.perf_counter() - start)
        print(f"tokenizers {tokenizers.__version__}, {name}: {size / best / 1e6:.1f} MB/s")
    subprocess.run([BENCHMARK, "--speed", arguments.uncased, arguments.speed], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uncased", metavar="VOCAB", help="vocab.txt of an uncased model")
    parser.add_argument("--cased", metavar="VOCAB", help="vocab.txt of a cased model")
    parser.add_argument("--corpus", metavar="FOLDER", help="folder with *.docs.jsonl of real text")
    parser.add_argument("--speed", metavar="TEXT", help="measure instead, over a text file")
    parser.add_argument("--write-fixture", action="store_true", help="make the fixture of the Swift tests instead")
    arguments = parser.parse_args()
    if tokenizers.__version__ != VERSION:
        sys.exit(f"tokenizers {tokenizers.__version__} is installed; pip install tokenizers=={VERSION}")
    if arguments.write_fixture:
        write_fixture()
    elif arguments.speed:
        speed(arguments)
    elif check(arguments):
        sys.exit(1)


if __name__ == "__main__":
    main()

"""A cased vocabulary of word pieces for trial text, and an encoder that starts from an uncased one."""

import json
import lzma
import pathlib

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from tokenizers.implementations import BertWordPieceTokenizer

from .base import read_encoder, write_encoder
from .encoder import Encoder

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def lines_of(corpus, sets):
    """The lines of text to learn from: the unlabelled text and the texts of annotated sets."""
    corpus = pathlib.Path(corpus)
    with lzma.open(corpus / "unlabelled.txt.xz", "rt", encoding="utf8") as lines:
        yield from (line.rstrip("\n") for line in lines)
    for name in sets:
        with open(corpus / f"{name}.docs.jsonl", encoding="utf8") as lines:
            for line in lines:
                yield from json.loads(line)["text"].split("\n")


def learn_pieces(lines, size):
    """The pieces of a cased vocabulary, by the WordPiece trainer of `tokenizers`."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False, strip_accents=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=size, min_frequency=2, special_tokens=SPECIAL, show_progress=False)
    tokenizer.train_from_iterator(lines, trainer)
    return [piece for piece, _ in sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])]


def start_from_uncased(pieces, folder):
    """An encoder for `pieces` that starts from the uncased one in `folder`.

    A piece that the uncased vocabulary knows in lower case takes its embedding; another the mean of those that spell it.
    """
    old = read_encoder(folder)
    vocabulary = (pathlib.Path(folder) / "vocab.txt").read_text(encoding="utf8").splitlines()
    ids = {piece: index for index, piece in enumerate(vocabulary)}
    speller = BertWordPieceTokenizer(str(pathlib.Path(folder) / "vocab.txt"), lowercase=True)
    table = old.words.weight.detach()
    rows = []
    for piece in pieces:
        known = ids.get(piece, ids.get(piece.lower()))
        spelt = [known] if known is not None else _spell(piece, speller, ids)
        rows.append(table[spelt].mean(0))
    encoder = Encoder({**old.shape, "vocab_size": len(pieces)})
    weights = old.state_dict()
    weights["words.weight"] = torch.stack(rows)
    encoder.load_state_dict(weights)
    return encoder


def _spell(piece, speller, ids):
    """The uncased pieces of a piece; one that goes on within a word is spelt behind a letter that is left out again."""
    if not piece.startswith("##"):
        return speller.encode(piece, add_special_tokens=False).ids or [ids["[UNK]"]]
    spelt = speller.encode("a" + piece[2:], add_special_tokens=False).tokens
    rest = ["##" + spelt[0][1:]] + spelt[1:] if spelt and len(spelt[0]) > 1 else spelt[1:]
    found = [ids[name] for name in rest if name in ids]
    return found or speller.encode(piece[2:], add_special_tokens=False).ids or [ids["[UNK]"]]


def make_cased_base(corpus, sets, folder, output, size):
    """Learns the vocabulary and writes the encoder that starts from the uncased one in `folder`."""
    pieces = learn_pieces(lines_of(corpus, sets), size)
    encoder = start_from_uncased(pieces, folder)
    write_encoder(output, encoder)
    output = pathlib.Path(output)
    (output / "vocab.txt").write_text("".join(piece + "\n" for piece in pieces), encoding="utf8")
    settings = {"do_lower_case": False, "strip_accents": False, "model_max_length": 512, "tokenizer_class": "BertTokenizer"}
    settings |= {f"{name}_token": f"[{name.upper()}]" for name in ("unk", "sep", "pad", "cls", "mask")}
    (output / "tokenizer_config.json").write_text(json.dumps(settings, indent=1) + "\n")
    return len(pieces)

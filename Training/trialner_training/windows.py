"""Windows of documents to learn from, and batches of them."""

import random
from dataclasses import dataclass

IGNORED = -100


@dataclass
class Window:
    """Ids with [CLS] first and [SEP] last, and a tag id for each; `IGNORED` where no token begins."""

    ids: list[int]
    tags: list[int]


def windows_of(document, shortest, longest, classes, generator: random.Random):
    """Cuts a document into windows without overlap, anew at each call.

    Their longest length is drawn between `shortest` and `longest` pieces, and so is where the first ends, so that a word is seen in other
    contexts in each epoch. Half of the cuts are moved back to where a sentence begins.
    """
    first_of_token = {piece: token for token, piece in enumerate(document.token_pieces) if piece >= 0}
    sentence_pieces = {document.token_pieces[token] for token in document.sentence_starts}
    limit = generator.randint(shortest, longest) - 2
    start, total = 0, len(document.pieces)
    end = min(total, limit if total <= limit else generator.randint(limit // 3, limit))
    while start < total:
        if end < total:
            end = _cut(document, start, end, first_of_token, sentence_pieces, generator)
        tags = [IGNORED] * (end - start)
        for piece in range(start, end):
            if (token := first_of_token.get(piece)) is not None:
                tags[piece - start] = document.tags[token]
        yield Window([classes[0], *document.pieces[start:end], classes[1]], [IGNORED, *tags, IGNORED])
        start, end = end, min(total, end + limit)


def _cut(document, start, end, first_of_token, sentence_pieces, generator):
    """Where to cut at or before `end`: at a sentence, or at a token."""
    by_sentence = generator.random() < 0.5
    for piece in range(end, start, -1):
        if piece in (sentence_pieces if by_sentence else first_of_token):
            return piece
    for piece in range(end, start, -1):
        if piece in first_of_token:
            return piece
    return end


def batches_of(windows, budget, generator: random.Random):
    """All windows in batches of at most `budget` pieces, in an order drawn anew."""
    windows = list(windows)
    generator.shuffle(windows)
    batch, size = [], 0
    for window in windows:
        if batch and size + len(window.ids) > budget:
            yield batch
            batch, size = [], 0
        batch.append(window)
        size += len(window.ids)
    if batch:
        yield batch

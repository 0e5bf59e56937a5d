"""Continued pretraining: an encoder learns trial text by filling in masked words."""

import pathlib
import shutil

import numpy
import torch
from tokenizers.implementations import BertWordPieceTokenizer
from torch import nn
from torch.nn import functional as F

from .base import read_encoder, write_encoder
from .checkpoint import Checkpoint
from .progress import Progress
from .schedule import warmup_then_linear
from .settings import device_of, is_cased, optimizer_of
from .vocabulary import SPECIAL, lines_of


class MaskedWords(nn.Module):
    """The head of masked language modelling: hidden states to scores of pieces, by the embeddings themselves."""

    def __init__(self, encoder):
        super().__init__()
        width = encoder.shape["hidden_size"]
        self.encoder = encoder
        self.dense = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=encoder.shape["layer_norm_eps"])
        self.bias = nn.Parameter(torch.zeros(encoder.shape["vocab_size"]))
        nn.init.eye_(self.dense.weight)
        nn.init.zeros_(self.dense.bias)

    def forward(self, ids, places):
        hidden = self.encoder(ids.flatten(), [ids.shape[1]] * ids.shape[0])[places]
        hidden = self.norm(F.gelu(self.dense(hidden)))
        return F.linear(hidden, self.encoder.words.weight, self.bias)


def windows_of(folder, lines, length):
    """All lines one after the other in windows of `length` pieces, [CLS] first and [SEP] last; and where words begin."""
    tokenizer = BertWordPieceTokenizer(
        str(pathlib.Path(folder) / "vocab.txt"), lowercase=not is_cased(folder), strip_accents=False if is_cased(folder) else None
    )
    ids, begins = [], []
    for encoding in tokenizer.encode_batch(list(lines), add_special_tokens=False):
        ids += encoding.ids
        begins += [not piece.startswith("##") for piece in encoding.tokens]
    width = length - 2
    count = len(ids) // width
    inner = numpy.asarray(ids[: count * width], dtype=numpy.int64).reshape(count, width)
    starts = numpy.asarray(begins[: count * width], dtype=bool).reshape(count, width)
    ends = numpy.full((count, 1), tokenizer.token_to_id("[SEP]"))
    firsts = numpy.full((count, 1), tokenizer.token_to_id("[CLS]"))
    return torch.from_numpy(numpy.hstack([firsts, inner, ends])), torch.from_numpy(starts), tokenizer


def mask(ids, starts, share, mask_id, vocabulary_size):
    """Masks `share` of the words, each with all its pieces: 80 % as [MASK], 10 % as any piece, 10 % left; gives ids and places."""
    words = starts.long().cumsum(1)
    drawn = torch.rand(ids.shape[0], int(words.max()) + 1) < share
    chosen = torch.gather(drawn, 1, words)
    lot = torch.rand(chosen.shape)
    inner = ids[:, 1:-1]
    inner = torch.where(chosen & (lot < 0.8), mask_id, inner)
    inner = torch.where(chosen & (lot >= 0.9), torch.randint(len(SPECIAL), vocabulary_size, inner.shape), inner)
    masked = ids.clone()
    masked[:, 1:-1] = inner
    places = F.pad(chosen, (1, 1)).flatten().nonzero().squeeze(1)
    return masked, places


def adapt(corpus, sets, base, output, *, epochs, rate, batch, length, share, seed, save_every):
    """Adapts the encoder in the folder `base` and writes it to `output`; goes on from a checkpoint there."""
    settings = dict(
        base=str(base), sets=sorted(sets), epochs=epochs, rate=rate, batch=batch, length=length, share=share, seed=seed
    )
    checkpoint = Checkpoint(output, settings)
    torch.manual_seed(seed)
    device = device_of()
    windows, starts, tokenizer = windows_of(base, lines_of(corpus, sets), length)
    model = MaskedWords(read_encoder(base)).to(device)
    optimizer = optimizer_of(model, rate)
    per_epoch = len(windows) // batch
    total = int(per_epoch * epochs)
    step = 0
    if saved := checkpoint.read():
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
    progress = Progress(total, step)
    order = None
    mean_loss = None
    pieces = 0
    model.train()
    while step < total:
        epoch, place = divmod(step, per_epoch)
        if order is None or place == 0:
            order = torch.randperm(len(windows), generator=torch.Generator().manual_seed(seed * 1000 + epoch))
        rows = order[place * batch : (place + 1) * batch]
        ids, places = mask(windows[rows], starts[rows], share, tokenizer.token_to_id("[MASK]"), tokenizer.get_vocab_size())
        truth = windows[rows].flatten()[places]
        with torch.autocast(device.type, torch.bfloat16):
            scores = model(ids.to(device), places.to(device))
        loss = F.cross_entropy(scores.float(), truth.to(device))
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * warmup_then_linear(step, total, 0.06)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        pieces += ids.numel()
        mean_loss = loss.item() if mean_loss is None else 0.98 * mean_loss + 0.02 * loss.item()
        progress.step(step, pieces, loss=mean_loss)
        if step % save_every == 0 or step == total:
            checkpoint.write(model=model.state_dict(), optimizer=optimizer.state_dict(), step=step)
            write_encoder(output, model.encoder)
    for name in ("vocab.txt", "tokenizer_config.json"):
        shutil.copyfile(pathlib.Path(base) / name, pathlib.Path(output) / name)

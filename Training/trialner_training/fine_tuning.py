"""Fine-tuning: an encoder learns to tag the tokens of annotated documents."""

import pathlib
import random

import torch
from torch import nn
from torch.nn import functional as F

from .base import read_encoder
from .checkpoint import Checkpoint
from .classifier import TokenClassifier, begin_folder, write_weights
from .corpus import read_documents
from .progress import Progress
from .schedule import warmup_then_linear
from .settings import device_of, optimizer_of
from .windows import IGNORED, batches_of, windows_of


def epoch_batches(documents, epoch, *, seed, shortest, longest, budget, classes):
    """The batches of one epoch: the same for the same seed and epoch."""
    generator = random.Random(seed * 1000 + epoch)
    windows = [window for document in documents for window in windows_of(document, shortest, longest, classes, generator)]
    return list(batches_of(windows, budget, generator))


def mask_some(ids, share, mask_id, specials):
    """Puts [MASK] in place of `share` of the pieces, so that the model leans on the context too."""
    if share == 0:
        return ids
    hidden = (torch.rand(ids.shape) < share) & ~torch.isin(ids, specials)
    return torch.where(hidden, mask_id, ids)


def fine_tune(
    corpus, sets, base, output, trialner, *,
    epochs, rate, budget, shortest, longest, dropout, smoothing, masking, depth_factor, averaging, seed, save_every,
):  # fmt: skip
    """Fine-tunes the encoder in the folder `base` on annotated sets and writes the classifier to `output`; goes on from a checkpoint there.

    The weights written are the running average with the factor `averaging` a step (0 keeps the last).
    """
    settings = dict(
        base=str(base), sets=sorted(sets), epochs=epochs, rate=rate, budget=budget, shortest=shortest, longest=longest, dropout=dropout,
        smoothing=smoothing, masking=masking, depth_factor=depth_factor, averaging=averaging, seed=seed,
    )  # fmt: skip
    checkpoint = Checkpoint(output, settings)
    torch.manual_seed(seed)
    device = device_of()
    begin_folder(base, output)
    documents = read_documents(corpus, sets, output, trialner)
    pieces = (pathlib.Path(base) / "vocab.txt").read_text(encoding="utf8").splitlines()
    classes = (pieces.index("[CLS]"), pieces.index("[SEP]"))
    mask_id = pieces.index("[MASK]")
    specials = torch.tensor([*classes, mask_id])
    model = TokenClassifier(read_encoder(base, dropout), dropout).to(device)
    average = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    optimizer = optimizer_of(model, rate, depth_factor=depth_factor)
    per_epoch = [
        len(epoch_batches(documents, epoch, seed=seed, shortest=shortest, longest=longest, budget=budget, classes=classes))
        for epoch in range(epochs)
    ]
    total = sum(per_epoch)
    step = 0
    if saved := checkpoint.read():
        model.load_state_dict(saved["model"])
        average = saved["average"]
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
    progress = Progress(total, step)
    mean_loss, seen, first_step, last = None, 0, 0, step
    model.train()
    for epoch in range(epochs):
        if first_step + per_epoch[epoch] <= step:
            first_step += per_epoch[epoch]
            continue
        batches = epoch_batches(documents, epoch, seed=seed, shortest=shortest, longest=longest, budget=budget, classes=classes)
        for batch in batches[step - first_step :]:
            lengths = [len(window.ids) for window in batch]
            ids = torch.tensor([piece for window in batch for piece in window.ids])
            tags = torch.tensor([tag for window in batch for tag in window.tags])
            with torch.autocast(device.type, torch.bfloat16):
                scores = model(mask_some(ids, masking, mask_id, specials).to(device), lengths)
            loss = F.cross_entropy(scores.float(), tags.to(device), ignore_index=IGNORED, label_smoothing=smoothing)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * warmup_then_linear(step, total, 0.06)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            seen += len(ids)
            _average(average, model, min(averaging, step / (step + 10)))
            mean_loss = loss.item() if mean_loss is None else 0.98 * mean_loss + 0.02 * loss.item()
            progress.step(step, seen, epoch=step / total * epochs, loss=mean_loss)
            if step % save_every == 0 or step == total:
                checkpoint.write(model=model.state_dict(), average=average, optimizer=optimizer.state_dict(), step=step)
                last = step
        first_step += per_epoch[epoch]
    assert last == total, (last, total)
    model.load_state_dict(average)
    write_weights(output, model.named_weights())


@torch.no_grad()
def _average(average, model, factor):
    for name, tensor in model.state_dict().items():
        average[name].lerp_(tensor, 1 - factor)

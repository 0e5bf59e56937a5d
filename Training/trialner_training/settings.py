"""What every step of the training shares."""

import json
import pathlib

import torch


def device_of():
    """A GPU where there is one, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def is_cased(folder):
    """Whether the vocabulary in a folder distinguishes capital letters."""
    settings = json.loads((pathlib.Path(folder) / "tokenizer_config.json").read_text())
    return not settings.get("do_lower_case", True)


def optimizer_of(model, rate, decay=0.01, depth_factor=1.0):
    """AdamW without decay of biases, norms and embeddings; each group keeps its highest rate as `rate`.

    With a `depth_factor` below 1 each layer learns at that share of the rate of the layer above it, the embeddings slowest.
    """
    encoder = model.encoder
    depth = len(encoder.layers)
    groups = {}
    for name, parameter in model.named_parameters():
        level = 0
        if name.startswith("encoder."):
            level = depth + 1
            if name.startswith("encoder.layers."):
                level = depth - int(name.split(".")[2])
        decays = parameter.dim() > 1 and "words" not in name and "positions" not in name and "segments" not in name
        groups.setdefault((level, decays), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": rate * depth_factor**level,
                "rate": rate * depth_factor**level,
                "weight_decay": decay if decays else 0.0,
            }
            for (level, decays), parameters in sorted(groups.items(), key=lambda entry: entry[0])
        ],
        betas=(0.9, 0.98),
        fused=True,
    )

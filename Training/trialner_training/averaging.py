"""One classifier of several: the mean of the weights of runs that began from one encoder."""

import pathlib
import shutil

import torch
from safetensors.torch import load_file

from .classifier import write_weights


def average(folders, output):
    """Writes the classifier whose weights are the means of those in `folders`."""
    output = pathlib.Path(output)
    output.mkdir(parents=True, exist_ok=True)
    weights = [load_file(pathlib.Path(folder) / "model.safetensors") for folder in folders]
    write_weights(output, {name: torch.stack([each[name] for each in weights]).mean(0) for name in weights[0]})
    for name in ("config.json", "vocab.txt", "tokenizer_config.json"):
        shutil.copyfile(pathlib.Path(folders[0]) / name, output / name)

"""The folders of encoders: config.json, vocab.txt and model.safetensors in Hugging Face's layout."""

import json
import pathlib

from safetensors.torch import load_file, save_file

from .encoder import Encoder

SHAPE_KEYS = (
    "hidden_size intermediate_size layer_norm_eps max_position_embeddings num_attention_heads num_hidden_layers type_vocab_size vocab_size"
).split()


def read_encoder(folder, dropout=0.1):
    """The encoder in a folder, with its weights."""
    folder = pathlib.Path(folder)
    config = json.loads((folder / "config.json").read_text())
    encoder = Encoder({key: config[key] for key in SHAPE_KEYS}, dropout)
    encoder.load(load_file(folder / "model.safetensors"))
    return encoder


def write_encoder(folder, encoder):
    """Writes the weights and the shape of an encoder."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    config = {"architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu", **encoder.shape}
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    save_file(encoder.named_weights(), folder / "model.safetensors")

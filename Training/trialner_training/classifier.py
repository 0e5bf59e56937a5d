"""The token classifier: an encoder and one layer of scores."""

import json
import pathlib
import shutil

from safetensors.torch import save_file
from torch import nn

from .dropout import PooledDropout
from .labels import TAGS


class TokenClassifier(nn.Module):
    """Ids (pieces) with the lengths of the sequences to scores of tags (pieces, tags)."""

    def __init__(self, encoder, dropout=0.1):
        super().__init__()
        self.encoder = encoder
        self.dropout = PooledDropout(dropout)
        self.scores = nn.Linear(encoder.shape["hidden_size"], len(TAGS))
        nn.init.normal_(self.scores.weight, std=0.02)
        nn.init.zeros_(self.scores.bias)

    def forward(self, ids, lengths):
        return self.scores(self.dropout(self.encoder(ids, lengths)))

    def named_weights(self):
        """The weights under the names of Hugging Face's `BertForTokenClassification`."""
        weights = self.encoder.named_weights()
        weights["classifier.weight"] = self.scores.weight.detach().float().cpu().clone()
        weights["classifier.bias"] = self.scores.bias.detach().float().cpu().clone()
        return weights


def begin_folder(base, output):
    """Makes the folder of a classifier on an encoder: vocabulary, settings and labels, without weights."""
    base, output = pathlib.Path(base), pathlib.Path(output)
    output.mkdir(parents=True, exist_ok=True)
    config = json.loads((base / "config.json").read_text())
    config |= {
        "architectures": ["BertForTokenClassification"],
        "model_type": "bert",
        "id2label": {str(index): tag for index, tag in enumerate(TAGS)},
        "label2id": {tag: index for index, tag in enumerate(TAGS)},
        "pad_token_id": 0,
        "dtype": "float32",
    }
    (output / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    shutil.copyfile(base / "vocab.txt", output / "vocab.txt")
    settings = json.loads((base / "tokenizer_config.json").read_text())
    settings |= {f"{name}_token": f"[{name.upper()}]" for name in ("unk", "sep", "pad", "cls", "mask")}
    settings.setdefault("tokenizer_class", "BertTokenizer")
    (output / "tokenizer_config.json").write_text(json.dumps(settings, indent=1) + "\n")


def write_weights(output, weights):
    """Writes the weights of a classifier as Hugging Face's `transformers` reads them."""
    save_file(weights, pathlib.Path(output) / "model.safetensors", metadata={"format": "pt"})

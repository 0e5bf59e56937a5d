"""A BERT encoder whose weights are read and written under Hugging Face's names."""

import torch
from torch import nn
from torch.nn import functional as F

from .attention import attention
from .dropout import PooledDropout


class Layer(nn.Module):
    """Attention and feed-forward, each added to its input and normalised."""

    def __init__(self, shape, dropout):
        super().__init__()
        width, inner = shape["hidden_size"], shape["intermediate_size"]
        epsilon = shape["layer_norm_eps"]
        self.heads = shape["num_attention_heads"]
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=epsilon)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=epsilon)
        self.dropout = PooledDropout(dropout)

    def forward(self, hidden, lengths):
        pieces, width = hidden.shape
        query, key, value = self.query_key_value(hidden).view(pieces, 3, self.heads, width // self.heads).unbind(1)
        context = attention(query, key, value, lengths).reshape(pieces, width)
        hidden = self.attended_norm(hidden + self.dropout(self.attended(context)))
        return self.outer_norm(hidden + self.dropout(self.outer(F.gelu(self.inner(hidden)))))


class Encoder(nn.Module):
    """Embeddings and layers.

    Sequences stand one behind the other without padding: ids (pieces), with the lengths of the sequences, to hidden states (pieces, width).
    """

    def __init__(self, shape, dropout=0.1):
        super().__init__()
        width = shape["hidden_size"]
        self.shape = dict(shape)
        self.words = nn.Embedding(shape["vocab_size"], width)
        self.positions = nn.Embedding(shape["max_position_embeddings"], width)
        self.segments = nn.Embedding(shape["type_vocab_size"], width)
        self.norm = nn.LayerNorm(width, eps=shape["layer_norm_eps"])
        self.dropout = PooledDropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape["num_hidden_layers"]))

    def forward(self, ids, lengths):
        places = torch.cat([torch.arange(length, device=ids.device) for length in lengths])
        hidden = self.dropout(self.norm(self.words(ids) + self.positions(places) + self.segments.weight[0]))
        for layer in self.layers:
            hidden = layer(hidden, lengths)
        return hidden

    def load(self, weights):
        """Takes the weights of a BERT under Hugging Face's names, with or without the prefix `bert.`."""
        weights = {name.removeprefix("bert."): tensor.float() for name, tensor in weights.items()}
        own = {}
        for name, parts in self._names().items():
            own[name] = torch.cat([weights[part] for part in parts])
        self.load_state_dict(own)

    def named_weights(self):
        """The weights under Hugging Face's names."""
        own = self.state_dict()
        weights = {}
        for name, parts in self._names().items():
            for part, tensor in zip(parts, own[name].chunk(len(parts))):
                weights[f"bert.{part}"] = tensor.detach().float().cpu().clone()
        return weights

    def _names(self):
        """Each of our weights and the ones of Hugging Face's it is made of."""
        names = {
            "words.weight": ["embeddings.word_embeddings.weight"],
            "positions.weight": ["embeddings.position_embeddings.weight"],
            "segments.weight": ["embeddings.token_type_embeddings.weight"],
        }
        for kind in ("weight", "bias"):
            names[f"norm.{kind}"] = [f"embeddings.LayerNorm.{kind}"]
            for index in range(len(self.layers)):
                ours, theirs = f"layers.{index}", f"encoder.layer.{index}"
                names[f"{ours}.query_key_value.{kind}"] = [
                    f"{theirs}.attention.self.{part}.{kind}" for part in ("query", "key", "value")
                ]
                names[f"{ours}.attended.{kind}"] = [f"{theirs}.attention.output.dense.{kind}"]
                names[f"{ours}.attended_norm.{kind}"] = [f"{theirs}.attention.output.LayerNorm.{kind}"]
                names[f"{ours}.inner.{kind}"] = [f"{theirs}.intermediate.dense.{kind}"]
                names[f"{ours}.outer.{kind}"] = [f"{theirs}.output.dense.{kind}"]
                names[f"{ours}.outer_norm.{kind}"] = [f"{theirs}.output.LayerNorm.{kind}"]
        return names

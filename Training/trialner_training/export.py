"""From weights to ONNX: fp32, its graph stored as ONNX Runtime rewrites it, and int8."""

import os
import pathlib
import tempfile
import warnings

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertForTokenClassification

OPSET = 17


def export(folder):
    """Writes `model.onnx` (fp32) and `model.int8.onnx` into the folder of a classifier.

    int8 weights are quantised per channel, in a reduced range, which processors without VNNI need; activations as they come.
    """
    folder = pathlib.Path(folder)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        plain, int8 = pathlib.Path(scratch) / "plain.onnx", pathlib.Path(scratch) / "int8.onnx"
        _write_plain(folder, plain)
        _store_optimised(plain, folder / "model.onnx")
        quantize_dynamic(str(plain), str(int8), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        _store_optimised(int8, folder / "model.int8.onnx")


def _write_plain(folder, path):
    model = BertForTokenClassification.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32).eval()

    class Logits(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask, token_type_ids):
            return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits

    example = torch.ones(2, 16, dtype=torch.int64)
    axes = {0: "batch", 1: "sequence"}
    names = ["input_ids", "attention_mask", "token_type_ids"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Logits(), (example, example, example), str(path), input_names=names, output_names=["logits"],
            dynamic_axes={name: axes for name in [*names, "logits"]}, opset_version=OPSET, dynamo=False,
        )  # fmt: skip


def _store_optimised(source, target):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    partial = target.with_suffix(".partial")
    options.optimized_model_filepath = str(partial)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
    os.replace(partial, target)

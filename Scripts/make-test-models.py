#!/usr/bin/env python3
"""Makes the models in Tests/TrialNERTests/Fixtures/models: a few KB each, so that tests always have a model.

Needs the packages onnx, onnxruntime and numpy; run it from the checkout. The result does not change from run to run.

tiny            a token classifier that tags by the word alone (see WORDS), with a little of the neighbours mixed in, so that
                the attention mask and the order of rows matter; expected.json: what ONNX Runtime in Python gives
slow            the same signature, busy for many seconds: for cancellation
no-token-types  tiny without token_type_ids
other-names, int32-inputs, double-logits, rank-2-logits, no-mask: models that must be refused
"""
import json
import os
import pathlib

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests/TrialNERTests/Fixtures/models"
LABELS = ["O", "PAD", "B-DATE", "I-DATE", "B-Value", "I-Value", "B-Duration", "I-Duration"]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = {
    "B-DATE": ["june", "july", "may"],
    "I-DATE": ["2003", "2004", "2010"],
    "B-Value": ["4", "3", "12", "0", "."],
    "I-Value": ["months", "%", "##6"],
    "B-Duration": ["median", "24"],
    "I-Duration": ["weeks", "days"],
    "O": ["in", "the", "overall", "survival", "with", "and", "without", "were", ",", "(", ")", "respect", "##ively", "##s", "a"],
}
HIDDEN = len(LABELS)


def vocabulary():
    """Every word with its label; single letters last, so that any word of ASCII letters has pieces."""
    pairs = [(word, "O") for word in SPECIAL] + [(word, label) for label, words in WORDS.items() for word in words]
    known = {word for word, _ in pairs}
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)]
    return pairs + [(w, "O") for letter in letters for w in (letter, "##" + letter) if w not in known]


def weights(words):
    random = np.random.RandomState(4)
    table = random.uniform(-0.5, 0.5, (len(words), HIDDEN)).astype(np.float32)
    for row, (_, label) in enumerate(words):
        table[row, LABELS.index(label)] += 6
    types = random.uniform(-0.1, 0.1, (2, HIDDEN)).astype(np.float32)
    mix = (0.2 * random.uniform(-1, 1, (HIDDEN, HIDDEN))).astype(np.float32)
    return table, types, mix


def model(words, names=("input_ids", "attention_mask", "token_type_ids"), int_type=TensorProto.INT64,
          out_name="logits", out_type=TensorProto.FLOAT, out_rank=3, loop=0):
    table, types, mix = weights(words)
    constants = {"table": table, "types": types, "mix": mix, "axis1": np.array([1], np.int64), "axis2": np.array([2], np.int64)}
    ids, mask, segments = (list(names) + [None, None])[:3]
    nodes = [helper.make_node("Gather", ["table", ids], ["pieces"])]
    hidden = "pieces"
    if segments:
        nodes += [helper.make_node("Gather", ["types", segments], ["segments"]),
                  helper.make_node("Add", [hidden, "segments"], ["embedded"])]
        hidden = "embedded"
    if mask:  # the mean of the pieces that are not padding
        nodes += [helper.make_node("Cast", [mask], ["mask_float"], to=TensorProto.FLOAT),
                  helper.make_node("Unsqueeze", ["mask_float", "axis2"], ["mask3"]),
                  helper.make_node("Mul", [hidden, "mask3"], ["masked"]),
                  helper.make_node("ReduceSum", ["masked", "axis1"], ["sum"], keepdims=1),
                  helper.make_node("ReduceSum", ["mask3", "axis1"], ["count"], keepdims=1),
                  helper.make_node("Div", ["sum", "count"], ["mean"]),
                  helper.make_node("MatMul", ["mean", "mix"], ["context"]),
                  helper.make_node("Add", [hidden, "context"], ["mixed"])]
        hidden = "mixed"
    if loop:
        body = helper.make_graph(
            [helper.make_node("Identity", ["go_in"], ["go_out"]), helper.make_node("Tanh", ["x_in"], ["x_out"])], "body",
            [helper.make_tensor_value_info("i", TensorProto.INT64, []), helper.make_tensor_value_info("go_in", TensorProto.BOOL, []),
             helper.make_tensor_value_info("x_in", TensorProto.FLOAT, None)],
            [helper.make_tensor_value_info("go_out", TensorProto.BOOL, []), helper.make_tensor_value_info("x_out", TensorProto.FLOAT, None)])
        constants |= {"turns": np.array(loop, np.int64), "go": np.array(True)}
        nodes.append(helper.make_node("Loop", ["turns", "go", hidden], ["looped"], body=body))
        hidden = "looped"
    if out_rank == 2:
        nodes.append(helper.make_node("ReduceSum", [hidden, "axis1"], ["flat"], keepdims=0))
        hidden = "flat"
    nodes.append(helper.make_node("Cast", [hidden], [out_name], to=out_type))
    shape = ["batch", "length", HIDDEN] if out_rank == 3 else ["batch", HIDDEN]
    graph = helper.make_graph(
        nodes, "tiny",
        [helper.make_tensor_value_info(n, int_type, ["batch", "length"]) for n in names if n],
        [helper.make_tensor_value_info(out_name, out_type, shape)],
        [numpy_helper.from_array(v, k) for k, v in constants.items()])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="trialner-tests")
    onnx.checker.check_model(made)
    return made


def save(made, name, file="model.onnx"):
    (FOLDER / name).mkdir(parents=True, exist_ok=True)
    onnx.save(made, FOLDER / name / file)


def write_json(value, *path):
    FOLDER.joinpath(*path).write_text(json.dumps(value, indent=1) + "\n")


def main():
    words = vocabulary()
    index = {word: i for i, (word, _) in enumerate(words)}
    save(model(words), "tiny")
    (FOLDER / "tiny/vocab.txt").write_text("".join(word + "\n" for word, _ in words))
    write_json({"model_type": "bert", "architectures": ["BertForTokenClassification"], "trialner_version": "1.0-test",
                "id2label": {str(i): label for i, label in enumerate(LABELS)}, "label2id": {label: i for i, label in enumerate(LABELS)},
                "max_position_embeddings": 64, "pad_token_id": 0, "type_vocab_size": 2, "vocab_size": len(words)}, "tiny", "config.json")
    write_json({"tokenizer_class": "BertTokenizer", "do_lower_case": True, "strip_accents": None, "tokenize_chinese_chars": True,
                "model_max_length": 64, "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": {"content": "[PAD]"},
                "cls_token": "[CLS]", "mask_token": "[MASK]"}, "tiny", "tokenizer_config.json")

    rows = ["[CLS] in june 2003 , the median overall survival with and without a were 4 . 0 and 3 . ##6 months , respect ##ively [SEP]",
            "[CLS] 24 weeks ( 12 % ) [SEP]", "[CLS] [SEP]"]
    length = max(len(row.split()) for row in rows)
    ids, mask = np.zeros((len(rows), length), np.int64), np.zeros((len(rows), length), np.int64)
    for r, row in enumerate(rows):
        pieces = [index[word] for word in row.split()]
        ids[r, :len(pieces)], mask[r, :len(pieces)] = pieces, 1
    session = onnxruntime.InferenceSession(FOLDER / "tiny/model.onnx")
    logits = session.run(["logits"], {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
    write_expected(ids, mask, logits, "tiny", "expected.json")

    save(model(words, loop=200_000_000), "slow")
    save(model(words, names=("attention_mask", "input_ids")[::-1]), "no-token-types")
    save(model(words, names=("ids", "attention_mask", "token_type_ids")), "other-names")
    save(model(words, int_type=TensorProto.INT32), "int32-inputs")
    save(model(words, out_type=TensorProto.DOUBLE), "double-logits")
    save(model(words, out_rank=2), "rank-2-logits")
    save(model(words, names=("input_ids",)), "no-mask")
    record_shared()


def record_shared():
    """What Python gives for the 5 MB reference model, where it is at hand (see TRIALNER_SHARED); only numbers are kept."""
    path = pathlib.Path(os.environ.get("TRIALNER_SHARED", "../shared")) / "reference/sparknlp/model/model.onnx"
    if not path.exists():
        return
    random = np.random.RandomState(7)
    ids, mask = random.randint(0, 6000, (3, 10)), np.ones((3, 10), np.int64)
    ids[1, 6:], mask[1, 6:], ids[2, 1:], mask[2, 1:] = 0, 0, 0, 0
    session = onnxruntime.InferenceSession(path)
    feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    logits = session.run(["logits"], {i.name: feed[i.name] for i in session.get_inputs()})[0]
    write_expected(ids, mask, logits, "reference-model-expected.json")


def write_expected(ids, mask, logits, *path):
    FOLDER.joinpath(*path).write_text(json.dumps({
        "batchSize": logits.shape[0], "length": logits.shape[1], "labels": logits.shape[2], "inputIDs": ids.ravel().tolist(),
        "attentionMask": mask.ravel().tolist(), "logits": [round(float(x), 6) for x in logits.ravel()]}) + "\n")


if __name__ == "__main__":
    main()

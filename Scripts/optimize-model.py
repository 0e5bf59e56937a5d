#!/usr/bin/env python3
"""Store the graph of an ONNX model as ONNX Runtime rewrites it, so that opening it costs less.

usage: Scripts/optimize-model.py IN.onnx OUT.onnx

The rewriting (constants folded, attention, GELU and layer norm fused; level "extended") is what ONNX Runtime does whenever it opens the
model; its result does not depend on the processor. Scores stay the same. Needs: pip install onnxruntime
"""

import sys

import onnxruntime


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = sys.argv[2]
    onnxruntime.InferenceSession(sys.argv[1], options, providers=["CPUExecutionProvider"])


main()

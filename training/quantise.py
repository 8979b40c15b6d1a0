"""int8 for a fused BERT graph, with one activation scale a token.

Purpose: make every product of activations and weights run on integers, and the word table
take one byte a number, without a text's vector depending on its neighbours in the batch.
onnxruntime's own dynamic quantisation scales activations by the whole batch, which moves a
vector by up to 0.0165 in cosine; here each token has its own scale.
Deliberately knows nothing of training data: no calibration, nothing fitted.

A product y = x W with x (tokens, K) and W (K, N) becomes
    y = s_x * s_W * ((q_x - z) q_W),  s_x one number a token, s_W one a column,
q_x unsigned 8 bits with a fixed zero point z, q_W signed. q_W uses 7 bits (-63..63): on x86
without VNNI the instruction adds two u8*s8 products in 16 bits and would saturate with 8.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

WEIGHT_LEVELS = 63
TABLE_LEVELS = 127
# Symmetric activations: 127 steps either side of 128.
ZERO = 128
# After GELU nothing is below -0.17, so 16 steps below zero are enough and 239 are left above.
GELU_ZERO, GELU_FLOOR = 16, 0.17
CONTRIB = "com.microsoft"


def quantise(model: ModelProto, word_table: str) -> ModelProto:
    """Return `model` with MatMul weights and the Gather table `word_table` in int8.

    `model` must be fused (BiasGelu nodes present) and take `input_ids` (batch, length).
    Raises KeyError if there is no initializer named `word_table`.
    """
    return _Rewriter(model).run(word_table)


class _Rewriter:
    def __init__(self, model: ModelProto) -> None:
        self.model = model
        self.tensors = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
        self.made_by = {out: node for node in model.graph.node for out in node.output}
        self.nodes: list[NodeProto] = []
        self.quantised: dict[str, tuple[str, str, str]] = {}

    def run(self, word_table: str) -> ModelProto:
        self._shared()
        for node in self.model.graph.node:
            if node.op_type == "Gather" and node.input[0] == word_table:
                self._table(node)
            elif node.op_type == "MatMul" and node.input[1] in self.tensors:
                self._product(node)
            else:
                self.nodes.append(node)
        graph = self.model.graph
        del graph.node[:]
        graph.node.extend(self.nodes)
        used = {name for node in self.nodes for name in node.input}
        del graph.initializer[:]
        graph.initializer.extend(
            numpy_helper.from_array(array, name)
            for name, array in self.tensors.items()
            if name in used
        )
        del graph.value_info[:]
        return self.model

    def _shared(self) -> None:
        """Constants, and the zero points: one uint8 a token, made once a run."""
        self.tensors |= {
            "q_one": np.float32(1),
            "q_last": np.array([-1], np.int64),
        }
        self._add("Reshape", ["input_ids", "q_last"], "q_flat_ids")
        self._add("Shape", ["q_flat_ids"], "q_tokens")
        for zero in (ZERO, GELU_ZERO):
            value = helper.make_tensor("value", TensorProto.UINT8, [1], [zero])
            self._add("ConstantOfShape", ["q_tokens"], f"q_zeros_{zero}", value=value)
            self.tensors[f"q_zero_{zero}"] = np.uint8(zero)

    def _add(self, op: str, inputs: list[str], output: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(op, inputs, [output], name=output, **attributes))
        return output

    def _table(self, node: NodeProto) -> None:
        table, ids, out = node.input[0], node.input[1], node.output[0]
        codes, scales = to_codes(self.tensors[table], axis=1, levels=TABLE_LEVELS)
        self.tensors |= {table + "_q": codes, table + "_s": scales}
        rows = self._add("Gather", [table + "_q", ids], out + "_q")
        real = self._add("Cast", [rows], out + "_f", to=TensorProto.FLOAT)
        scale = self._add("Gather", [table + "_s", ids], out + "_s")
        self._add("Mul", [real, scale], out)

    def _product(self, node: NodeProto) -> None:
        source, weight, out = node.input[0], node.input[1], node.output[0]
        if source not in self.quantised:
            self.quantised[source] = self._activations(source, self.tensors[weight].shape[0])
        codes, scale, zero = self.quantised[source]
        weights, scales = to_codes(self.tensors[weight], axis=0, levels=WEIGHT_LEVELS)
        self.tensors |= {weight + "_q": weights, weight + "_s": scales.reshape(-1)}
        inputs = [codes, weight + "_q", "q_one", weight + "_s", zero]
        self._add("MatMulIntegerToFloat", inputs, out + "_i", domain=CONTRIB)
        self._add("Mul", [out + "_i", scale], out)

    def _activations(self, source: str, width: int) -> tuple[str, str, str]:
        """Codes (batch, length, width) uint8, scales (batch, length, 1), zero point."""
        after_gelu = source in self.made_by and self.made_by[source].op_type == "BiasGelu"
        zero = GELU_ZERO if after_gelu else ZERO
        steps, floor = (255 - zero, GELU_FLOOR / zero) if after_gelu else (127, 1e-8)
        self.tensors |= {
            f"q_rows_{width}": np.array([-1, width], np.int64),
            f"q_step_{zero}": np.float32(1 / steps),
            f"q_floor_{zero}": np.float32(floor),
        }
        size = source if after_gelu else self._add("Abs", [source], source + "_abs")
        largest = self._add("ReduceMax", [size], source + "_max", axes=[-1], keepdims=1)
        step = self._add("Mul", [largest, f"q_step_{zero}"], source + "_step")
        scale = self._add("Max", [step, f"q_floor_{zero}"], source + "_s")
        flat = self._add("Reshape", [scale, "q_last"], source + "_s1")
        rows = self._add("Reshape", [source, f"q_rows_{width}"], source + "_rows")
        codes = self._add("QuantizeLinear", [rows, flat, f"q_zeros_{zero}"], source + "_q2", axis=0)
        shape = self._add("Shape", [source], source + "_shape")
        shaped = self._add("Reshape", [codes, shape], source + "_q")
        return shaped, scale, f"q_zero_{zero}"


def to_codes(
    weights: npt.NDArray[np.float32], axis: int, levels: int
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """int8 codes and float32 scales so that codes * scales is near `weights`.

    The scale is shared along `axis` (kept, length 1); codes lie in -levels..levels.
    """
    largest = np.abs(weights).max(axis=axis, keepdims=True)
    scales = np.maximum(largest / levels, 1e-12).astype(np.float32)
    return np.clip(np.rint(weights / scales), -levels, levels).astype(np.int8), scales
